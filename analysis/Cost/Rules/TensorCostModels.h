//===- TensorCostModels.h - Counting rules of tensor and arith ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===---------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_COST_RULES_TENSORCOSTMODELS_H
#define PERFOPT_ANALYSIS_COST_RULES_TENSORCOSTMODELS_H

#include "mlir/IR/DialectRegistry.h"

namespace perfopt::analysis {

/// Gives the operators of tensor, and those of arith and math on tensors and
/// scalars, their CostOpInterface once their dialect is loaded.
void registerTensorCostModels(mlir::DialectRegistry &registry);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_COST_RULES_TENSORCOSTMODELS_H
