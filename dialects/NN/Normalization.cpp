//===- Normalization.cpp - Normalisations --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Normalization.cpp.inc"

namespace perfopt::nn {

LogicalResult BatchNormalizationOp::inferReturnTypes(MLIRContext *,
                                                     OptionalLoc loc,
                                                     Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  auto scale = rankedType(op.getScale());
  if (x && scale && x.getRank() >= 2 && scale.getRank() == 1 &&
      !x.isDynamicDim(1) && !scale.isDynamicDim(0) &&
      x.getDimSize(1) != scale.getDimSize(0))
    return emitOptionalError(loc, "the input has ", x.getDimSize(1),
                             " channels, the scale ", scale.getDimSize(0));
  if (failed(inferSameAsFirst(loc, op.getOperands(), types)))
    return failure();
  if (!op.getTrainingMode())
    return success();
  return success(succeeded(inferSameAsFirst(loc, op.getMean(), types)) &&
                 succeeded(inferSameAsFirst(loc, op.getVar(), types)));
}

/// Mean and inverse deviation: ones in place of what is normalised. ONNX lets
/// stash_type be f32 (1) or bf16 (16).
static LogicalResult appendStatistics(MLIRContext *context, OptionalLoc loc,
                                      LayerNormalizationOp::Adaptor op,
                                      Types &types) {
  auto x = rankedType(op.getX());
  Type element = op.getStashType() == 16 ? Type(BFloat16Type::get(context))
                                         : Type(Float32Type::get(context));
  if (!x)
    return success(succeeded(appendUnranked(loc, element, types)) &&
                   succeeded(appendUnranked(loc, element, types)));
  Shape shape(x.getShape());
  std::fill(shape.begin() + *normalizeAxis(op.getAxis(), x.getRank()),
            shape.end(), 1);
  return success(succeeded(appendTensor(loc, shape, element, types)) &&
                 succeeded(appendTensor(loc, shape, element, types)));
}

LogicalResult LayerNormalizationOp::inferReturnTypes(MLIRContext *context,
                                                     OptionalLoc loc,
                                                     Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  if (x && failed(expectAxis(loc, op.getAxis(), x.getRank())))
    return failure();
  auto scale = rankedType(op.getScale());
  if (x && scale && scale.getRank() > 0 && x.getRank() > 0) {
    int64_t width = x.getShape().back(), given = scale.getShape().back();
    if (given != 1 && given != width && !ShapedType::isDynamic(width) &&
        !ShapedType::isDynamic(given))
      return emitOptionalError(loc, "a scale of ", given, " for rows of ",
                               width);
  }
  if (failed(inferSameAsFirst(loc, op.getOperands(), types)))
    return failure();
  return op.getWithStatistics() ? appendStatistics(context, loc, op, types)
                                : success();
}

LogicalResult RmsNormalizationOp::inferReturnTypes(MLIRContext *,
                                                   OptionalLoc loc, Adaptor op,
                                                   Types &types) {
  auto x = rankedType(op.getX());
  if (x && failed(expectAxis(loc, op.getAxis(), x.getRank())))
    return failure();
  return inferSameAsFirst(loc, op.getX(), types);
}

static int64_t channelsOf(Value x) {
  auto type = rankedType(x);
  return type && type.getRank() > 1 ? type.getDimSize(1) : ShapedType::kDynamic;
}

LogicalResult InstanceNormalizationOp::inferReturnTypes(MLIRContext *,
                                                        OptionalLoc loc,
                                                        Adaptor op,
                                                        Types &types) {
  int64_t channels = channelsOf(op.getX());
  if (failed(expectRankAtLeast(loc, "the input", op.getX(), 2)) ||
      failed(expectShape(loc, "the scale", op.getScale(), {channels})) ||
      failed(expectShape(loc, "the bias", op.getB(), {channels})))
    return failure();
  return inferSameAsFirst(loc, op.getX(), types);
}

/// Scale and bias are one a channel, or as in opset 18 one a group.
LogicalResult GroupNormalizationOp::inferReturnTypes(MLIRContext *,
                                                     OptionalLoc loc,
                                                     Adaptor op, Types &types) {
  int64_t channels = channelsOf(op.getX());
  int64_t groups = op.getNumGroups();
  if (failed(expectRankAtLeast(loc, "the input", op.getX(), 2)) ||
      failed(expectAtLeast(loc, "num_groups", groups, 1)))
    return failure();
  if (!ShapedType::isDynamic(channels) && channels % groups != 0)
    return emitOptionalError(loc, "num_groups ", groups, " does not divide ",
                             channels, " channels");
  if (vectorLength(op.getScale()) != groups &&
      failed(expectShape(loc, "the scale", op.getScale(), {channels})))
    return failure();
  return inferSameAsFirst(loc, op.getX(), types);
}

LogicalResult LpNormalizationOp::inferReturnTypes(MLIRContext *,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  auto x = rankedType(op.getX());
  if (x && failed(expectAxis(loc, op.getAxis(), x.getRank())))
    return failure();
  if (int64_t p = op.getP(); p != 1 && p != 2)
    return emitOptionalError(loc, "p is ", p, ", expected 1 or 2");
  return inferSameAsFirst(loc, op.getX(), types);
}

LogicalResult LrnOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                      Adaptor op, Types &types) {
  if (failed(expectRankAtLeast(loc, "the input", op.getX(), 2)) ||
      failed(expectAtLeast(loc, "size", op.getSize(), 1)))
    return failure();
  return inferSameAsFirst(loc, op.getX(), types);
}

} // namespace perfopt::nn
