//===- UpstreamSupport.h - What rules of upstream dialects share ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_COST_RULES_UPSTREAMSUPPORT_H
#define PERFOPT_ANALYSIS_COST_RULES_UPSTREAMSUPPORT_H

#include "analysis/Cost/Rules/RuleSupport.h"

namespace perfopt::analysis {

/// A value that costs no traffic to read: a constant of one number (a scalar or
/// a splat), a shape, or a tensor that nobody has written yet.
bool readsNothing(mlir::Value value);

/// Compulsory traffic of an operator without a region: every distinct operand
/// once except those that `readsNothing`, results as in `compulsoryTraffic`.
/// `skip` operands at the end are destinations and not read.
std::optional<Traffic> upstreamTraffic(mlir::Operation *op, unsigned skip = 0);

MaybeCost costWith(std::optional<Traffic> traffic, std::optional<double> flops,
                   std::optional<double> macs, llvm::StringRef rule);

/// What the host works out before anything launches: shapes, scalars.
MaybeCost hostCost(mlir::Operation *op);

inline MaybeShape noLaunch(mlir::Operation *) { return std::nullopt; }

/// m x n x k, `batch` times.
KernelShape gemmKernelShape(double m, double n, double k, double batch);

/// A convolution or pooling over up to three spatial extents, given from the
/// first (depth or height) to the last (width).
struct WindowShape {
  int64_t n = 1, channels = 1, filters = 1, groups = 1;
  llvm::SmallVector<int64_t, 3> input, window, output, strides;
};
KernelShape windowKernelShape(core::KernelFamily family,
                              const WindowShape &shape);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_COST_RULES_UPSTREAMSUPPORT_H
