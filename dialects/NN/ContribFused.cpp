//===- ContribFused.cpp - ONNX Runtime's fusions of a product or a function
//===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "dialects/NN/Products.h"
#include "dialects/NN/Window.h"

#include "mlir/IR/TypeUtilities.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/ContribFused.cpp.inc"

namespace perfopt::nn {

/// The first operand's type, after checking that `others` broadcast to it.
static LogicalResult inferBiased(OptionalLoc loc, Value x, ValueRange others,
                                 Types &types) {
  auto type = rankedType(x);
  if (!type)
    return inferSameAsFirst(loc, x, types);
  for (Value other : others)
    if (auto bias = rankedType(other))
      if (failed(broadcast(loc, type.getShape(), bias.getShape())))
        return failure();
  return inferSameAsFirst(loc, x, types);
}

LogicalResult MsFusedConvOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                              Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  auto w = rankedType(op.getW());
  Type element = elementType(op.getX());
  if (!x || !w)
    return appendUnranked(loc, element, types);
  bool last = op.getChannelsLast();
  if (failed(inferConvolution(loc, last ? channelsFirst(x) : x,
                              op.getFiltersLast() ? channelsFirst(w) : w,
                              convolutionFormOf(op), element, types)))
    return failure();
  auto result = cast<RankedTensorType>(types.back());
  if (last)
    types.back() = result = channelsLast(result);
  auto z = rankedType(op.getZ());
  if (z && failed(verifyCompatibleShape(result, z)))
    return emitOptionalError(loc, "Z is ", z, ", the convolution's result ",
                             result);
  return success();
}

LogicalResult MsFusedGemmOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                              Adaptor op, Types &types) {
  auto a = rankedType(op.getA());
  auto b = rankedType(op.getB());
  Type element = elementType(op.getA());
  if (!a || !b) {
    Shape unknown(2, ShapedType::kDynamic);
    return appendTensor(loc, unknown, element, types);
  }
  if (a.getRank() != 2 || b.getRank() != 2)
    return emitOptionalError(loc, "expected matrices, found ranks ",
                             a.getRank(), " and ", b.getRank());
  bool transA = op.getTransA(), transB = op.getTransB();
  if (failed(checkInner(loc, a.getDimSize(transA ? 0 : 1),
                        b.getDimSize(transB ? 1 : 0))))
    return failure();
  return appendTensor(
      loc, {a.getDimSize(transA ? 1 : 0), b.getDimSize(transB ? 0 : 1)},
      element, types);
}

LogicalResult MsMatMulActivationOp::inferReturnTypes(MLIRContext *,
                                                     OptionalLoc loc,
                                                     Adaptor op, Types &types) {
  return inferProduct(loc, op.getA(), op.getB(), elementType(op.getA()), types);
}

LogicalResult MsBiasGeluOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                             Adaptor op, Types &types) {
  return inferBiased(loc, op.getX(), op.getBias(), types);
}

LogicalResult MsBiasAddOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                            Adaptor op, Types &types) {
  return inferBiased(loc, op.getX(), {op.getBias(), op.getSkip()}, types);
}

LogicalResult MsBiasSplitGeluOp::inferReturnTypes(MLIRContext *,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  auto x = rankedType(op.getX());
  if (!x)
    return appendUnranked(loc, elementType(op.getX()), types);
  if (x.getRank() == 0)
    return emitOptionalError(loc, "expected at least one extent");
  Shape shape(x.getShape());
  if (!ShapedType::isDynamic(shape.back()) && shape.back() % 2 != 0)
    return emitOptionalError(loc, "rows of ", shape.back(),
                             " have no two halves");
  shape.back() = divideExtent(shape.back(), 2);
  return appendTensor(loc, shape, x.getElementType(), types);
}

LogicalResult MsBiasDropoutOp::inferReturnTypes(MLIRContext *context,
                                                OptionalLoc loc, Adaptor op,
                                                Types &types) {
  SmallVector<Value, 2> others{op.getBias()};
  if (op.getResidual())
    others.push_back(op.getResidual());
  if (failed(inferBiased(loc, op.getX(), others, types)))
    return failure();
  types.push_back(
      cast<TensorType>(types.front()).clone(IntegerType::get(context, 1)));
  return success();
}

} // namespace perfopt::nn
