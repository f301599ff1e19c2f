//===- TrainingForward.h - Forward operators as training runs them --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_TRAINING_TRAININGFORWARD_H
#define PERFOPT_ANALYSIS_TRAINING_TRAININGFORWARD_H

#include "dialects/NN/NNOps.h"

namespace perfopt::analysis {

struct TrainingForwardOptions {
  /// As after model.train(): batch normalisation takes statistics of the batch,
  /// dropout drops. Otherwise as after model.eval() with gradients enabled.
  bool trainingMode = true;
};

/// Replaces an operator that runs differently when its backward follows, or
/// writes for it what nobody else reads. Returns what now stands in its place.
mlir::Operation *toTrainingForward(mlir::Operation *op,
                                   const TrainingForwardOptions &options);

/// Mean cross-entropy of one output over its last axis, in front of `before`:
/// results are the loss and the logarithms of the probabilities.
nn::TrainingForwardOp createLoss(mlir::Operation *before, mlir::Value output);

/// The name of the loss in reports.
inline constexpr llvm::StringLiteral kLoss = "softmax_cross_entropy";

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_TRAINING_TRAININGFORWARD_H
