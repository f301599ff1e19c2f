//===- Strides.h - Where views lie in memory ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_COST_STRIDES_H
#define PERFOPT_ANALYSIS_COST_STRIDES_H

#include "mlir/IR/Value.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace perfopt::analysis {

/// Distance in elements between neighbours along each extent.
using Strides = llvm::SmallVector<int64_t>;

/// The strides of a value that views (transpose, slice, expand, ...) reach from
/// a contiguous tensor; unset when an extent is unknown.
std::optional<Strides> stridesOf(mlir::Value value);

/// True also when nothing is known: then no copy is charged.
bool isContiguous(mlir::Value value);

/// The strides that show the elements of `from` under `shape`, or nothing when
/// they must be copied for it; PyTorch's rule for Tensor.view.
std::optional<Strides> viewStrides(llvm::ArrayRef<int64_t> from,
                                   llvm::ArrayRef<int64_t> strides,
                                   llvm::ArrayRef<int64_t> shape);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_COST_STRIDES_H
