//===- Training.h - A training step from a forward pass -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Training is told in the same operators as inference: after the forward
// operators stand those of the backward pass, each reading exactly what
// PyTorch's autograd formula reads, then the optimizer's. Lifetimes, kernels
// and totals follow from that without knowing of training.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_TRAINING_TRAINING_H
#define PERFOPT_ANALYSIS_TRAINING_TRAINING_H

#include "core/Schema/Workload.h"

#include "mlir/IR/BuiltinOps.h"

namespace perfopt::analysis {

/// Turns `main` into one step of training: `accumulate` times forward and
/// backward, then the optimizer. Fails where nothing can be learned.
mlir::LogicalResult deriveTraining(mlir::ModuleOp module,
                                   const core::TrainingRequest &request);

/// Makes `main` keep until its end what a backward pass would read, as a
/// forward with gradients enabled does. Nothing for a model without parameters.
void keepForBackward(mlir::ModuleOp module);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_TRAINING_TRAINING_H
