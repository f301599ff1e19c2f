//===- LinalgTransforms.h - linalg's operators without a body -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_COST_RULES_LINALGTRANSFORMS_H
#define PERFOPT_ANALYSIS_COST_RULES_LINALGTRANSFORMS_H

#include "mlir/IR/MLIRContext.h"

namespace perfopt::analysis {

void attachLinalgTransformRules(mlir::MLIRContext &context);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_COST_RULES_LINALGTRANSFORMS_H
