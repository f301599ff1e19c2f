//===- Random.cpp - Numbers that are drawn -------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Random.cpp.inc"

namespace perfopt::nn {

static constexpr int64_t kDynamic = ShapedType::kDynamic;

template <typename Adaptor>
static Type drawnElement(Adaptor op, Type fallback) {
  auto type = op.getDtype();
  return type ? *type : fallback;
}

template <typename Adaptor>
static LogicalResult inferShaped(MLIRContext *context, OptionalLoc loc,
                                 Adaptor op, Types &types) {
  return appendTensor(loc, op.getShape(),
                      drawnElement(op, Float32Type::get(context)), types);
}

template <typename Adaptor>
static LogicalResult inferLike(OptionalLoc loc, Adaptor op, Types &types) {
  return appendShapeOf(loc, op.getX(), drawnElement(op, elementType(op.getX())),
                       types);
}

LogicalResult RandomNormalOp::inferReturnTypes(MLIRContext *context,
                                               OptionalLoc loc, Adaptor op,
                                               Types &types) {
  return inferShaped(context, loc, op, types);
}

LogicalResult RandomUniformOp::inferReturnTypes(MLIRContext *context,
                                                OptionalLoc loc, Adaptor op,
                                                Types &types) {
  return inferShaped(context, loc, op, types);
}

LogicalResult RandomNormalLikeOp::inferReturnTypes(MLIRContext *,
                                                   OptionalLoc loc, Adaptor op,
                                                   Types &types) {
  return inferLike(loc, op, types);
}

LogicalResult RandomUniformLikeOp::inferReturnTypes(MLIRContext *,
                                                    OptionalLoc loc, Adaptor op,
                                                    Types &types) {
  return inferLike(loc, op, types);
}

LogicalResult BernoulliOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                            Adaptor op, Types &types) {
  return inferLike(loc, op, types);
}

LogicalResult MultinomialOp::inferReturnTypes(MLIRContext *context,
                                              OptionalLoc loc, Adaptor op,
                                              Types &types) {
  auto x = rankedType(op.getX());
  if (failed(expectRank(loc, "the input", op.getX(), 2)) ||
      failed(expectAtLeast(loc, "sample_size", op.getSampleSize(), 1)))
    return failure();
  return appendTensor(loc,
                      {x ? x.getDimSize(0) : kDynamic,
                       static_cast<int64_t>(op.getSampleSize())},
                      drawnElement(op, IntegerType::get(context, 32)), types);
}

} // namespace perfopt::nn
