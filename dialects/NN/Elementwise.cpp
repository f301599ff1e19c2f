//===- Elementwise.cpp - One result element from one element of each operand
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Elementwise.cpp.inc"

namespace perfopt::nn {

LogicalResult WhereOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                        Adaptor op, Types &types) {
  Types &result = types;
  if (failed(inferBroadcast(loc, {op.getX(), op.getY(), op.getCondition()},
                            result)))
    return failure();
  return success();
}

LogicalResult CastOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                       Adaptor op, Types &types) {
  return appendShapeOf(loc, op.getX(), op.getTo(), types);
}

LogicalResult CastLikeOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                           Adaptor op, Types &types) {
  return appendShapeOf(loc, op.getX(), elementType(op.getLike()), types);
}

/// Bits of an element in memory; unset where it has none of its own.
static std::optional<unsigned> storedBits(Type element) {
  if (!element || !element.isIntOrFloat())
    return std::nullopt;
  unsigned width = element.getIntOrFloatBitWidth();
  return width == 1 ? 8 : width; // a bool is a byte
}

LogicalResult BitCastOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                          Adaptor op, Types &types) {
  Type element = elementType(op.getX());
  auto from = storedBits(element), to = storedBits(op.getTo());
  if (from && to && *from != *to)
    return emitOptionalError(loc, "elements of ", element, " have ", *from,
                             " bits, those of ", op.getTo(), " ", *to);
  return appendShapeOf(loc, op.getX(), op.getTo(), types);
}

/// A scale is for the tensor, for each slice along an axis, or for each block
/// of `block` values along it.
static LogicalResult checkScale(OptionalLoc loc, Value value, Value scale,
                                int64_t axis, int64_t block) {
  auto x = rankedType(value), scales = rankedType(scale);
  if (block < 0 || block > kMaxAttribute)
    return emitOptionalError(loc, "a block size of ", block,
                             " is out of range");
  if (!x || !scales || scales.getRank() == 0 ||
      (scales.getRank() == 1 && block == 0 &&
       (x.getRank() == 1 || scales.getDimSize(0) == 1)))
    return success();
  if (scales.getRank() != (block ? x.getRank() : 1))
    return emitOptionalError(loc, "a scale of rank ", scales.getRank(),
                             " for an operand of rank ", x.getRank(),
                             block ? " in blocks" : "");
  auto position = normalizeAxis(axis, x.getRank());
  if (!position)
    return emitOptionalError(loc, "axis ", axis, " is out of range for rank ",
                             x.getRank());
  for (int64_t i = 0; i < scales.getRank(); ++i) {
    int64_t dimension = block ? i : *position;
    int64_t extent = x.getDimSize(dimension), given = scales.getDimSize(i);
    if (ShapedType::isDynamic(extent) || ShapedType::isDynamic(given))
      continue;
    if (block && dimension == *position)
      extent = extent / block + (extent % block != 0);
    if (extent != given)
      return emitOptionalError(loc, "the scale has ", given, " values, ",
                               extent, " are needed along axis ", dimension);
  }
  return success();
}

LogicalResult QuantizeLinearOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                 Adaptor op, Types &types) {
  if (failed(checkScale(loc, op.getX(), op.getScale(), op.getAxis(),
                        op.getBlockSize())))
    return failure();
  Type element = elementType(op.getZeroPoint());
  if (op.getOutputDtype())
    element = *op.getOutputDtype();
  if (!element)
    element =
        IntegerType::get(op.getX().getContext(), 8, IntegerType::Unsigned);
  return appendShapeOf(loc, op.getX(), element, types);
}

LogicalResult DequantizeLinearOp::inferReturnTypes(MLIRContext *,
                                                   OptionalLoc loc, Adaptor op,
                                                   Types &types) {
  if (failed(checkScale(loc, op.getX(), op.getScale(), op.getAxis(),
                        op.getBlockSize())))
    return failure();
  Type element = elementType(op.getScale());
  if (op.getOutputDtype())
    element = *op.getOutputDtype();
  return appendShapeOf(loc, op.getX(), element, types);
}

} // namespace perfopt::nn
