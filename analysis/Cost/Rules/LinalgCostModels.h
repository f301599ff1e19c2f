//===- LinalgCostModels.h - Counting rules of linalg ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_COST_RULES_LINALGCOSTMODELS_H
#define PERFOPT_ANALYSIS_COST_RULES_LINALGCOSTMODELS_H

#include "mlir/IR/DialectRegistry.h"

namespace perfopt::analysis {

/// Gives linalg's operators their CostOpInterface once the dialect is loaded.
void registerLinalgCostModels(mlir::DialectRegistry &registry);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_COST_RULES_LINALGCOSTMODELS_H
