//===- NothingToTrain.h - Why a model cannot be trained -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_TRAINING_NOTHINGTOTRAIN_H
#define PERFOPT_ANALYSIS_TRAINING_NOTHINGTOTRAIN_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <string>

namespace perfopt::analysis {

/// How many of the parameters are tensors of integers of at most 8 bits, as
/// quantising makes them: no zero points, which are one number, nor buffers.
/// They have no gradients.
int quantisedWeights(mlir::func::FuncOp function);

/// Why no output of `function` has a gradient towards a parameter, and what to
/// do about it.
std::string whyNothingToTrain(mlir::func::FuncOp function);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_TRAINING_NOTHINGTOTRAIN_H
