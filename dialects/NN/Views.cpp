//===- Views.cpp - Other looks at the same elements ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/Slicing.h"

#include <numeric>

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Views.cpp.inc"

namespace perfopt::nn {

static constexpr int64_t kDynamic = ShapedType::kDynamic;

LogicalResult ShapeOp::inferReturnTypes(MLIRContext *context, OptionalLoc loc,
                                        Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  int64_t count = kDynamic;
  if (x)
    count = shapeRange(x.getRank(), op.getStart(), op.getEnd()).second;
  return appendTensor(loc, {count}, IntegerType::get(context, 64), types);
}

LogicalResult SizeOp::inferReturnTypes(MLIRContext *context, OptionalLoc loc,
                                       Adaptor, Types &types) {
  return appendTensor(loc, {}, IntegerType::get(context, 64), types);
}

LogicalResult ReshapeOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                          Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  auto wanted = constantIntegers(op.getShape());
  if (!wanted) {
    auto shapeType = rankedType(op.getShape());
    if (!shapeType || shapeType.getRank() != 1 || shapeType.isDynamicDim(0) ||
        shapeType.getDimSize(0) > 64)
      return appendUnranked(loc, element, types);
    Shape unknown(shapeType.getDimSize(0), kDynamic);
    return appendTensor(loc, unknown, element, types);
  }
  Shape shape(*wanted);
  int64_t inferred = -1, known = 1;
  for (auto [i, extent] : llvm::enumerate(shape)) {
    if (extent == 0 && !op.getAllowzero()) {
      if (!x)
        extent = kDynamic;
      else if (static_cast<int64_t>(i) >= x.getRank())
        return emitOptionalError(loc, "extent ", i,
                                 " is to be copied, but the input has rank ",
                                 x.getRank());
      else
        extent = x.getDimSize(i);
    } else if (extent == -1) {
      if (inferred >= 0)
        return emitOptionalError(loc, "more than one extent is to be inferred");
      inferred = i;
      continue;
    }
    if (ShapedType::isDynamic(extent))
      known = kDynamic;
    else if (extent < 0)
      return emitOptionalError(loc, "extent ", extent, " is negative");
    else if (!ShapedType::isDynamic(known) &&
             (__builtin_mul_overflow(known, extent, &known) ||
              known > kMaxElements))
      return emitOptionalError(loc, "the shape has more than 2^56 elements");
  }
  std::optional<int64_t> count = x ? elementCount(x) : std::nullopt;
  bool comparable = count && !ShapedType::isDynamic(known);
  if (inferred >= 0) {
    if (!comparable)
      shape[inferred] = kDynamic;
    else if (known == 0 || *count % known != 0)
      return emitOptionalError(loc, *count, " elements do not divide into ",
                               known);
    else
      shape[inferred] = *count / known;
  } else if (comparable && *count != known) {
    return emitOptionalError(loc, "the input has ", *count,
                             " elements, the shape ", known);
  }
  return appendTensor(loc, shape, element, types);
}

LogicalResult FlattenOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                          Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  if (!x) {
    Shape unknown(2, kDynamic);
    return appendTensor(loc, unknown, element, types);
  }
  int64_t axis = op.getAxis(), rank = x.getRank();
  if (axis < -rank || axis > rank)
    return emitOptionalError(loc, "axis ", axis, " is out of range for rank ",
                             rank);
  if (axis < 0)
    axis += rank;
  auto product = [&](ArrayRef<int64_t> extents) {
    int64_t result = 1;
    for (int64_t extent : extents)
      if (ShapedType::isDynamic(extent) ||
          __builtin_mul_overflow(result, extent, &result))
        return kDynamic;
    return result;
  };
  return appendTensor(loc,
                      {product(x.getShape().take_front(axis)),
                       product(x.getShape().drop_front(axis))},
                      element, types);
}

LogicalResult SqueezeOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                          Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  std::optional<Shape> axes;
  if (op.getAxes())
    axes = constantIntegers(op.getAxes());
  bool allOnes = !op.getAxes();
  if (!x || (!allOnes && !axes) || (allOnes && !x.hasStaticShape()))
    return appendUnranked(loc, element, types);
  SmallVector<bool> dropped(x.getRank(), false);
  if (allOnes)
    for (auto [i, extent] : llvm::enumerate(x.getShape()))
      dropped[i] = extent == 1;
  else
    for (int64_t axis : *axes) {
      auto position = normalizeAxis(axis, x.getRank());
      if (!position)
        return emitOptionalError(loc, "axis ", axis,
                                 " is out of range for rank ", x.getRank());
      int64_t extent = x.getDimSize(*position);
      if (extent != 1 && !ShapedType::isDynamic(extent))
        return emitOptionalError(loc, "cannot squeeze an extent of ", extent);
      dropped[*position] = true;
    }
  Shape shape;
  for (auto [i, extent] : llvm::enumerate(x.getShape()))
    if (!dropped[i])
      shape.push_back(extent);
  return appendTensor(loc, shape, element, types);
}

