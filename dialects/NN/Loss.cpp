//===- Loss.cpp - Losses of training -------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Loss.cpp.inc"

namespace perfopt::nn {

/// A loss for each target, or one for all; `target` is [N, d...] for x
/// [N, C, d...], weights are one a class.
struct LossOperands {
  Value x, target, weights;
};

static LogicalResult appendLoss(OptionalLoc loc, const LossOperands &operands,
                                StringRef reduction, Types &types) {
  auto x = rankedType(operands.x);
  auto target = rankedType(operands.target);
  Type element = elementType(operands.x);
  if (failed(
          expectOneOf(loc, "reduction", reduction, {"none", "sum", "mean"})) ||
      failed(expectRankAtLeast(loc, "the input", operands.x, 2)) ||
      failed(expectRank(loc, "the weights", operands.weights, 1)))
    return failure();
  Shape shape;
  if (x) {
    shape.assign(x.getShape().begin(), x.getShape().end());
    int64_t classes = shape[1];
    shape.erase(shape.begin() + 1);
    if (failed(expectShape(loc, "the target", operands.target, shape)) ||
        failed(expectExtent(loc, "the weights", vectorLength(operands.weights),
                            classes)))
      return failure();
  } else if (target) {
    shape.assign(target.getShape().begin(), target.getShape().end());
  } else if (reduction == "none") {
    return appendUnranked(loc, element, types);
  }
  if (reduction != "none")
    shape.clear();
  return appendTensor(loc, shape, element, types);
}

LogicalResult NegativeLogLikelihoodLossOp::inferReturnTypes(MLIRContext *,
                                                            OptionalLoc loc,
                                                            Adaptor op,
                                                            Types &types) {
  return appendLoss(loc, {op.getX(), op.getTarget(), op.getWeight()},
                    op.getReduction(), types);
}

LogicalResult SoftmaxCrossEntropyLossOp::inferReturnTypes(MLIRContext *,
                                                          OptionalLoc loc,
                                                          Adaptor op,
                                                          Types &types) {
  if (failed(appendLoss(loc, {op.getScores(), op.getLabels(), op.getWeights()},
                        op.getReduction(), types)))
    return failure();
  return inferSameAsFirst(loc, op.getScores(), types);
}

} // namespace perfopt::nn
