//===- ConstantValue.cpp - Small constants that shapes depend on ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ConstantValue.h"

#include "dialects/NN/NNOps.h"

using namespace mlir;

namespace perfopt::nn {

static int64_t toInteger(const APInt &value, IntegerType type) {
  bool zeroExtend = type.isUnsigned() || type.getWidth() == 1;
  return zeroExtend ? static_cast<int64_t>(value.getZExtValue())
                    : value.getSExtValue();
}

std::optional<ConstantTensor> ConstantTensor::from(Attribute attribute) {
  auto elements = dyn_cast_or_null<DenseElementsAttr>(attribute);
  if (!elements || elements.getNumElements() > kMaxFoldedElements)
    return std::nullopt;
  ConstantTensor tensor;
  tensor.type = dyn_cast<RankedTensorType>(elements.getType());
  if (!tensor.type)
    return std::nullopt;
  Type element = elements.getElementType();
  if (auto integer = dyn_cast<IntegerType>(element)) {
    for (const APInt &value : elements.getValues<APInt>())
      tensor.ints.push_back(toInteger(value, integer));
    return tensor;
  }
  if (!isa<FloatType>(element))
    return std::nullopt;
  for (const APFloat &value : elements.getValues<APFloat>())
    tensor.floats.push_back(value.convertToDouble());
  return tensor;
}

DenseElementsAttr ConstantTensor::toAttribute() const {
  SmallVector<Attribute> values;
  Type element = type.getElementType();
  if (isFloat()) {
    for (double value : floats)
      values.push_back(FloatAttr::get(element, value));
  } else {
    unsigned width = element.getIntOrFloatBitWidth();
    for (int64_t value : ints)
      values.push_back(IntegerAttr::get(
          element, APInt(64, static_cast<uint64_t>(value)).sextOrTrunc(width)));
  }
  return DenseElementsAttr::get(type, values);
}

static std::optional<ConstantTensor> constantTensor(Value value) {
  if (!value)
    return std::nullopt;
  if (auto constant = value.getDefiningOp<ConstantOp>())
    return ConstantTensor::from(constant.getValue());
  if (auto weight = value.getDefiningOp<WeightOp>())
    return ConstantTensor::from(weight.getValueAttr());
  return std::nullopt;
}

std::optional<SmallVector<int64_t>> constantIntegers(Value value) {
  auto tensor = constantTensor(value);
  if (!tensor || tensor->isFloat())
    return std::nullopt;
  return std::move(tensor->ints);
}

std::optional<int64_t> constantInteger(Value value) {
  auto values = constantIntegers(value);
  return values && values->size() == 1 ? std::optional(values->front())
                                       : std::nullopt;
}

std::optional<SmallVector<double>> constantNumbers(Value value) {
  auto tensor = constantTensor(value);
  if (!tensor)
    return std::nullopt;
  SmallVector<double> numbers;
  for (int64_t i = 0, end = tensor->size(); i < end; ++i)
    numbers.push_back(tensor->asDouble(i));
  return numbers;
}

} // namespace perfopt::nn
