//===- TypeInference.cpp - Result types of operator families --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/TypeInference.h"

#include "dialects/NN/NNDialect.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;

namespace perfopt::nn {

std::optional<int64_t> elementCount(Type type) {
  auto ranked = dyn_cast<RankedTensorType>(type);
  if (!ranked || !ranked.hasStaticShape())
    return std::nullopt;
  int64_t count = 1;
  for (int64_t extent : ranked.getShape())
    if (__builtin_mul_overflow(count, extent, &count) || count > kMaxElements)
      return std::nullopt;
  return count;
}

int64_t multiplyExtents(int64_t a, int64_t b) {
  int64_t product;
  bool known = !ShapedType::isDynamic(a) && !ShapedType::isDynamic(b) &&
               !__builtin_mul_overflow(a, b, &product);
  return known ? product : ShapedType::kDynamic;
}

RankedTensorType rankedType(Value value) {
  return dyn_cast_or_null<RankedTensorType>(value ? value.getType() : Type());
}

Type elementType(Value value) {
  if (!value)
    return {};
  auto tensor = dyn_cast<TensorType>(value.getType());
  return tensor ? tensor.getElementType() : Type();
}

Type openType(Type type) {
  auto tensor = dyn_cast<TensorType>(type);
  return tensor ? UnrankedTensorType::get(tensor.getElementType()) : type;
}

int64_t vectorLength(Value value) {
  auto type = rankedType(value);
  return type && type.getRank() == 1 ? type.getDimSize(0)
                                     : ShapedType::kDynamic;
}

std::optional<int64_t> normalizeAxis(int64_t axis, int64_t rank) {
  if (axis < -rank || axis >= rank)
    return std::nullopt;
  return axis < 0 ? axis + rank : axis;
}

FailureOr<Shape> broadcast(OptionalLoc loc, ArrayRef<int64_t> a,
                           ArrayRef<int64_t> b) {
  if (a.size() < b.size())
    std::swap(a, b);
  Shape result(a);
  size_t offset = a.size() - b.size();
  for (auto [i, extent] : llvm::enumerate(b)) {
    int64_t &other = result[offset + i];
    if (other == extent || extent == 1)
      continue;
    if (other == 1) {
      other = extent;
    } else if (ShapedType::isDynamic(other)) {
      other = extent;
    } else if (!ShapedType::isDynamic(extent)) {
      return emitOptionalError(loc, "extents ", other, " and ", extent,
                               " do not broadcast");
    }
  }
  return result;
}

LogicalResult appendTensor(OptionalLoc loc, ArrayRef<int64_t> shape,
                           Type element, Types &types) {
  if (!element)
    return emitOptionalError(loc, "an operand has no known type");
  int64_t count = 1;
  for (int64_t extent : shape) {
    if (ShapedType::isDynamic(extent))
      continue;
    if (extent < 0)
      return emitOptionalError(loc, "a result extent is negative (", extent,
                               ")");
    if (extent > 0 &&
        (__builtin_mul_overflow(count, extent, &count) || count > kMaxElements))
      return emitOptionalError(loc, "a result has more than 2^56 elements");
  }
  types.push_back(RankedTensorType::get(shape, element));
  return success();
}

LogicalResult appendUnranked(OptionalLoc loc, Type element, Types &types) {
  if (!element)
    return emitOptionalError(loc, "an operand has no known type");
  types.push_back(UnrankedTensorType::get(element));
  return success();
}

LogicalResult inferSameAsFirst(OptionalLoc loc, ValueRange operands,
                               Types &types) {
  if (operands.empty() || !elementType(operands.front()))
    return emitOptionalError(loc, "an operand has no known type");
  types.push_back(operands.front().getType());
  return success();
}

static LogicalResult inferBroadcastOf(OptionalLoc loc, ValueRange operands,
                                      Type element, Types &types) {
  if (operands.empty())
    return emitOptionalError(loc, "expected at least one operand");
  Shape shape;
  bool ranked = true;
  for (Value operand : operands) {
    if (!elementType(operand))
      return emitOptionalError(loc, "an operand has no known type");
    auto type = rankedType(operand);
    if (!type) {
      ranked = false;
      continue;
    }
    FailureOr<Shape> merged = broadcast(loc, shape, type.getShape());
    if (failed(merged))
      return failure();
    shape = *merged;
  }
  return ranked ? appendTensor(loc, shape, element, types)
                : appendUnranked(loc, element, types);
}

LogicalResult inferBroadcast(OptionalLoc loc, ValueRange operands,
                             Types &types) {
  Type element = operands.empty() ? Type() : elementType(operands.front());
  return inferBroadcastOf(loc, operands, element, types);
}

static Type boolType(ValueRange operands) {
  return operands.empty() ? Type()
                          : IntegerType::get(operands.front().getContext(), 1);
}

LogicalResult inferComparison(OptionalLoc loc, ValueRange operands,
                              Types &types) {
  return inferBroadcastOf(loc, operands, boolType(operands), types);
}

LogicalResult inferTest(OptionalLoc loc, ValueRange operands, Types &types) {
  return inferBroadcastOf(loc, operands.take_front(1), boolType(operands),
                          types);
}

LogicalResult inferSameShape(OptionalLoc loc, ValueRange operands,
                             Types &types) {
  auto first = rankedType(operands.front());
  for (Value operand : operands.drop_front())
    if (auto type = rankedType(operand);
        first && type &&
        failed(verifyCompatibleShape(first.getShape(), type.getShape())))
      return emitOptionalError(loc, "operands of type ", first, " and ", type,
                               ", expected one shape");
  return inferSameAsFirst(loc, operands, types);
}

LogicalResult appendShapeOf(OptionalLoc loc, Value value, Type element,
                            Types &types) {
  if (!element || !elementType(value))
    return emitOptionalError(loc, "an operand has no known type");
  types.push_back(cast<TensorType>(value.getType()).clone(element));
  return success();
}

LogicalResult inferGlobalPool(OptionalLoc loc, ValueRange operands,
                              Types &types) {
  auto type = rankedType(operands.front());
  if (!type)
    return appendUnranked(loc, elementType(operands.front()), types);
  if (type.getRank() < 3)
    return emitOptionalError(loc, "expected [N, C, d...], found rank ",
                             type.getRank());
  Shape shape(type.getShape());
  std::fill(shape.begin() + 2, shape.end(), 1);
  return appendTensor(loc, shape, type.getElementType(), types);
}

bool areCompatible(TypeRange a, TypeRange b) {
  if (a.size() != b.size())
    return false;
  for (auto [left, right] : llvm::zip_equal(a, b)) {
    auto leftTensor = dyn_cast<TensorType>(left);
    auto rightTensor = dyn_cast<TensorType>(right);
    if (!leftTensor || !rightTensor)
      continue;
    if (leftTensor.getElementType() != rightTensor.getElementType() ||
        failed(verifyCompatibleShape(left, right)))
      return false;
  }
  return true;
}

} // namespace perfopt::nn
