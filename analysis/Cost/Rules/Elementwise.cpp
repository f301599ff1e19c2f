//===- Elementwise.cpp - Counting rules of elementwise operators ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// elementwise_cN: N FLOPs for each result element, no multiply-accumulates. One
// arithmetic operation, comparison or elementary function (exp, erf, sqrt, ...)
// is one FLOP, whatever the hardware takes for it; composed functions are the
// sum of their parts, written beside them.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

using namespace mlir;

namespace perfopt::analysis {

static constexpr const char *kLabels[] = {
    "elementwise_c0", "elementwise_c1", "elementwise_c2", "elementwise_c3",
    "elementwise_c4", "elementwise_c5", "elementwise_c6", "elementwise_c7"};

template <typename Op, int FlopsPerElement>
static MaybeCost elementwiseCost(Op op) {
  auto count = elements(op->getResult(0));
  if (!count)
    return std::nullopt;
  return costWithTraffic(op, *count * FlopsPerElement, 0,
                         kLabels[FlopsPerElement]);
}

template <typename Op>
static MaybeShape elementwiseKernel(Op op) {
  return elementsKernel(core::KernelFamily::Elementwise, op->getResult(0));
}

/// nary_c1: one FLOP for each element of each operand but the first.
template <typename Op>
static MaybeCost naryCost(Op op) {
  auto count = elements(op->getResult(0));
  if (!count)
    return std::nullopt;
  double steps = std::max<double>(0, double(op->getNumOperands()) - 1);
  return costWithTraffic(op, *count * steps, 0, "nary_c1");
}

template <int FlopsPerElement, auto Saved, typename... Ops>
static void attach(MLIRContext &context) {
  (attachRule<Ops, elementwiseCost<Ops, FlopsPerElement>,
              elementwiseKernel<Ops>, Saved>(context),
   ...);
}

void attachElementwiseRules(MLIRContext &context) {
  using namespace nn;
  // What backward keeps follows PyTorch's derivatives: the operand where the
  // slope depends on it, the result where that is enough, nothing for sums.
  attach<1, savesNothing, AddOp, SubOp, NegOp, FloorOp, CeilOp, RoundOp, SignOp,
         NotOp, BitwiseNotOp, IsNanOp, IsInfOp, AndOp, OrOp, XorOp,
         BitwiseAndOp, BitwiseOrOp, BitwiseXorOp, BitShiftOp, EqualOp, LessOp,
         LessOrEqualOp, GreaterOp, GreaterOrEqualOp, ModOp>(context);
  attach<1, savesOperands, MulOp, DivOp, PowOp>(context);
  attach<1, savesFirstOperand, AbsOp, LogOp, SinOp, CosOp, AsinOp, AcosOp,
         AtanOp, SinhOp, CoshOp, AsinhOp, AcoshOp, AtanhOp, ErfOp>(context);
  attach<1, savesFirstResult, SqrtOp, ReciprocalOp, ExpOp, TanOp, TanhOp,
         ReluOp>(context);
  attach<2, savesFirstOperand, LeakyReluOp, PReluOp, ThresholdedReluOp, ClipOp>(
      context);
  attach<1, savesFirstOperand, WhereOp>(context);
  attach<0, savesNothing, CastOp, CastLikeOp>(context);

  // 1 / (1 + exp(-x)): negate, exp, add, divide.
  attach<4, savesFirstResult, SigmoidOp>(context);
  // max(0, min(1, alpha x + beta)): multiply, add, min, max.
  attach<4, savesFirstOperand, HardSigmoidOp>(context);
  // x * hard_sigmoid(x).
  attach<5, savesFirstOperand, HardSwishOp>(context);
  // x * sigmoid(x).
  attach<5, savesFirstOperand, SwishOp>(context);
  // log(1 + exp(x)): exp, add, log.
  attach<3, savesFirstOperand, SoftplusOp>(context);
  // x / (1 + |x|): abs, add, divide.
  attach<3, savesFirstOperand, SoftsignOp>(context);
  // x * tanh(softplus(x)): softplus 3, tanh, multiply.
  attach<5, savesFirstOperand, MishOp>(context);
  // Two comparisons, an addition of the bias.
  attach<3, savesFirstOperand, ShrinkOp>(context);
  // swish(gate) * x: swish 5, multiply.
  attach<6, savesOperands, SwiGluOp>(context);
  // max(0, x) + min(0, a (exp(x) - 1)): max, exp, subtract, multiply, min, add.
  attach<6, savesFirstResult, EluOp>(context);
  // As Elu with x / a in the exponential.
  attach<7, savesFirstOperand, CeluOp>(context);
  // g times Elu.
  attach<7, savesFirstResult, SeluOp>(context);
  // 0.5 x (1 + erf(x / sqrt(2))): divide, erf, add, two multiplications. The
  // tanh form has more steps (8) and is counted the same: it stands for the
  // same function.
  attach<5, savesFirstOperand, GeluOp>(context);
  // Round(x / scale) + zero: divide, round, add, and saturation (min, max).
  attach<5, savesFirstOperand, QuantizeLinearOp>(context);
  // (x - zero) * scale.
  attach<2, savesFirstOperand, DequantizeLinearOp>(context);

  attachRule<MaxOp, naryCost<MaxOp>, elementwiseKernel<MaxOp>, savesOperands>(
      context);
  attachRule<MinOp, naryCost<MinOp>, elementwiseKernel<MinOp>, savesOperands>(
      context);
  attachRule<SumOp, naryCost<SumOp>, elementwiseKernel<SumOp>, savesNothing>(
      context);
  attachRule<MeanOp, naryCost<MeanOp>, elementwiseKernel<MeanOp>, savesNothing>(
      context);
}

} // namespace perfopt::analysis
