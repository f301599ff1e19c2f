//===- ContribMisc.cpp - ONNX Runtime's other operators -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/Products.h"
#include "dialects/NN/Window.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/ContribMisc.cpp.inc"

namespace perfopt::nn {

static constexpr int64_t kDynamic = ShapedType::kDynamic;

LogicalResult MsReduceSumIntegerOp::inferReturnTypes(MLIRContext *context,
                                                     OptionalLoc loc,
                                                     Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type input = elementType(op.getX());
  Type element = IntegerType::get(context, 32,
                                  input && input.isUnsignedInteger()
                                      ? IntegerType::Unsigned
                                      : IntegerType::Signless);
  if (!x)
    return appendUnranked(loc, element, types);
  SmallVector<bool> reduced(x.getRank(), false);
  for (int64_t axis : op.getAxes().value_or(ArrayRef<int64_t>())) {
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
    else if (op.getKeepdims())
      shape.push_back(1);
  return appendTensor(loc, shape, element, types);
}

LogicalResult MsUniqueOp::inferReturnTypes(MLIRContext *context,
                                           OptionalLoc loc, Adaptor op,
                                           Types &types) {
  auto x = rankedType(op.getX());
  if (x && x.getRank() != 1)
    return emitOptionalError(loc, "expected a vector, found rank ",
                             x.getRank());
  Type i64 = IntegerType::get(context, 64);
  return success(
      succeeded(appendTensor(loc, {kDynamic}, elementType(op.getX()), types)) &&
      succeeded(
          appendTensor(loc, {x ? x.getDimSize(0) : kDynamic}, i64, types)) &&
      succeeded(appendTensor(loc, {kDynamic}, i64, types)));
}

LogicalResult MsCropAndResizeOp::inferReturnTypes(MLIRContext *,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  auto x = rankedType(op.getX());
  auto rois = rankedType(op.getRois());
  if ((x && x.getRank() != 4) || (rois && rois.getRank() != 2))
    return emitOptionalError(loc, "expected [N, C, H, W] and [regions, 4]");
  auto size = constantIntegers(op.getCropSize());
  bool known = size && size->size() == 2;
  return appendTensor(
      loc,
      {rois ? rois.getDimSize(0) : kDynamic, x ? x.getDimSize(1) : kDynamic,
       known ? (*size)[0] : kDynamic, known ? (*size)[1] : kDynamic},
      elementType(op.getX()), types);
}

LogicalResult MsRfftOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  if (!x)
    return appendUnranked(loc, elementType(op.getX()), types);
  int64_t signal = op.getSignalNdim();
  if (signal < 1 || signal > x.getRank())
    return emitOptionalError(loc, "signal_ndim ", signal, " for rank ",
                             x.getRank());
  Shape shape(x.getShape());
  if (op.getOnesided() && !ShapedType::isDynamic(shape.back()))
    shape.back() = shape.back() / 2 + 1;
  shape.push_back(2);
  return appendTensor(loc, shape, x.getElementType(), types);
}

LogicalResult MsIrfftOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                          Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  if (!x)
    return appendUnranked(loc, elementType(op.getX()), types);
  int64_t signal = op.getSignalNdim();
  if (signal < 1 || signal >= x.getRank())
    return emitOptionalError(loc, "signal_ndim ", signal, " for rank ",
                             x.getRank());
  Shape shape(x.getShape().drop_back());
  // An even number of values, as ONNX Runtime takes it.
  if (op.getOnesided() && !ShapedType::isDynamic(shape.back()))
    shape.back() = multiplyExtents(std::max<int64_t>(0, shape.back() - 1), 2);
  return appendTensor(loc, shape, x.getElementType(), types);
}

LogicalResult MsNGramRepeatBlockOp::inferReturnTypes(MLIRContext *,
                                                     OptionalLoc loc,
                                                     Adaptor op, Types &types) {
  return inferSameAsFirst(loc, op.getScores(), types);
}

/// Blocks are of 8 or 16 channels, depending on the CPU: a multiple of both
/// needs no rounding, anything else is not known.
static constexpr int64_t kLargestBlock = 16;

LogicalResult MsReorderInputOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                 Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  if (!x)
    return appendUnranked(loc, elementType(op.getX()), types);
  if (x.getRank() < 3)
    return emitOptionalError(loc, "expected an image, found rank ",
                             x.getRank());
  Shape shape((op.getChannelsLast() ? channelsFirst(x) : x).getShape());
  if (!ShapedType::isDynamic(shape[1]) && shape[1] % kLargestBlock != 0)
    shape[1] = kDynamic;
  return appendTensor(loc, shape, x.getElementType(), types);
}

LogicalResult MsReorderOutputOp::inferReturnTypes(MLIRContext *,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  auto x = rankedType(op.getX());
  if (!x)
    return appendUnranked(loc, elementType(op.getX()), types);
  if (x.getRank() < 3)
    return emitOptionalError(loc, "expected an image, found rank ",
                             x.getRank());
  Shape shape(x.getShape());
  int64_t channels = op.getChannels();
  if (channels < 1 || (!ShapedType::isDynamic(shape[1]) && channels > shape[1]))
    return emitOptionalError(loc, channels, " channels of ", shape[1]);
  shape[1] = channels;
  auto type = RankedTensorType::get(shape, x.getElementType());
  return appendTensor(
      loc, (op.getChannelsLast() ? channelsLast(type) : type).getShape(),
      x.getElementType(), types);
}

} // namespace perfopt::nn
