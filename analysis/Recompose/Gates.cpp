//===- Gates.cpp - x times a gate of x -----------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Swish x sigmoid(x), quick GELU x sigmoid(1.702 x), hard swish
// x hard_sigmoid(x), mish x tanh(softplus(x)); and the softplus by itself.
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Matching.h"
#include "analysis/Recompose/Patterns.h"
#include "analysis/Recompose/Session.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

/// a, where `gate` is sigmoid(a x).
std::optional<double> sigmoidSlope(Value gate, Value x) {
  auto sigmoid = gate.getDefiningOp<nn::SigmoidOp>();
  if (!sigmoid)
    return std::nullopt;
  if (sigmoid.getX() == x)
    return 1;
  auto [inner, slope] = scaleOf(sigmoid.getX());
  return inner == x ? std::optional(slope) : std::nullopt;
}

bool isTanhOfSoftplus(Value gate, Value x) {
  auto tanh = gate.getDefiningOp<nn::TanhOp>();
  if (!tanh)
    return false;
  if (auto softplus = tanh.getX().getDefiningOp<nn::SoftplusOp>())
    return softplus.getX() == x;
  auto log = tanh.getX().getDefiningOp<nn::LogOp>();
  auto sum = log ? withConstant<nn::AddOp>(log.getX()) : std::nullopt;
  auto exp = sum ? sum->first.getDefiningOp<nn::ExpOp>() : nn::ExpOp();
  return exp && isNear(sum->second, 1) && exp.getX() == x;
}

/// x, where `value` is clip(x + 3, 0, 6), as one operator or as two.
Value clippedToSix(Value value) {
  Value sum;
  if (auto clip = value.getDefiningOp<nn::ClipOp>()) {
    auto low = clip.getMin() ? scalar(clip.getMin()) : std::nullopt;
    if (low && *low == 0 && clip.getMax() && isScalar(clip.getMax(), 6))
      sum = clip.getX();
  } else if (auto min = value.getDefiningOp<nn::MinOp>();
             min && min.getInputs().size() == 2) {
    for (int i : {0, 1})
      if (isScalar(min.getInputs()[i], 6))
        if (auto relu = min.getInputs()[1 - i].getDefiningOp<nn::ReluOp>())
          sum = relu.getX();
  }
  auto shifted = sum ? withConstant<nn::AddOp>(sum) : std::nullopt;
  return shifted && isNear(shifted->second, 3) ? shifted->first : Value();
}

/// `gate` times `constant` is hard_sigmoid(x) of slope 1 / 6 about 1 / 2.
bool isHardSigmoidOf(Value gate, double constant, Value x) {
  if (auto hard = gate.getDefiningOp<nn::HardSigmoidOp>())
    return hard.getX() == x && isNear(constant, 1) &&
           isNear(hard.getAlpha().convertToDouble(), 1.0 / 6) &&
           isNear(hard.getBeta().convertToDouble(), 0.5);
  return isNear(constant, 1.0 / 6) && clippedToSix(gate) == x;
}

bool formGated(Value result, Session &session) {
  Product product = productOf(result);
  if (product.factors.size() != 2)
    return false;
  for (int i : {0, 1}) {
    Value x = product.factors[i], gate = product.factors[1 - i];
    auto form = [&](Function function, MakeOne make) {
      return session.form({function, {result}, {x}, {}}, make);
    };
    bool isPlain = isNear(product.constant, 1);
    if (auto slope = isPlain ? sigmoidSlope(gate, x) : std::nullopt)
      return form(isNear(*slope, 1) ? Function::Swish : Function::QuickGelu,
                  [&](OpBuilder &b, Location loc) -> Value {
                    return nn::SwishOp::create(
                        b, loc, x, APFloat(static_cast<float>(*slope)));
                  });
    if (isPlain && isTanhOfSoftplus(gate, x))
      return form(Function::Mish, [&](OpBuilder &b, Location loc) -> Value {
        return nn::MishOp::create(b, loc, x);
      });
    if (isHardSigmoidOf(gate, product.constant, x))
      return form(Function::HardSwish,
                  [&](OpBuilder &b, Location loc) -> Value {
                    return nn::HardSwishOp::create(b, loc, x);
                  });
  }
  return false;
}

bool formHardSigmoid(Value result, Session &session) {
  Product product = productOf(result);
  Value x = product.factors.size() == 1 && isNear(product.constant, 1.0 / 6)
                ? clippedToSix(product.factors[0])
                : Value();
  return x && session.form({Function::HardSigmoid, {result}, {x}, {}},
                           [&](OpBuilder &b, Location loc) -> Value {
                             return nn::HardSigmoidOp::create(
                                 b, loc, x, APFloat(1.0f / 6), APFloat(0.5f));
                           });
}

/// x where it is large, else softplus(x): PyTorch's own definition, which its
/// exporter writes with a slope of 1 as a product and a quotient.
bool formSoftplus(Value result, Session &session) {
  auto select = result.getDefiningOp<nn::WhereOp>();
  auto test = select.getCondition().getDefiningOp<nn::GreaterOp>();
  Value x = select.getX();
  auto isOne = [&](Value value) {
    auto [inner, slope] = scaleOf(value);
    return inner == x && isNear(slope, 1);
  };
  auto [inner, slope] = scaleOf(select.getY());
  auto softplus = inner.getDefiningOp<nn::SoftplusOp>();
  if (!test || !softplus || !isNear(slope, 1) || !scalar(test.getB()) ||
      !isOne(test.getA()) || !isOne(softplus.getX()))
    return false;
  return session.form({Function::Softplus, {result}, {x}, {}},
                      [&](OpBuilder &b, Location loc) -> Value {
                        return nn::SoftplusOp::create(b, loc, x);
                      });
}

} // namespace

void addGatePatterns(Session &session) {
  session.add<nn::MulOp, nn::DivOp>(formGated);
  session.add<nn::MulOp, nn::DivOp>(formHardSigmoid);
  session.add<nn::WhereOp>(formSoftplus);
}

} // namespace perfopt::analysis
