//===- Idioms.cpp - Functions that end in a division ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// StableHLO has neither a mean nor a softmax: both end in a division. nn has
// them, as ONNX does in every version.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ConstantValue.h"
#include "frontends/Mlir/StableHlo/Translation.h"

using namespace mlir;

namespace perfopt::upstream {

/// In front of extents that were only repeated.
static Value unrepeated(Value value) {
  while (auto repeated = value.getDefiningOp<nn::ExpandOp>())
    value = repeated.getX();
  return value;
}

/// A sum of `x` over `axes`, with or without the extents of one that were put
/// back.
struct Reduced {
  Value x;
  Integers axes;
  bool keepsDims = false;
};
template <typename Op>
static std::optional<Reduced> reducedBy(Value value) {
  Integers restored;
  auto unsqueeze = value.getDefiningOp<nn::UnsqueezeOp>();
  if (unsqueeze) {
    auto axes = nn::constantIntegers(unsqueeze.getAxes());
    if (!axes)
      return std::nullopt;
    restored.assign(axes->begin(), axes->end());
    value = unsqueeze.getX();
  }
  auto reduction = value.getDefiningOp<Op>();
  auto axes = reduction && reduction.getAxes()
                  ? nn::constantIntegers(reduction.getAxes())
                  : std::nullopt;
  if (!axes || reduction.getKeepdims() != 0)
    return std::nullopt;
  Integers sorted(axes->begin(), axes->end());
  llvm::sort(sorted);
  if (unsqueeze && sorted != restored)
    return std::nullopt;
  return Reduced{reduction.getX(), sorted, bool(unsqueeze)};
}

/// A sum divided by the number of what was summed.
static Value meanOf(Translation &t) {
  auto sum = reducedBy<nn::ReduceSumOp>(t.operands[0]);
  auto number = nn::constantNumbers(unrepeated(t.operands[1]));
  auto type = sum ? nn::rankedType(sum->x) : RankedTensorType();
  if (!type || !number || number->size() != 1)
    return {};
  double count = 1;
  for (int64_t axis : sum->axes) {
    if (axis < 0 || axis >= type.getRank() || type.isDynamicDim(axis))
      return {};
    count *= double(type.getDimSize(axis));
  }
  if (number->front() != count)
    return {};
  return t.emit<nn::ReduceMeanOp>(
      t.result(), {sum->x, t.list(sum->axes)},
      t.attribute("keepdims", sum->keepsDims ? 1 : 0));
}

/// exp(x - max(x)) / sum(exp(x - max(x))) along one axis.
static Value softmaxOf(Translation &t) {
  auto power = t.operands[0].getDefiningOp<nn::ExpOp>();
  auto sum = reducedBy<nn::ReduceSumOp>(unrepeated(t.operands[1]));
  auto shifted = power ? power.getX().getDefiningOp<nn::SubOp>() : nn::SubOp();
  if (!shifted || !sum || sum->x != power.getY() || sum->axes.size() != 1)
    return {};
  // jax keeps the maximum from being below minus infinity, and from having a
  // gradient; neither changes it.
  Value greatest = unrepeated(shifted.getB());
  auto unsqueeze = greatest.getDefiningOp<nn::UnsqueezeOp>();
  Value inner = unsqueeze ? unsqueeze.getX() : greatest;
  if (auto bounded = inner.getDefiningOp<nn::MaxOp>())
    for (Value operand : bounded.getInputs())
      if (operand.getDefiningOp<nn::ReduceMaxOp>())
        inner = operand;
  auto maximum = inner.getDefiningOp<nn::ReduceMaxOp>();
  auto axes = maximum && maximum.getAxes()
                  ? nn::constantIntegers(maximum.getAxes())
                  : std::nullopt;
  if (!axes || maximum.getX() != shifted.getA() || axes->size() != 1 ||
      axes->front() != sum->axes.front())
    return {};
  return t.emit<nn::SoftmaxOp>(t.result(), shifted.getA(),
                               t.attribute("axis", axes->front()));
}

Value completedIdiom(Translation &t) {
  if (Value mean = meanOf(t))
    return mean;
  return softmaxOf(t);
}

} // namespace perfopt::upstream
