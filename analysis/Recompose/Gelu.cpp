//===- Gelu.cpp - The Gaussian error linear unit -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// x Phi(x) with Phi(x) = (1 + erf(x / sqrt 2)) / 2, or with tanh(sqrt(2 / pi)
// (x + 0.044715 x^3)) in place of the error function (Hendrycks and Gimpel,
// arXiv 1606.08415), the factors in any order.
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Matching.h"
#include "analysis/Recompose/Patterns.h"
#include "analysis/Recompose/Session.h"

#include <numbers>

using namespace mlir;

namespace perfopt::analysis {

namespace {

constexpr double kCubic = 0.044715;

/// `value` is a constant near `constant` times x to the `power`.
bool isMonomial(Value value, Value x, unsigned power, double constant) {
  Product product = productOf(value);
  if (!isNear(product.constant, constant))
    return false;
  if (product.factors.size() == 1) {
    auto raised = product.factors[0].getDefiningOp<nn::PowOp>();
    return raised && raised.getA() == x && isScalar(raised.getB(), power);
  }
  // A cube may have the square as one factor.
  unsigned found = 0;
  for (Value factor : product.factors) {
    auto raised = factor.getDefiningOp<nn::PowOp>();
    if (factor == x)
      ++found;
    else if (raised && raised.getA() == x && isScalar(raised.getB(), 2))
      found += 2;
    else
      return false;
  }
  return found == power;
}

/// x, where `value` is x + 0.044715 x^3.
Value cubicSum(Value value) {
  auto sum = value.getDefiningOp<nn::AddOp>();
  if (!sum)
    return {};
  for (auto [x, cube] :
       {std::pair(sum.getA(), sum.getB()), std::pair(sum.getB(), sum.getA())})
    if (isMonomial(cube, x, 3, kCubic))
      return x;
  return {};
}

/// `value` is tanh(sqrt(2 / pi) (x + 0.044715 x^3)), or with x factored out.
bool isTanhOf(Value value, Value x) {
  auto tanh = value.getDefiningOp<nn::TanhOp>();
  if (!tanh)
    return false;
  Product inner = productOf(tanh.getX());
  if (!isNear(inner.constant, std::sqrt(2 / std::numbers::pi)))
    return false;
  if (inner.factors.size() == 1)
    return cubicSum(inner.factors[0]) == x;
  Value rest = inner.other(x);
  auto sum = rest ? withConstant<nn::AddOp>(rest) : std::nullopt;
  return sum && isNear(sum->second, 1) && isMonomial(sum->first, x, 2, kCubic);
}

bool isErfOf(Value value, Value x) {
  auto erf = value.getDefiningOp<nn::ErfOp>();
  return erf && scaled(erf.getX(), 1 / std::numbers::sqrt2) == x;
}

bool formGelu(Value result, Session &session) {
  Product product = productOf(result);
  if (product.factors.size() != 2)
    return false;
  for (int i : {0, 1}) {
    Value gate = product.factors[i], x = product.factors[1 - i];
    auto sum = withConstant<nn::AddOp>(gate);
    if (!sum)
      continue;
    // 0.5 (1 + f) or 0.5 + 0.5 f
    auto [function, scale] = scaleOf(sum->first);
    if (!isNear(sum->second * product.constant, 0.5) ||
        !isNear(scale * product.constant, 0.5))
      continue;
    bool isErf = isErfOf(function, x);
    if (!isErf && !isTanhOf(function, x))
      continue;
    return session.form({Function::Gelu, {result}, {x}, {}},
                        [&](OpBuilder &b, Location loc) -> Value {
                          return nn::GeluOp::create(b, loc, x,
                                                    isErf ? "none" : "tanh");
                        });
  }
  return false;
}

} // namespace

void addGeluPatterns(Session &session) {
  session.add<nn::MulOp, nn::DivOp>(formGelu);
}

} // namespace perfopt::analysis
