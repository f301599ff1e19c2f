//===- ContribExperts.cpp - Mixtures of experts, taken apart --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "dialects/NN/Products.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/ContribExperts.cpp.inc"

namespace perfopt::nn {

static constexpr int64_t kDynamic = ShapedType::kDynamic;

LogicalResult MsExpertMatMulOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                 Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  auto w = rankedType(op.getW());
  auto choices = rankedType(op.getChoices());
  if ((w && w.getRank() != 3) || (choices && choices.getRank() != 2) ||
      (x && x.getRank() < 2))
    return emitOptionalError(loc, "expected rows, [experts, out, in] and "
                                  "[tokens, k]");
  int64_t bits = op.getBits();
  if (bits != 0 && bits != 2 && bits != 4 && bits != 8)
    return emitOptionalError(loc, "weights of ", bits,
                             " bits, expected 2, 4 or 8");
  if (x && w) {
    bool packed = bits != 0 && w.getElementType().isUnsignedInteger(8);
    int64_t inner = w.getDimSize(2);
    if (failed(checkInner(loc, x.getShape().back(),
                          packed ? multiplyExtents(inner, 8 / bits) : inner)))
      return failure();
  }
  return appendTensor(loc,
                      {choices ? choices.getDimSize(0) : kDynamic,
                       choices ? choices.getDimSize(1) : kDynamic,
                       w ? w.getDimSize(1) : kDynamic},
                      elementType(op.getX()), types);
}

LogicalResult MsGluOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                        Adaptor op, Types &types) {
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

LogicalResult MsExpertCombineOp::inferReturnTypes(MLIRContext *,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  auto x = rankedType(op.getX());
  auto weights = rankedType(op.getWeights());
  if (!x)
    return appendUnranked(loc, elementType(op.getX()), types);
  if (x.getRank() != 3)
    return emitOptionalError(loc, "expected [tokens, k, hidden], found rank ",
                             x.getRank());
  if (weights && weights.getRank() == 2 &&
      (failed(checkInner(loc, x.getDimSize(0), weights.getDimSize(0))) ||
       failed(checkInner(loc, x.getDimSize(1), weights.getDimSize(1)))))
    return failure();
  return appendTensor(loc, {x.getDimSize(0), x.getDimSize(2)},
                      x.getElementType(), types);
}

} // namespace perfopt::nn
