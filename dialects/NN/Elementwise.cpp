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

LogicalResult QuantizeLinearOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                 Adaptor op, Types &types) {
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
  return appendShapeOf(loc, op.getX(), elementType(op.getScale()), types);
}

} // namespace perfopt::nn
