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

static LogicalResult appendWithElement(OptionalLoc loc, Value value,
                                       Type element, Types &types) {
  if (!elementType(value))
    return emitOptionalError(loc, "an operand has no known type");
  types.push_back(cast<TensorType>(value.getType()).clone(element));
  return success();
}

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
  return appendWithElement(loc, op.getX(), op.getTo(), types);
}

LogicalResult CastLikeOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                           Adaptor op, Types &types) {
  Type element = elementType(op.getLike());
  if (!element)
    return emitOptionalError(loc, "an operand has no known type");
  return appendWithElement(loc, op.getX(), element, types);
}

LogicalResult QuantizeLinearOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                 Adaptor op, Types &types) {
  Type element = elementType(op.getZeroPoint());
  if (op.getOutputDtype())
    element = *op.getOutputDtype();
  if (!element)
    element =
        IntegerType::get(op.getX().getContext(), 8, IntegerType::Unsigned);
  return appendWithElement(loc, op.getX(), element, types);
}

LogicalResult DequantizeLinearOp::inferReturnTypes(MLIRContext *,
                                                   OptionalLoc loc, Adaptor op,
                                                   Types &types) {
  Type element = elementType(op.getScale());
  if (!element)
    return emitOptionalError(loc, "an operand has no known type");
  return appendWithElement(loc, op.getX(), element, types);
}

} // namespace perfopt::nn
