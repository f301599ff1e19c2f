//===- Quantized.cpp - Products of quantised tensors, and their quantisers ===//
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
#include "dialects/NN/Quantized.cpp.inc"

namespace perfopt::nn {

LogicalResult DynamicQuantizeLinearOp::inferReturnTypes(MLIRContext *context,
                                                        OptionalLoc loc,
                                                        Adaptor op,
                                                        Types &types) {
  auto type = dyn_cast<TensorType>(op.getX().getType());
  if (!type)
    return emitOptionalError(loc, "an operand has no known type");
  Type byte = IntegerType::get(context, 8, IntegerType::Unsigned);
  types.push_back(type.clone(byte));
  types.push_back(RankedTensorType::get({}, type.getElementType()));
  types.push_back(RankedTensorType::get({}, byte));
  return success();
}

LogicalResult QLinearConvOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                              Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  auto w = rankedType(op.getW());
  Type element = elementType(op.getYZeroPoint());
  if (!x || !w)
    return appendUnranked(loc, element, types);
  if (!op.getChannelsLast())
    return inferConvolution(loc, x, w, convolutionFormOf(op), element, types);
  if (failed(inferConvolution(loc, channelsFirst(x), w, convolutionFormOf(op),
                              element, types)))
    return failure();
  types.back() = channelsLast(cast<RankedTensorType>(types.back()));
  return success();
}

LogicalResult QLinearMatMulOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                Adaptor op, Types &types) {
  return inferProduct(loc, op.getA(), op.getB(),
                      elementType(op.getYZeroPoint()), types);
}

} // namespace perfopt::nn
