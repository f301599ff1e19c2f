//===- GradientRules.cpp - How each operator is differentiated ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Training/GradientRules.h"

#include "analysis/Cost/Rules/RuleSupport.h"

using namespace mlir;

namespace perfopt::analysis {

GradientRules GradientRules::builtin() {
  GradientRules rules;
  addConvolutionGradients(rules);
  addDetectionGradients(rules);
  addElementwiseGradients(rules);
  addMatmulGradients(rules);
  addMovementGradients(rules);
  addNormalizationGradients(rules);
  addPoolingGradients(rules);
  addRecurrentGradients(rules);
  addReductionGradients(rules);
  addViewGradients(rules);
  return rules;
}

GradientRule GradientRules::find(Operation *op) const {
  StringRef name = op->getName().getStringRef();
  if (auto forward = dyn_cast<nn::TrainingForwardOp>(op))
    name = forward.getOf();
  return rules.lookup(name);
}

static void fill(Launch &launch, StringRef rule, const MaybeShape &shape) {
  if (!shape)
    return;
  launch.rule = rule;
  launch.family = shape->family;
  launch.problem.assign(shape->problem.begin(), shape->problem.end());
}

Launch elementwise(StringRef rule, Value value, double flopsPerElement) {
  Launch launch;
  fill(launch, rule, elementsKernel(core::KernelFamily::Elementwise, value));
  launch.flops = elements(value).value_or(0) * flopsPerElement;
  return launch;
}

Launch rowwise(StringRef rule, core::KernelFamily family, Value value,
               double cols, double flopsPerElement) {
  Launch launch;
  fill(launch, rule, rowsKernel(family, value, cols));
  launch.flops = elements(value).value_or(0) * flopsPerElement;
  return launch;
}

Launch likeForward(Operation *op, StringRef rule, Value value,
                   double flopsPerElement) {
  Launch launch;
  auto interface = dyn_cast<dialects::CostOpInterface>(op);
  auto count = elements(value);
  if (!interface || !count)
    return launch;
  fill(launch, rule, interface.getKernelShape());
  launch.flops = *count * flopsPerElement;
  return launch;
}

void deriveJointly(Operation *op, Gradients &gradients, const Launch &launch,
                   ValueRange operands, unsigned candidates) {
  SmallVector<Value> targets;
  SmallVector<Type> types;
  for (Value operand : op->getOperands().take_front(candidates))
    if (gradients.wants(operand)) {
      targets.push_back(operand);
      types.push_back(operand.getType());
    }
  if (targets.empty())
    return;
  Operation *derived = gradients.derive(op, launch, operands, types);
  for (auto [target, gradient] :
       llvm::zip_equal(targets, derived->getResults()))
    gradients.add(op, target, gradient);
}

Launch copying(StringRef rule, Value value) {
  Launch launch;
  fill(launch, rule, elementsKernel(core::KernelFamily::Copy, value));
  return launch;
}

StringRef partOf(Value operand) {
  // Load-time work on a weight has one floating operand all the way.
  for (Operation *op = operand.getDefiningOp(); op;) {
    if (isa<nn::WeightOp>(op))
      return "weight_gradient";
    bool isLayout =
        isa<nn::TransposeOp, nn::ReshapeOp, nn::FlattenOp, nn::SqueezeOp,
            nn::UnsqueezeOp, nn::IdentityOp, nn::CastOp>(op);
    op = isLayout ? op->getOperand(0).getDefiningOp() : nullptr;
  }
  return "input_gradient";
}

} // namespace perfopt::analysis
