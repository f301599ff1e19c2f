//===- CostModels.h - The counting rules of all dialects ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_COST_COSTMODELS_H
#define PERFOPT_ANALYSIS_COST_COSTMODELS_H

#include "mlir/IR/DialectRegistry.h"

namespace perfopt::analysis {

/// Gives the operators of nn their CostOpInterface once the dialect is loaded.
void registerNNCostModels(mlir::DialectRegistry &registry);

/// The same for linalg, tosa, tensor, arith and math: rules are attached when
/// one of them is loaded, and loading them takes time, so that a model in nn
/// alone should go without.
void registerUpstreamCostModels(mlir::DialectRegistry &registry);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_COST_COSTMODELS_H
