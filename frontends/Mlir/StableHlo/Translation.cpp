//===- Translation.cpp - From StableHLO to nn -----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Mlir/StableHlo/Translation.h"

using namespace mlir;

namespace perfopt::upstream {

Value Translation::list(ArrayRef<int64_t> numbers) {
  auto type =
      RankedTensorType::get({int64_t(numbers.size())}, builder.getI64Type());
  return nn::ConstantOp::create(builder, loc, type,
                                DenseElementsAttr::get(type, numbers));
}

Value Translation::scalar(Type like, double number) {
  Type element = cast<ShapedType>(like).getElementType();
  auto type = RankedTensorType::get({}, element);
  Attribute value;
  if (isa<FloatType>(element))
    value = builder.getFloatAttr(element, number);
  else if (isa<IntegerType>(element))
    value = builder.getIntegerAttr(element, static_cast<int64_t>(number));
  if (!value)
    return {};
  return nn::ConstantOp::create(builder, loc, type,
                                DenseElementsAttr::get(type, ArrayRef(value)));
}

Value Translation::transpose(Value value, ArrayRef<int64_t> order) {
  auto type = nn::rankedType(value);
  bool moves = false;
  SmallVector<int64_t> shape;
  for (auto [i, from] : llvm::enumerate(order)) {
    shape.push_back(type.getDimSize(from));
    moves |= from != static_cast<int64_t>(i);
  }
  if (!moves)
    return value;
  return emit<nn::TransposeOp>(type.clone(shape), value,
                               attribute("perm", order));
}

Value Translation::unsqueeze(Value value, ArrayRef<int64_t> axes) {
  if (axes.empty())
    return value;
  auto type = nn::rankedType(value);
  SmallVector<int64_t> shape(type.getShape());
  for (int64_t axis : axes)
    shape.insert(shape.begin() + axis, 1);
  return emit<nn::UnsqueezeOp>(type.clone(shape), {value, list(axes)});
}

Value Translation::reshape(Value value, RankedTensorType type) {
  if (value.getType() == type)
    return value;
  SmallVector<int64_t> shape(type.getShape());
  int64_t open = llvm::count_if(shape, ShapedType::isDynamic);
  bool empty = llvm::is_contained(shape, 0);
  if (open > 1 || (open == 1 && empty))
    return {};
  for (int64_t &extent : shape)
    if (ShapedType::isDynamic(extent))
      extent = -1;
  return emit<nn::ReshapeOp>(type, {value, list(shape)},
                             attribute("allowzero", empty ? 1 : 0));
}

bool isPermutation(ArrayRef<int64_t> order, int64_t rank) {
  SmallVector<bool> seen(rank, false);
  if (static_cast<int64_t>(order.size()) != rank)
    return false;
  for (int64_t position : order) {
    if (position < 0 || position >= rank || seen[position])
      return false;
    seen[position] = true;
  }
  return true;
}

} // namespace perfopt::upstream
