//===- Elementwise.cpp - Gradients of elementwise operators ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// elementwise_grad_cN: N FLOPs for each element of the gradient, by the same
// measure as elementwise_cN: the arithmetic of the derivative, and the product
// with the incoming gradient. What is read beside it is what the forward rule
// says that backward keeps.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"
#include "analysis/Training/GradientRules.h"

using namespace mlir;

namespace perfopt::analysis {

/// By FLOPs an element; null where no operator has that many.
static constexpr const char *kLabels[] = {"elementwise_grad_c0",
                                          "elementwise_grad_c1",
                                          "elementwise_grad_c2",
                                          "elementwise_grad_c3",
                                          "elementwise_grad_c4",
                                          "elementwise_grad_c5",
                                          "elementwise_grad_c6",
                                          nullptr,
                                          nullptr,
                                          "elementwise_grad_c9",
                                          "elementwise_grad_c10",
                                          "elementwise_grad_c11",
                                          nullptr,
                                          nullptr,
                                          "elementwise_grad_c14"};

/// Of the first operand, from what the forward rule keeps.
template <int FlopsPerElement>
static void unary(Operation *op, Gradients &gradients) {
  static_assert(kLabels[FlopsPerElement], "no label has that many");
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  if (!dy || !gradients.wants(x))
    return;
  SmallVector<Value> operands{dy};
  if (auto interface = dyn_cast<dialects::CostOpInterface>(op))
    interface.getSavedForBackward(operands);
  gradients.add(op, x,
                gradients.derive(
                    op,
                    elementwise(kLabels[FlopsPerElement], dy, FlopsPerElement),
                    operands, dy.getType()));
}

/// Steps have no slope: PyTorch makes zeros.
static void stepGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  if (!dy || !gradients.wants(x))
    return;
  Launch launch = copying("zero_grad_c1", dy);
  launch.part = "gradient";
  launch.read = core::Bytes();
  gradients.add(op, x, gradients.derive(op, launch, dy, dy.getType()));
}

static void sumGradient(Operation *op, Gradients &gradients) {
  Value dy = gradients.of(op->getResult(0));
  for (Value operand : op->getOperands())
    gradients.add(op, operand, dy);
}

static void subGradient(Operation *op, Gradients &gradients) {
  Value dy = gradients.of(op->getResult(0));
  gradients.add(op, op->getOperand(0), dy);
  if (dy && gradients.wants(op->getOperand(1)))
    gradients.add(
        op, op->getOperand(1),
        gradients.derive(op, elementwise(kLabels[1], dy, 1), dy, dy.getType()));
}

/// One elementwise launch for an operand, at the shape of the result: where the
/// operand was broadcast, its gradient is summed afterwards.
static void product(Operation *op, Gradients &gradients, unsigned operand,
                    ValueRange saved, int flopsPerElement) {
  Value dy = gradients.of(op->getResult(0));
  if (!dy || !gradients.wants(op->getOperand(operand)))
    return;
  SmallVector<Value> operands{dy};
  llvm::append_range(operands, saved);
  gradients.add(op, op->getOperand(operand),
                gradients.derive(
                    op,
                    elementwise(kLabels[flopsPerElement], dy, flopsPerElement),
                    operands, dy.getType()));
}

static void mulGradient(Operation *op, Gradients &gradients) {
  product(op, gradients, 0, op->getOperand(1), 1);
  product(op, gradients, 1, op->getOperand(0), 1);
}

/// dy / b, and -dy * ((a / b) / b).
static void divGradient(Operation *op, Gradients &gradients) {
  product(op, gradients, 0, op->getOperand(1), 1);
  product(op, gradients, 1, op->getOperands(), 4);
}

/// dy * (p * a^(p-1)), and dy * (y * log(a)).
static void powGradient(Operation *op, Gradients &gradients) {
  product(op, gradients, 0, op->getOperands(), 3);
  product(op, gradients, 1, {op->getOperand(0), op->getResult(0)}, 3);
}

/// Where the operand was the chosen one: a comparison and a product for each.
static void extremeGradient(Operation *op, Gradients &gradients) {
  for (unsigned i = 0; i < op->getNumOperands(); ++i)
    product(op, gradients, i, op->getOperands(), 2);
}

static void meanGradient(Operation *op, Gradients &gradients) {
  for (unsigned i = 0; i < op->getNumOperands(); ++i)
    product(op, gradients, i, {}, 1);
}

static void whereGradient(Operation *op, Gradients &gradients) {
  product(op, gradients, 1, op->getOperand(0), 1);
  product(op, gradients, 2, op->getOperand(0), 1);
}

