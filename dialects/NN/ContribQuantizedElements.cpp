//===- ContribQuantizedElements.cpp - ONNX Runtime's 8-bit functions ------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "dialects/NN/Products.h"
#include "dialects/NN/Window.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/ContribQuantizedElements.cpp.inc"

namespace perfopt::nn {

LogicalResult MsQLinearAddOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                               Adaptor op, Types &types) {
  return inferBroadcast(loc, {op.getA(), op.getB()}, types);
}

LogicalResult MsQLinearMulOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                               Adaptor op, Types &types) {
  return inferBroadcast(loc, {op.getA(), op.getB()}, types);
}

LogicalResult MsQLinearWhereOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                 Adaptor op, Types &types) {
  return inferBroadcast(loc, {op.getX(), op.getY(), op.getCondition()}, types);
}

LogicalResult MsQLinearAveragePoolOp::inferReturnTypes(MLIRContext *,
                                                       OptionalLoc loc,
                                                       Adaptor op,
                                                       Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  if (!x)
    return appendUnranked(loc, element, types);
  bool last = op.getChannelsLast();
  if (failed(inferPooling(loc, last ? channelsFirst(x) : x,
                          {op.getAutoPad(), WindowAttributes::of(op),
                           op.getKernelShape(), op.getCeilMode() != 0},
                          element, types)))
    return failure();
  if (last)
    types.back() = channelsLast(cast<RankedTensorType>(types.back()));
  return success();
}

LogicalResult MsQLinearGlobalAveragePoolOp::inferReturnTypes(MLIRContext *,
                                                             OptionalLoc loc,
                                                             Adaptor op,
                                                             Types &types) {
  if (!op.getChannelsLast())
    return inferGlobalPool(loc, op.getX(), types);
  auto x = rankedType(op.getX());
  if (!x)
    return appendUnranked(loc, elementType(op.getX()), types);
  if (x.getRank() < 3)
    return emitOptionalError(loc, "expected [N, d..., C], found rank ",
                             x.getRank());
  Shape shape(x.getShape());
  std::fill(shape.begin() + 1, shape.end() - 1, 1);
  return appendTensor(loc, shape, x.getElementType(), types);
}

/// Extents along `axes` become 1, or go.
static LogicalResult appendReduced(OptionalLoc loc, RankedTensorType x,
                                   ArrayRef<int64_t> axes, bool keep,
                                   Types &types) {
  SmallVector<bool> reduced(x.getRank(), axes.empty());
  for (int64_t axis : axes) {
    auto position = normalizeAxis(axis, x.getRank());
    if (!position)
      return emitOptionalError(loc, "axis ", axis, " is out of range for rank ",
                               x.getRank());
    reduced[*position] = true;
  }
  Shape shape;
  for (auto [extent, gone] : llvm::zip_equal(x.getShape(), reduced))
    if (!gone)
      shape.push_back(extent);
    else if (keep)
      shape.push_back(1);
  return appendTensor(loc, shape, x.getElementType(), types);
}

LogicalResult MsQLinearReduceMeanOp::inferReturnTypes(MLIRContext *,
                                                      OptionalLoc loc,
                                                      Adaptor op,
                                                      Types &types) {
  auto x = rankedType(op.getX());
  if (!x)
    return appendUnranked(loc, elementType(op.getX()), types);
  return appendReduced(loc, x, op.getAxes().value_or(ArrayRef<int64_t>()),
                       op.getKeepdims(), types);
}

LogicalResult MsQLinearConcatOp::inferReturnTypes(MLIRContext *,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  ValueRange inputs = op.getInputs();
  if (inputs.size() < 5 || inputs.size() % 3 != 2)
    return emitOptionalError(loc,
                             "expected y_scale, y_zero_point and three "
                             "operands a tensor, found ",
                             inputs.size());
  std::optional<Shape> shape;
  std::optional<int64_t> axis;
  Type element = elementType(inputs[2]);
  for (size_t i = 2; i < inputs.size(); i += 3) {
    auto type = rankedType(inputs[i]);
    if (!type)
      return appendUnranked(loc, element, types);
    if (!shape) {
      shape = Shape(type.getShape());
      axis = normalizeAxis(op.getAxis(), type.getRank());
      if (!axis)
        return emitOptionalError(loc, "axis ", op.getAxis(),
                                 " is out of range for rank ", type.getRank());
      continue;
    }
    if (type.getRank() != static_cast<int64_t>(shape->size()))
      return emitOptionalError(loc, "operands of rank ", shape->size(), " and ",
                               type.getRank());
    for (auto [d, extent] : llvm::enumerate(type.getShape())) {
      int64_t &other = (*shape)[d];
      if (static_cast<int64_t>(d) == *axis)
        other = addExtents(other, extent);
      else if (failed(checkInner(loc, other, extent)))
        return failure();
      else if (ShapedType::isDynamic(other))
        other = extent;
    }
  }
  return appendTensor(loc, *shape, element, types);
}

LogicalResult MsQuantizeWithOrderOp::inferReturnTypes(MLIRContext *context,
                                                      OptionalLoc loc,
                                                      Adaptor op,
                                                      Types &types) {
  auto type = dyn_cast<TensorType>(op.getX().getType());
  if (!type)
    return emitOptionalError(loc, "an operand has no known type");
  types.push_back(type.clone(IntegerType::get(context, 8)));
  return success();
}

LogicalResult MsDequantizeWithOrderOp::inferReturnTypes(MLIRContext *,
                                                        OptionalLoc loc,
                                                        Adaptor op,
                                                        Types &types) {
  auto type = dyn_cast<TensorType>(op.getX().getType());
  Type element = elementType(op.getScale());
  if (!type || !element)
    return emitOptionalError(loc, "an operand has no known type");
  types.push_back(type.clone(element));
  return success();
}

} // namespace perfopt::nn
