//===- Loss.cpp - Counting rules of losses -------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

#include "analysis/Cost/ElementBytes.h"

using namespace mlir;

namespace perfopt::analysis {

/// A negation for each target, a product with its weight where there are
/// weights, and an addition where the losses are reduced.
static double lossFlops(double targets, bool weighted, StringRef reduction) {
  return targets * (1 + (weighted ? 1 : 0) + (reduction != "none" ? 1 : 0));
}

/// negative_log_likelihood_loss_c1: as lossFlops; of X one element a target is
/// read, the rest is not touched.
static MaybeCost nllCost(nn::NegativeLogLikelihoodLossOp op) {
  auto targets = elements(op.getTarget());
  auto inputs = elements(op.getX());
  auto scores = storageBytes(op.getX().getType());
  auto indices = storageBytes(op.getTarget().getType());
  auto written = storageBytes(op.getLoss().getType());
  if (!targets || !inputs || !scores || !indices || !written)
    return std::nullopt;
  core::Bytes read = *indices + *scores * (*targets / std::max(1.0, *inputs));
  bool weighted = static_cast<bool>(op.getWeight());
  if (weighted) {
    auto weights = storageBytes(op.getWeight().getType());
    if (!weights)
      return std::nullopt;
    read += *weights;
  }
  return OpCost{core::Flops(lossFlops(*targets, weighted, op.getReduction())),
                {},
                read,
                *written,
                "negative_log_likelihood_loss_c1"};
}

/// softmax_cross_entropy_loss_c1: log_softmax_c1, 5 FLOPs for each score, then
/// as negative_log_likelihood_loss_c1.
static MaybeCost crossEntropyCost(nn::SoftmaxCrossEntropyLossOp op) {
  auto targets = elements(op.getLabels());
  auto scores = elements(op.getScores());
  if (!targets || !scores)
    return std::nullopt;
  return costWithTraffic(
      op,
      5 * *scores + lossFlops(*targets, static_cast<bool>(op.getWeights()),
                              op.getReduction()),
      0, "softmax_cross_entropy_loss_c1");
}

static MaybeShape nllKernel(nn::NegativeLogLikelihoodLossOp op) {
  return elementsKernel(core::KernelFamily::Gather, op.getTarget());
}

/// A log-softmax and a loss, in eager.
static MaybeShape crossEntropyKernel(nn::SoftmaxCrossEntropyLossOp op) {
  auto shape = staticShape(op.getScores());
  if (!shape || shape->size() < 2)
    return std::nullopt;
  auto kernel = rowsKernel(core::KernelFamily::Softmax, op.getScores(),
                           double((*shape)[1]));
  if (kernel)
    kernel->launches = 2;
  return kernel;
}

static void nllSaves(nn::NegativeLogLikelihoodLossOp op, SavedValues &saved) {
  saved.push_back(op.getTarget());
}

static void crossEntropySaves(nn::SoftmaxCrossEntropyLossOp op,
                              SavedValues &saved) {
  saved.append({op.getLogProb(), op.getLabels()});
}

void attachLossRules(MLIRContext &context) {
  using namespace nn;
  attachRule<NegativeLogLikelihoodLossOp, nllCost, nllKernel, nllSaves>(
      context);
  attachRule<SoftmaxCrossEntropyLossOp, crossEntropyCost, crossEntropyKernel,
             crossEntropySaves>(context);
}

} // namespace perfopt::analysis
