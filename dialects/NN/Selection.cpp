//===- Selection.cpp - Elements that the data choose or order ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/NNOps.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Selection.cpp.inc"

namespace perfopt::nn {

static constexpr int64_t kDynamic = ShapedType::kDynamic;

LogicalResult CompressOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                           Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  if (failed(expectRankAtLeast(loc, "the input", op.getX(), 1)) ||
      failed(expectRank(loc, "the condition", op.getCondition(), 1)))
    return failure();
  // The data decide, unless the condition is a constant.
  int64_t chosen = kDynamic;
  if (auto condition = constantIntegers(op.getCondition()))
    chosen =
        llvm::count_if(*condition, [](int64_t holds) { return holds != 0; });
  if (!op.getAxis())
    return appendTensor(loc, {chosen}, element, types);
  if (!x)
    return appendUnranked(loc, element, types);
  FailureOr<int64_t> axis = expectAxis(loc, *op.getAxis(), x.getRank());
  if (failed(axis))
    return failure();
  Shape shape(x.getShape());
  int64_t length = vectorLength(op.getCondition());
  if (!ShapedType::isDynamic(length) && !ShapedType::isDynamic(shape[*axis]) &&
      length > shape[*axis])
    return emitOptionalError(loc, "a condition of ", length,
                             " for an extent of ", shape[*axis]);
  shape[*axis] = chosen;
  return appendTensor(loc, shape, element, types);
}

LogicalResult UniqueOp::inferReturnTypes(MLIRContext *context, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  Type index = IntegerType::get(context, 64);
  auto appendVectors = [&](int64_t searched) {
    return success(succeeded(appendTensor(loc, {kDynamic}, index, types)) &&
                   succeeded(appendTensor(loc, {searched}, index, types)) &&
                   succeeded(appendTensor(loc, {kDynamic}, index, types)));
  };
  if (!op.getAxis()) {
    auto count = x ? elementCount(x) : std::nullopt;
    if (failed(appendTensor(loc, {kDynamic}, element, types)))
      return failure();
    return appendVectors(count.value_or(kDynamic));
  }
  if (!x) {
    if (failed(appendUnranked(loc, element, types)))
      return failure();
    return appendVectors(kDynamic);
  }
  FailureOr<int64_t> axis = expectAxis(loc, *op.getAxis(), x.getRank());
  if (failed(axis))
    return failure();
  Shape shape(x.getShape());
  shape[*axis] = kDynamic;
  if (failed(appendTensor(loc, shape, element, types)))
    return failure();
  return appendVectors(x.getDimSize(*axis));
}

LogicalResult ReverseSequenceOp::inferReturnTypes(MLIRContext *,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  auto x = rankedType(op.getX());
  int64_t batch = op.getBatchAxis(), time = op.getTimeAxis();
  if (!(batch == 0 && time == 1) && !(batch == 1 && time == 0))
    return emitOptionalError(loc, "batch_axis is ", batch, " and time_axis ",
                             time, ", expected 0 and 1 or 1 and 0");
  if (failed(expectRankAtLeast(loc, "the input", op.getX(), 2)) ||
      failed(expectRank(loc, "sequence_lens", op.getSequenceLens(), 1)) ||
      (x && failed(expectExtent(loc, "sequence_lens",
                                vectorLength(op.getSequenceLens()),
                                x.getDimSize(batch)))))
    return failure();
  return inferSameAsFirst(loc, op.getX(), types);
}

LogicalResult CenterCropPadOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  if (!x)
    return appendUnranked(loc, element, types);
  Shape axes = op.getAxes()
                   ? Shape(*op.getAxes())
                   : llvm::to_vector(llvm::seq<int64_t>(0, x.getRank()));
  auto wanted = constantIntegers(op.getShape());
  if (wanted && wanted->size() != axes.size())
    return emitOptionalError(loc, "shape has ", wanted->size(),
                             " entries, expected ", axes.size());
  Shape shape(x.getShape());
  for (auto [i, axis] : llvm::enumerate(axes)) {
    FailureOr<int64_t> position = expectAxis(loc, axis, x.getRank());
    if (failed(position))
      return failure();
    shape[*position] = wanted ? (*wanted)[i] : kDynamic;
  }
  return appendTensor(loc, shape, element, types);
}

LogicalResult TfIdfVectorizerOp::inferReturnTypes(MLIRContext *context,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  auto x = rankedType(op.getX());
  if (failed(expectOneOf(loc, "mode", op.getMode(), {"TF", "IDF", "TFIDF"})) ||
      failed(expectAtLeast(loc, "min_gram_length", op.getMinGramLength(), 1)) ||
      failed(expectAtLeast(loc, "max_gram_length", op.getMaxGramLength(),
                           op.getMinGramLength())) ||
      failed(expectAtLeast(loc, "max_skip_count", op.getMaxSkipCount(), 0)))
    return failure();
  int64_t width = 0;
  for (int64_t index : op.getNgramIndexes()) {
    if (failed(expectAtLeast(loc, "an entry of ngram_indexes", index, 0)))
      return failure();
    width = std::max(width, index + 1);
  }
  Type element = Float32Type::get(context);
  if (!x)
    return appendUnranked(loc, element, types);
  if (x.getRank() > 2)
    return emitOptionalError(loc, "the input has rank ", x.getRank(),
                             ", expected 1 or 2");
  Shape shape(x.getShape());
  shape.empty() ? shape.push_back(width) : void(shape.back() = width);
  return appendTensor(loc, shape, element, types);
}

} // namespace perfopt::nn