LogicalResult UnsqueezeOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                            Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  auto axes = constantIntegers(op.getAxes());
  if (!x || !axes)
    return appendUnranked(loc, element, types);
  int64_t rank = x.getRank() + axes->size();
  SmallVector<bool> added(rank, false);
  for (int64_t axis : *axes) {
    auto position = normalizeAxis(axis, rank);
    if (!position || added[*position])
      return emitOptionalError(loc, "axis ", axis,
                               " is repeated or out of range for rank ", rank);
    added[*position] = true;
  }
  Shape shape;
  auto next = x.getShape().begin();
  for (bool isNew : added)
    shape.push_back(isNew ? 1 : *next++);
  return appendTensor(loc, shape, element, types);
}

LogicalResult TransposeOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                            Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  if (!x)
    return appendUnranked(loc, element, types);
  Shape shape(x.getShape());
  auto perm = op.getPerm();
  if (!perm) {
    std::reverse(shape.begin(), shape.end());
    return appendTensor(loc, shape, element, types);
  }
  SmallVector<bool> seen(x.getRank(), false);
  if (static_cast<int64_t>(perm->size()) != x.getRank())
    return emitOptionalError(loc, "perm has ", perm->size(),
                             " entries, expected ", x.getRank());
  for (auto [i, axis] : llvm::enumerate(*perm)) {
    auto position = normalizeAxis(axis, x.getRank());
    if (!position || seen[*position])
      return emitOptionalError(loc, "perm is no permutation");
    seen[*position] = true;
    shape[i] = x.getDimSize(*position);
  }
  return appendTensor(loc, shape, element, types);
}

LogicalResult ExpandOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  auto wanted = constantIntegers(op.getShape());
  if (!x || !wanted)
    return appendUnranked(loc, element, types);
  FailureOr<Shape> shape = broadcast(loc, x.getShape(), *wanted);
  if (failed(shape))
    return failure();
  return appendTensor(loc, *shape, element, types);
}

LogicalResult SliceOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                        Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  if (!x)
    return appendUnranked(loc, element, types);
  SliceBounds bounds{constantIntegers(op.getStarts()),
                     constantIntegers(op.getEnds()), std::nullopt,
                     std::nullopt};
  bool known = bounds.starts && bounds.ends;
  if (op.getAxes())
    known &= (bounds.axes = constantIntegers(op.getAxes())).has_value();
  if (op.getSteps())
    known &= (bounds.steps = constantIntegers(op.getSteps())).has_value();
  if (!known) {
    // Only the extents along known axes may change.
    Shape shape(x.getRank(), kDynamic);
    if (bounds.axes) {
      shape.assign(x.getShape().begin(), x.getShape().end());
      for (int64_t axis : *bounds.axes)
        if (auto position = normalizeAxis(axis, x.getRank()))
          shape[*position] = kDynamic;
    }
    return appendTensor(loc, shape, element, types);
  }
  auto ranges = sliceRanges(loc, x.getShape(), bounds);
  if (failed(ranges))
    return failure();
  Shape shape;
  for (const SliceRange &range : *ranges)
    shape.push_back(range.count);
  return appendTensor(loc, shape, element, types);
}

LogicalResult SplitOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                        Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  std::optional<Shape> sizes;
  int64_t parts = op.getNumOutputs().value_or(0);
  if (op.getSplit()) {
    sizes = constantIntegers(op.getSplit());
    auto type = rankedType(op.getSplit());
    if (sizes)
      parts = sizes->size();
    else if (type && type.getRank() == 1 && !type.isDynamicDim(0))
      parts = type.getDimSize(0);
  }
  if (parts < 1 || parts > 4096)
    return emitOptionalError(loc, "the number of parts is unknown");
  if (!x) {
    for (int64_t i = 0; i < parts; ++i)
      if (failed(appendUnranked(loc, element, types)))
        return failure();
    return success();
  }
  FailureOr<int64_t> axis = expectAxis(loc, op.getAxis(), x.getRank());
  if (failed(axis))
    return failure();
  int64_t extent = x.getDimSize(*axis);
  if (sizes && !ShapedType::isDynamic(extent) &&
      std::accumulate(sizes->begin(), sizes->end(), uint64_t(0)) !=
          uint64_t(extent))
    return emitOptionalError(loc, "the parts do not add up to ", extent);
  int64_t chunk =
      ShapedType::isDynamic(extent) ? kDynamic : (extent + parts - 1) / parts;
  for (int64_t i = 0; i < parts; ++i) {
    Shape shape(x.getShape());
    if (sizes)
      shape[*axis] = (*sizes)[i];
    else if (op.getSplit() || ShapedType::isDynamic(chunk))
      shape[*axis] = kDynamic;
    else
      shape[*axis] = std::max<int64_t>(0, std::min(chunk, extent - i * chunk));
    if (failed(appendTensor(loc, shape, element, types)))
      return failure();
  }
  return success();
}

} // namespace perfopt::nn