static void castGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  if (!dy || !gradients.wants(x))
    return;
  gradients.add(
      op, x,
      gradients.derive(op, elementwise(kLabels[0], dy, 0), dy, x.getType()));
}

/// Of the input dy * (x > 0 ? 1 : slope), of the slope dy * min(x, 0), which is
/// then summed.
static void pReluGradient(Operation *op, Gradients &gradients) {
  product(op, gradients, 0, op->getOperands(), 2);
  product(op, gradients, 1, op->getOperand(0), 2);
}

/// Of the gate dy x times the slope of swish, 9; of x dy swish(gate), 5: each a
/// product more.
static void swiGluGradient(Operation *op, Gradients &gradients) {
  product(op, gradients, 0, op->getOperands(), 10);
  product(op, gradients, 1, op->getOperand(0), 6);
}

/// dropout_grad_c1: the mask, a byte an element, and the scale. A dropout that
/// is the identity passes the gradient on.
static void dropoutGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  if (!isa<nn::TrainingForwardOp>(op))
    return gradients.add(op, x, dy);
  if (!dy || !gradients.wants(x))
    return;
  gradients.add(op, x,
                gradients.derive(op, elementwise("dropout_grad_c1", dy, 2),
                                 {dy, op->getResult(1)}, dy.getType()));
}

void addElementwiseGradients(GradientRules &rules) {
  using namespace nn;
  rules.add<AddOp, SumOp>(sumGradient);
  rules.add<SubOp>(subGradient);
  rules.add<MulOp>(mulGradient);
  rules.add<DivOp>(divGradient);
  rules.add<PowOp>(powGradient);
  rules.add<MaxOp, MinOp>(extremeGradient);
  rules.add<MeanOp>(meanGradient);
  rules.add<WhereOp>(whereGradient);
  rules.add<CastOp, CastLikeOp>(castGradient);
  rules.add<PReluOp>(pReluGradient);
  rules.add<SwiGluOp>(swiGluGradient);
  rules.add<DropoutOp>(dropoutGradient);
  rules.add<FloorOp, CeilOp, RoundOp, SignOp>(stepGradient);

  // dy -> -dy; dy * y; dy / x; dy where y > 0.
  rules.add<NegOp, ExpOp, LogOp, ReluOp>(unary<1>);
  // dy / (2 y); dy * sign(x); dy * cosh(x), ...: a function and a product.
  rules.add<SqrtOp, AbsOp, SinOp, SinhOp, CoshOp>(unary<2>);
  // dy times a slope or zero; two comparisons, or a comparison and a product.
  rules.add<LeakyReluOp, ThresholdedReluOp, ClipOp, HardSigmoidOp, ShrinkOp>(
      unary<2>);
  // -dy y y; dy (1 - y y); dy (1 + y y); dy (1 - y) y; -dy sin(x).
  rules.add<ReciprocalOp, TanhOp, TanOp, SigmoidOp, CosOp>(unary<3>);
  // dy / sqrt(1 - x x) and its kin: product, sum, root, quotient.
  rules.add<AsinOp, AcosOp, AsinhOp, AcoshOp>(unary<4>);
  // dy / (1 + x x), dy / (1 - x x); dy / (1 + |x|)^2.
  rules.add<AtanOp, AtanhOp>(unary<3>);
  rules.add<SoftsignOp>(unary<4>);
  // dy * 2 / sqrt(pi) * exp(-x x): two products, negation, exp, product.
  rules.add<ErfOp>(unary<5>);
  // dy z / (z + 1) with z = exp(x): exp, sum, quotient, product.
  rules.add<SoftplusOp>(unary<4>);
  // Two comparisons, x / 3 + 1 / 2, product.
  rules.add<HardSwishOp>(unary<5>);
  // x > 0 ? dy : dy (y + alpha): comparison, sum, product; celu divides and
  // takes an exponential, selu has a factor more.
  rules.add<EluOp>(unary<3>);
  rules.add<CeluOp, SeluOp>(unary<4>);
  // dy s (1 + x (1 - s)): sigmoid 4, difference, product, sum, two products.
  rules.add<SwishOp>(unary<9>);
  // softplus 3, tanh 1, sigmoid 4; dy (t + x s (1 - t t)): 6.
  rules.add<MishOp>(unary<14>);
  // dy (cdf + x pdf): cdf 4 (divide, erf, add, halve), pdf 4 (square, scale,
  // exp, scale), then product, sum, product.
  rules.add<GeluOp>(unary<11>);
}

} // namespace perfopt::analysis
