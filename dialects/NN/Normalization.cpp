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
  return inferSameAsFirst(loc, op.getOperands(), types);
}

LogicalResult LayerNormalizationOp::inferReturnTypes(MLIRContext *,
                                                     OptionalLoc loc,
                                                     Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  if (x && !normalizeAxis(op.getAxis(), x.getRank()))
    return emitOptionalError(loc, "axis ", op.getAxis(),
                             " is out of range for rank ", x.getRank());
  auto scale = rankedType(op.getScale());
  if (x && scale && scale.getRank() > 0 && x.getRank() > 0) {
    int64_t width = x.getShape().back(), given = scale.getShape().back();
    if (given != 1 && given != width && !ShapedType::isDynamic(width) &&
        !ShapedType::isDynamic(given))
      return emitOptionalError(loc, "a scale of ", given, " for rows of ",
                               width);
  }
  return inferSameAsFirst(loc, op.getOperands(), types);
}

} // namespace perfopt::nn
