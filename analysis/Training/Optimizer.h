//===- Optimizer.h - What an optimizer does to all parameters -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// PyTorch's optimizers on CUDA take all parameters at once by default
// (foreach): each arithmetic step of the update is one operation over lists of
// tensors, launched in chunks (pytorch aten/src/ATen/native/cuda/
// MultiTensorApply.cuh): a launch ends when it has 320 blocks of 65536 elements
// or 110, 64, 48, 36 tensors for lists 1 to 4 deep. Weight decay is 0 but for
// AdamW, whose default is 0.01. A list has tensors of one type (torch/optim/
// optimizer.py, _group_tensors_by_device_and_dtype). Without foreach they go
// through the parameters one by one.
//
// State has the parameter's type: PyTorch makes it by zeros_like(parameter)
// (torch/optim/adam.py, _init_group), a momentum buffer by cloning the gradient
// (sgd.py). With master weights the optimizer updates an fp32 copy of each
// narrower parameter in the parameter's place, so that state is fp32, too: with
// Adam 16 bytes a parameter (Rajbhandari et al., ZeRO, 2020, section 3.1).
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_TRAINING_OPTIMIZER_H
#define PERFOPT_ANALYSIS_TRAINING_OPTIMIZER_H

#include "core/Schema/Workload.h"

#include "mlir/IR/Builders.h"

#include <utility>

namespace perfopt::analysis {

/// A parameter and its gradient.
using LearnedValue = std::pair<mlir::Value, mlir::Value>;

/// Appends the optimizer's operations at the builder; state is declared in
/// front of `state`.
void createOptimizer(mlir::OpBuilder &builder, mlir::Operation *state,
                     llvm::ArrayRef<LearnedValue> learned,
                     const core::TrainingRequest &request);

/// Launches of one operation over lists of tensors with these numbers of
/// elements, `depth` lists deep.
int foreachLaunches(llvm::ArrayRef<int64_t> elements, int depth);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_TRAINING_OPTIMIZER_H
