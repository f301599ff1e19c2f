//===- ContribNormalization.cpp - ONNX Runtime's normalisations -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "dialects/NN/Products.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/ContribNormalization.cpp.inc"

namespace perfopt::nn {

/// Rows of `x` must be as wide as `scale`.
static LogicalResult checkScale(OptionalLoc loc, RankedTensorType x,
                                Value scale) {
  auto type = rankedType(scale);
  if (!x || !type || type.getRank() != 1 || x.getRank() == 0)
    return success();
  int64_t width = x.getShape().back(), given = type.getDimSize(0);
  if (ShapedType::isDynamic(width) || ShapedType::isDynamic(given) ||
      width == given)
    return success();
  return emitOptionalError(loc, "a scale of ", given, " for rows of ", width);
}

/// One value a row, in the type of the row: the runtime keeps f32, but a cast of
/// the model's floats casts all of them.
static LogicalResult appendStatistics(OptionalLoc loc, Value value,
                                      Types &types) {
  Type element = elementType(value);
  auto x = rankedType(value);
  if (!x)
    return appendUnranked(loc, element, types);
  Shape shape(x.getShape());
  if (!shape.empty())
    shape.back() = 1;
  return appendTensor(loc, shape, element, types);
}

template <typename Adaptor>
static LogicalResult inferSkipNorm(OptionalLoc loc, Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  auto skip = rankedType(op.getSkip());
  if (failed(checkScale(loc, x, op.getGamma())))
    return failure();
  // A skip of batch 1 is added to every sample.
  if (x && skip && failed(broadcast(loc, x.getShape(), skip.getShape())))
    return failure();
  return success(succeeded(inferSameAsFirst(loc, op.getX(), types)) &&
                 succeeded(appendStatistics(loc, op.getX(), types)) &&
                 succeeded(appendStatistics(loc, op.getX(), types)) &&
                 succeeded(inferSameAsFirst(loc, op.getX(), types)));
}

LogicalResult MsSkipLayerNormalizationOp::inferReturnTypes(MLIRContext *,
                                                           OptionalLoc loc,
                                                           Adaptor op,
                                                           Types &types) {
  return inferSkipNorm(loc, op, types);
}

LogicalResult MsSkipSimplifiedLayerNormalizationOp::inferReturnTypes(
    MLIRContext *, OptionalLoc loc, Adaptor op, Types &types) {
  return inferSkipNorm(loc, op, types);
}

LogicalResult MsEmbedLayerNormalizationOp::inferReturnTypes(
    MLIRContext *context, OptionalLoc loc, Adaptor op, Types &types) {
  auto ids = rankedType(op.getInputIds());
  auto words = rankedType(op.getWordEmbedding());
  Type element =
      elementType(op.getScale() ? op.getScale() : op.getWordEmbedding());
  if ((ids && ids.getRank() != 2) || (words && words.getRank() != 2))
    return emitOptionalError(loc,
                             "expected ids [batch, seq] and a table of rows");
  if (static_cast<bool>(op.getSegmentIds()) !=
      static_cast<bool>(op.getSegmentEmbedding()))
    return emitOptionalError(loc, "segment ids and the segment embedding go "
                                  "together");
  constexpr int64_t dynamic = ShapedType::kDynamic;
  int64_t batch = ids ? ids.getDimSize(0) : dynamic;
  Shape shape{batch, ids ? ids.getDimSize(1) : dynamic,
              words ? words.getDimSize(1) : dynamic};
  if (failed(appendTensor(loc, shape, element, types)) ||
      failed(appendTensor(loc, {batch}, IntegerType::get(context, 32), types)))
    return failure();
  return appendTensor(loc, shape, element, types);
}

template <typename Adaptor>
static LogicalResult checkGroups(OptionalLoc loc, Adaptor op) {
  auto x = rankedType(op.getX());
  int64_t groups = op.getGroups();
  if (groups < 1)
    return emitOptionalError(loc, "groups is ", groups, ", expected 1 or more");
  if (!x)
    return success();
  if (x.getRank() < 3)
    return emitOptionalError(loc, "expected an image, found rank ",
                             x.getRank());
  int64_t channels = x.getDimSize(op.getChannelsLast() ? x.getRank() - 1 : 1);
  if (!ShapedType::isDynamic(channels) && channels % groups != 0)
    return emitOptionalError(loc, groups, " groups do not divide ", channels,
                             " channels");
  return success();
}

LogicalResult MsGroupNormOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                              Adaptor op, Types &types) {
  if (failed(checkGroups(loc, op)))
    return failure();
  return inferSameAsFirst(loc, op.getX(), types);
}

LogicalResult MsSkipGroupNormOp::inferReturnTypes(MLIRContext *,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  if (failed(checkGroups(loc, op)) ||
      failed(inferSameAsFirst(loc, op.getX(), types)))
    return failure();
  return inferSameAsFirst(loc, op.getX(), types);
}

} // namespace perfopt::nn
