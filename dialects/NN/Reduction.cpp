//===- Reduction.cpp - Reductions, scans and selections along axes -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/NNOps.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Reduction.cpp.inc"

namespace perfopt::nn {

/// The shape without `axes`, or with ones in their place.
static LogicalResult appendReduced(OptionalLoc loc, RankedTensorType x,
                                   ArrayRef<int64_t> axes, bool keepDims,
                                   Type element, Types &types) {
  SmallVector<bool> reduced(x.getRank(), axes.empty());
  for (int64_t axis : axes) {
    auto position = normalizeAxis(axis, x.getRank());
    if (!position)
      return emitOptionalError(loc, "axis ", axis, " is out of range for rank ",
                               x.getRank());
    reduced[*position] = true;
  }
  Shape shape;
  for (auto [i, extent] : llvm::enumerate(x.getShape())) {
    if (!reduced[i])
      shape.push_back(extent);
    else if (keepDims)
      shape.push_back(1);
  }
  return appendTensor(loc, shape, element, types);
}

template <typename Adaptor>
static LogicalResult inferReduce(OptionalLoc loc, Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  if (!x)
    return appendUnranked(loc, element, types);
  Shape axes;
  if (op.getAxes()) {
    auto values = constantIntegers(op.getAxes());
    if (!values && !op.getKeepdims())
      return appendUnranked(loc, element, types);
    if (!values) {
      Shape unknown(x.getRank(), ShapedType::kDynamic);
      return appendTensor(loc, unknown, element, types);
    }
    axes = *values;
  }
  if (axes.empty() && op.getNoopWithEmptyAxes())
    return inferSameAsFirst(loc, op.getX(), types);
  return appendReduced(loc, x, axes, op.getKeepdims(), element, types);
}

LogicalResult ReduceSumOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                            Adaptor op, Types &types) {
  return inferReduce(loc, op, types);
}

LogicalResult ReduceMeanOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                             Adaptor op, Types &types) {
  return inferReduce(loc, op, types);
}

LogicalResult ReduceMaxOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                            Adaptor op, Types &types) {
  return inferReduce(loc, op, types);
}

LogicalResult ReduceMinOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                            Adaptor op, Types &types) {
  return inferReduce(loc, op, types);
}

LogicalResult ReduceProdOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                             Adaptor op, Types &types) {
  return inferReduce(loc, op, types);
}

LogicalResult ReduceL1Op::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                           Adaptor op, Types &types) {
  return inferReduce(loc, op, types);
}

LogicalResult ReduceL2Op::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                           Adaptor op, Types &types) {
  return inferReduce(loc, op, types);
}

LogicalResult ReduceLogSumOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                               Adaptor op, Types &types) {
  return inferReduce(loc, op, types);
}

LogicalResult ReduceLogSumExpOp::inferReturnTypes(MLIRContext *,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  return inferReduce(loc, op, types);
}

LogicalResult ReduceSumSquareOp::inferReturnTypes(MLIRContext *,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  return inferReduce(loc, op, types);
}

template <typename Adaptor>
static LogicalResult inferArgReduce(OptionalLoc loc, Adaptor op,
                                    MLIRContext *context, Types &types) {
  auto x = rankedType(op.getX());
  Type index = IntegerType::get(context, 64);
  if (!x)
    return appendUnranked(loc, index, types);
  return appendReduced(loc, x, {static_cast<int64_t>(op.getAxis())},
                       op.getKeepdims(), index, types);
}

LogicalResult ArgMaxOp::inferReturnTypes(MLIRContext *context, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  return inferArgReduce(loc, op, context, types);
}

LogicalResult ArgMinOp::inferReturnTypes(MLIRContext *context, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  return inferArgReduce(loc, op, context, types);
}

template <typename Adaptor>
static LogicalResult inferScan(OptionalLoc loc, Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  auto axis = constantInteger(op.getAxis());
  if (x && axis && failed(expectAxis(loc, *axis, x.getRank())))
    return failure();
  return inferSameAsFirst(loc, op.getX(), types);
}

LogicalResult CumSumOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  return inferScan(loc, op, types);
}

LogicalResult CumProdOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                          Adaptor op, Types &types) {
  return inferScan(loc, op, types);
}

LogicalResult TopKOp::inferReturnTypes(MLIRContext *context, OptionalLoc loc,
                                       Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  Type index = IntegerType::get(context, 64);
  if (!x)
    return success(succeeded(appendUnranked(loc, element, types)) &&
                   succeeded(appendUnranked(loc, index, types)));
  FailureOr<int64_t> axis = expectAxis(loc, op.getAxis(), x.getRank());
  if (failed(axis))
    return failure();
  auto k = constantIntegers(op.getK());
  Shape shape(x.getShape());
  int64_t &extent = shape[*axis];
  if (k && k->size() == 1) {
    if (!ShapedType::isDynamic(extent) && k->front() > extent)
      return emitOptionalError(loc, "k is ", k->front(), ", but axis ", *axis,
                               " has an extent of ", extent);
    extent = k->front();
  } else {
    extent = ShapedType::kDynamic;
  }
  return success(succeeded(appendTensor(loc, shape, element, types)) &&
                 succeeded(appendTensor(loc, shape, index, types)));
}

} // namespace perfopt::nn
