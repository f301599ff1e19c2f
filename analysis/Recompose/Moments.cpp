//===- Moments.cpp - What is divided by its own spread --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Moments.h"

#include "analysis/Recompose/Matching.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

/// What `mean` is the mean of, and over which extents; they are kept.
struct Mean {
  Value of;
  SmallVector<int64_t> axes;
};

std::optional<Mean> meanBehind(Value value) {
  auto mean = withoutCasts(value).getDefiningOp<nn::ReduceMeanOp>();
  auto type = mean ? nn::rankedType(mean.getX()) : RankedTensorType();
  auto given = mean && mean.getAxes() ? nn::constantIntegers(mean.getAxes())
                                      : std::nullopt;
  if (!type || !given || given->empty() || !mean.getKeepdims())
    return std::nullopt;
  Mean result{mean.getX(), {}};
  for (int64_t axis : *given) {
    auto position = nn::normalizeAxis(axis, type.getRank());
    if (!position)
      return std::nullopt;
    result.axes.push_back(*position);
  }
  llvm::sort(result.axes);
  return result;
}

/// x and the mean of x, where `value` is their difference.
std::optional<Mean> centeredBehind(Value value) {
  auto difference = withoutCasts(value).getDefiningOp<nn::SubOp>();
  auto mean = difference ? meanBehind(difference.getB()) : std::nullopt;
  if (!mean || withoutCasts(mean->of) != withoutCasts(difference.getA()))
    return std::nullopt;
  return Mean{difference.getA(), mean->axes};
}

/// v, where `value` is v * v.
Value squareRootOf(Value value) {
  if (auto power = value.getDefiningOp<nn::PowOp>())
    return isScalar(power.getB(), 2) ? power.getA() : Value();
  auto product = value.getDefiningOp<nn::MulOp>();
  return product && product.getA() == product.getB() ? product.getA() : Value();
}

/// s, where `value` is the root of s.
Value rootArgument(Value value) {
  value = withoutCasts(value);
  if (auto root = value.getDefiningOp<nn::SqrtOp>())
    return root.getX();
  auto power = value.getDefiningOp<nn::PowOp>();
  return power && isScalar(power.getB(), 0.5) ? power.getA() : Value();
}

/// s, where `value` is one over the root of s.
Value inverseRootArgument(Value value) {
  value = withoutCasts(value);
  if (auto inverse = value.getDefiningOp<nn::ReciprocalOp>())
    return rootArgument(inverse.getX());
  if (auto quotient = value.getDefiningOp<nn::DivOp>();
      quotient && isScalar(quotient.getA(), 1))
    return rootArgument(quotient.getB());
  if (auto root = value.getDefiningOp<nn::SqrtOp>()) {
    auto inverse = root.getX().getDefiningOp<nn::ReciprocalOp>();
    return inverse ? inverse.getX() : Value();
  }
  auto power = value.getDefiningOp<nn::PowOp>();
  return power && isScalar(power.getB(), -0.5) ? power.getA() : Value();
}

/// The numerator and s, where `value` is a quotient by the root of s.
std::optional<std::pair<Value, Value>> byRoot(Value value) {
  value = withoutCasts(value);
  if (auto quotient = value.getDefiningOp<nn::DivOp>())
    if (Value argument = rootArgument(quotient.getB()))
      return std::pair(quotient.getA(), argument);
  if (auto product = value.getDefiningOp<nn::MulOp>())
    for (auto [numerator, inverse] :
         {std::pair(product.getA(), product.getB()),
          std::pair(product.getB(), product.getA())})
      if (Value argument = inverseRootArgument(inverse))
        return std::pair(numerator, argument);
  return std::nullopt;
}

} // namespace

std::optional<Normalized> normalizedBehind(Value value) {
  auto quotient = byRoot(value);
  auto spread = quotient
                    ? withConstant<nn::AddOp>(withoutCasts(quotient->second))
                    : std::nullopt;
  auto variance = spread ? meanBehind(spread->first) : std::nullopt;
  Value squared = variance ? squareRootOf(withoutCasts(variance->of)) : Value();
  if (!squared)
    return std::nullopt;

  Value numerator = quotient->first;
  auto centered = centeredBehind(numerator);
  auto spreadAbout = centeredBehind(squared);
  if (centered && spreadAbout) {
    // The difference may stand there twice.
    bool isSame = withoutCasts(centered->of) == withoutCasts(spreadAbout->of) &&
                  centered->axes == variance->axes &&
                  spreadAbout->axes == variance->axes;
    if (isSame)
      return Normalized{centered->of, variance->axes, spread->second, true};
  }
  if (withoutCasts(squared) != withoutCasts(numerator))
    return std::nullopt;
  return Normalized{numerator, variance->axes, spread->second, false};
}

Affine affineOf(Value value) {
  Affine affine{withoutCasts(value), {}, {}, false};
  if (auto sum = commuted<nn::AddOp>(affine.inner, isParameter)) {
    affine.bias = sum->first;
    affine.inner = withoutCasts(sum->second);
  }
  if (auto product = affine.inner.getDefiningOp<nn::MulOp>())
    if (auto split = commuted<nn::MulOp>(affine.inner, isParameter)) {
      affine.scale = split->first;
      affine.scaleFirst = split->first == product.getA();
      affine.inner = withoutCasts(split->second);
    }
  return affine;
}

} // namespace perfopt::analysis
