//===- TosaProducts.h - Products and windows of tosa ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_COST_RULES_TOSAPRODUCTS_H
#define PERFOPT_ANALYSIS_COST_RULES_TOSAPRODUCTS_H

#include "mlir/IR/MLIRContext.h"

namespace perfopt::analysis {

/// Convolutions, pooling and matrix products.
void attachTosaProductRules(mlir::MLIRContext &context);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_COST_RULES_TOSAPRODUCTS_H
