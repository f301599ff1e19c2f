//===- Normalization.cpp - Gradients of normalisations and softmax --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// With xhat = (x - mean) / std and g = dy * scale, per element: xhat 2, g 1,
// sums of g 1 and of g * xhat 2, dx = (g - a - xhat * b) / std 4; of the
// parameters the sums of dy * xhat 2 and of dy 1. What a rule has of it is
// beside its numbers. Gradient and input are read twice: dx needs the sums.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/KnownBytes.h"
#include "analysis/Training/GradientRules.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

struct NormGradient {
  const char *label;
  double flops, macs;
  int launches;
};

// batch_normalization_grad_c1: scale is of the channel whose sums are taken,
// so g falls away and the parameters' sums are those of dx: 2 + 1 + 2 + 4.
constexpr NormGradient kBatchNorm{"batch_normalization_grad_c1", 9, 2, 1};
// layer_normalization_grad_c1: all 13; parameters by a launch of their own.
constexpr NormGradient kLayerNorm{"layer_normalization_grad_c1", 13, 3, 2};
// group_normalization_grad_c1: as layer normalisation; sums of a channel, of a
// group, dx, parameters.
constexpr NormGradient kGroupNorm{"group_normalization_grad_c1", 13, 3, 4};
// instance_normalization_grad_c1: as batch normalisation of every image.
constexpr NormGradient kInstanceNorm{"instance_normalization_grad_c1", 9, 2, 1};
// rms_normalization_grad_c1: without mean: xhat 1, g 1, sum of g * xhat 2,
// dx 3, the scale's sum 2.
constexpr NormGradient kRmsNorm{"rms_normalization_grad_c1", 9, 3, 2};

template <const NormGradient &Rule>
void normGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  if (!dy)
    return;
  Launch launch = likeForward(op, Rule.label, x, Rule.flops);
  launch.macs = launch.flops / Rule.flops * Rule.macs;
  launch.launches = Rule.launches;
  SmallVector<Value> operands{dy, x, op->getOperand(1)};
  // Statistics that the forward wrote, else the stored ones of a batch norm.
  if (op->getNumResults() > 1)
    llvm::append_range(operands, op->getResults().drop_front());
  else if (isa<nn::BatchNormalizationOp>(op))
    llvm::append_range(operands, op->getOperands().drop_front(3));
  core::Bytes read;
  for (Value operand : operands)
    read += knownBytes(operand);
  launch.read = read + knownBytes(dy) + knownBytes(x);
  deriveJointly(op, gradients, launch, operands,
                std::min(3u, op->getNumOperands()));
}

/// Of an input without parameters, from what the forward rule keeps.
void plainGradient(Operation *op, Gradients &gradients, StringRef label,
                   double flopsPerElement) {
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  if (!dy || !gradients.wants(x))
    return;
  SmallVector<Value> operands{dy};
  cast<dialects::CostOpInterface>(op).getSavedForBackward(operands);
  gradients.add(op, x,
                gradients.derive(op, likeForward(op, label, x, flopsPerElement),
                                 operands, x.getType()));
}

/// softmax_grad_c1: sum of y * dy 2, subtraction, product.
void softmaxGradient(Operation *op, Gradients &gradients) {
  plainGradient(op, gradients, "softmax_grad_c1", 4);
}

/// log_softmax_grad_c1: sum of dy, exp(y), product, subtraction.
void logSoftmaxGradient(Operation *op, Gradients &gradients) {
  plainGradient(op, gradients, "log_softmax_grad_c1", 4);
}

/// lp_normalization_grad_c1: sum of y * dy 2, product, subtraction, division.
void lpGradient(Operation *op, Gradients &gradients) {
  plainGradient(op, gradients, "lp_normalization_grad_c1", 5);
}

/// mean_variance_normalization_grad_c1: xhat 2, sums 3, dx 4.
void meanVarianceGradient(Operation *op, Gradients &gradients) {
  plainGradient(op, gradients, "mean_variance_normalization_grad_c1", 9);
}

/// lrn_grad_c1: with s the sums of squares, s^beta and y again 3 + size; then
/// dx = dy / s^beta - x c (sum over the window of dy y / s): product, quotient,
/// size additions, two products, a quotient, a subtraction.
void lrnGradient(Operation *op, Gradients &gradients) {
  auto lrn = cast<nn::LrnOp>(op);
  plainGradient(op, gradients, "lrn_grad_c1", 9 + 2 * double(lrn.getSize()));
}

} // namespace

void addNormalizationGradients(GradientRules &rules) {
  using namespace nn;
  rules.add<BatchNormalizationOp>(normGradient<kBatchNorm>);
  rules.add<LayerNormalizationOp>(normGradient<kLayerNorm>);
  rules.add<GroupNormalizationOp>(normGradient<kGroupNorm>);
  rules.add<InstanceNormalizationOp>(normGradient<kInstanceNorm>);
  rules.add<RmsNormalizationOp>(normGradient<kRmsNorm>);
  rules.add<LrnOp>(lrnGradient);
  rules.add<LpNormalizationOp>(lpGradient);
  rules.add<MeanVarianceNormalizationOp>(meanVarianceGradient);
  rules.add<SoftmaxOp>(softmaxGradient);
  rules.add<LogSoftmaxOp>(logSoftmaxGradient);
}

} // namespace perfopt::analysis
