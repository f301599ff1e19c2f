//===- Pooling.cpp - Pooling over windows and whole images
//----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/Window.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Pooling.cpp.inc"

namespace perfopt::nn {

template <typename Adaptor>
static LogicalResult inferPool(OptionalLoc loc, Adaptor op, Type element,
                               Types &types) {
  auto x = rankedType(op.getX());
  if (!x)
    return appendUnranked(loc, element, types);
  return inferPooling(loc, x,
                      {op.getAutoPad(), WindowAttributes::of(op),
                       op.getKernelShape(), op.getCeilMode() != 0},
                      element, types);
}

LogicalResult MaxPoolOp::inferReturnTypes(MLIRContext *context, OptionalLoc loc,
                                          Adaptor op, Types &types) {
  if (failed(inferPool(loc, op, elementType(op.getX()), types)))
    return failure();
  return inferPool(loc, op, IntegerType::get(context, 64), types);
}

LogicalResult AveragePoolOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                              Adaptor op, Types &types) {
  return inferPool(loc, op, elementType(op.getX()), types);
}

LogicalResult LpPoolOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  return inferPool(loc, op, elementType(op.getX()), types);
}

/// The inverse of MaxPool: stride * (d - 1) + kernel - pads, or output_shape.
LogicalResult MaxUnpoolOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                            Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  if (!x)
    return appendUnranked(loc, element, types);
  if (failed(checkImage(loc, x, {})))
    return failure();
  if (failed(expectShape(loc, "the indices", op.getIndices(), x.getShape())))
    return failure();
  size_t spatial = x.getRank() - 2;
  ArrayRef<int64_t> kernel = op.getKernelShape();
  if (kernel.size() != spatial)
    return emitOptionalError(loc, "kernel_shape has ", kernel.size(),
                             " entries, expected ", spatial);
  for (int64_t extent : kernel)
    if (failed(expectAtLeast(loc, "an entry of kernel_shape", extent, 1)))
      return failure();
  FailureOr<Window> window =
      readWindow(loc, {op.getStrides(), std::nullopt, op.getPads()}, kernel);
  if (failed(window))
    return failure();
  if (op.getOutputShape()) {
    auto shape = constantIntegers(op.getOutputShape());
    if (shape && shape->size() != spatial + 2)
      return emitOptionalError(loc, "output_shape has ", shape->size(),
                               " entries, expected ", spatial + 2);
    return appendTensor(
        loc, shape ? *shape : Shape(spatial + 2, ShapedType::kDynamic), element,
        types);
  }
  Shape shape(x.getShape());
  for (size_t i = 0; i < spatial; ++i) {
    int64_t &extent = shape[i + 2];
    if (ShapedType::isDynamic(extent))
      continue;
    if (extent > kMaxAttribute)
      return emitOptionalError(loc, "extent of ", extent, " is out of range");
    extent = window->strides[i] * (extent - 1) + window->kernel[i] -
             window->padsBegin[i] - window->padsEnd[i];
  }
  return appendTensor(loc, shape, element, types);
}

} // namespace perfopt::nn
