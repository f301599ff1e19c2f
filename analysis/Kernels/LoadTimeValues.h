//===- LoadTimeValues.h - What is known before the first input ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_KERNELS_LOADTIMEVALUES_H
#define PERFOPT_ANALYSIS_KERNELS_LOADTIMEVALUES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/DenseSet.h"

namespace perfopt::analysis {

/// Weights, constants, and what is computed from them alone (transposed
/// filters, gates put in another order): work of loading the model, not of
/// running it. In training parameters change with every step: what computes from
/// them runs again, and only their layout is of load time.
class LoadTimeValues {
public:
  explicit LoadTimeValues(mlir::func::FuncOp function);

  bool contains(mlir::Value value) const { return values.contains(value); }
  bool contains(mlir::Operation *op) const {
    return op->getNumResults() > 0 && contains(op->getResult(0));
  }

private:
  llvm::DenseSet<mlir::Value> values;
};

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_KERNELS_LOADTIMEVALUES_H
