//===- OperatorName.h - What the source file calls an operator ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_COST_OPERATORNAME_H
#define PERFOPT_ANALYSIS_COST_OPERATORNAME_H

#include "mlir/IR/Location.h"
#include "mlir/IR/Operation.h"

#include <string>

namespace perfopt::analysis {

/// The name in the operator's location, else the operator's own.
inline std::string operatorName(mlir::Operation *op) {
  auto named = op->getLoc()->findInstanceOf<mlir::NameLoc>();
  return named ? named.getName().str() : op->getName().getStringRef().str();
}

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_COST_OPERATORNAME_H
