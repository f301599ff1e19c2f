//===- PerChannel.h - One value for each channel --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_SHAPES_PERCHANNEL_H
#define PERFOPT_ANALYSIS_SHAPES_PERCHANNEL_H

#include "mlir/IR/Value.h"
#include "llvm/ADT/ArrayRef.h"

#include <optional>

namespace perfopt::analysis {

/// Whether `parameter`, broadcast to `shape`, has one value for each position
/// along `axis` and repeats it along all others: [channels, 1, 1] beside
/// [batch, channels, height, width] and axis 1. A vector as long as another
/// extent is none, even where both extents are equal.
bool isPerChannel(mlir::Value parameter, llvm::ArrayRef<int64_t> shape,
                  int64_t axis);

/// Where `axis` of `op`'s first operand is in its result, for an operator that
/// shows or moves elements: through a transposition, and through a reshape that
/// leaves the extent whole. Unset where it is split, merged or not followed.
std::optional<int64_t> axisBehind(mlir::Operation *op, int64_t axis);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_SHAPES_PERCHANNEL_H
