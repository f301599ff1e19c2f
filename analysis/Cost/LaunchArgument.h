//===- LaunchArgument.h - Constants that need no memory -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_COST_LAUNCHARGUMENT_H
#define PERFOPT_ANALYSIS_COST_LAUNCHARGUMENT_H

#include "mlir/IR/Value.h"

namespace perfopt::analysis {

/// Whether a value is a constant that travels as an argument of the launch: a
/// factor, axes, pads, a list of extents. Such lists have an entry or two a
/// dimension; longer constants are tables in device memory, whether shape
/// arithmetic folded them or not.
bool isLaunchArgument(mlir::Value value);

/// Whether a value is one number in every place, which needs no memory of its
/// own: a view of a scalar that shape arithmetic folded (zeros as the initial
/// state of a recurrent layer).
bool isSpreadScalar(mlir::Value value);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_COST_LAUNCHARGUMENT_H
