//===- ContribAttention.cpp - ONNX Runtime's attentions -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ContribAttention.h"

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/Products.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/ContribAttention.cpp.inc"

namespace perfopt::nn {

static constexpr int64_t kDynamic = ShapedType::kDynamic;

static bool known(int64_t extent) { return !ShapedType::isDynamic(extent); }

/// The width of a head; fails where heads do not divide `hidden`.
static FailureOr<int64_t> headWidth(OptionalLoc loc, int64_t hidden,
                                    int64_t heads) {
  if (heads < 1)
    return emitOptionalError(loc, "expected 1 head or more, found ", heads);
  if (known(hidden) && hidden % heads != 0)
    return emitOptionalError(loc, heads, " heads do not divide ", hidden);
  return divideExtent(hidden, heads);
}

static LogicalResult checkRank(OptionalLoc loc, StringRef what, Value value,
                               ArrayRef<int64_t> ranks) {
  auto type = rankedType(value);
  if (!type || llvm::is_contained(ranks, type.getRank()))
    return success();
  return emitOptionalError(loc, what, " has rank ", type.getRank(),
                           ", expected ", ranks.front());
}

/// [batch, seq] of a table of tokens.
static void readOffsets(Value offsets, AttentionExtents &size) {
  if (auto type = rankedType(offsets); type && type.getRank() == 2) {
    size.batch = type.getDimSize(0);
    size.seq = type.getDimSize(1);
  }
}

//===----------------------------------------------------------------------===//
// Queries, keys and values side by side
//===----------------------------------------------------------------------===//

/// Widths of queries and values in a row of `hidden`.
static FailureOr<std::pair<int64_t, int64_t>>
qkvWidths(OptionalLoc loc, MsQkvAttentionOp::Adaptor op, int64_t hidden) {
  auto sizes = op.getQkvHiddenSizes();
  if (!sizes || sizes->empty()) {
    int64_t width = divideExtent(hidden, 3);
    if (known(hidden) && !known(width))
      return emitOptionalError(loc, "rows of ", hidden,
                               " have no three equal parts");
    return std::pair(width, width);
  }
  if (sizes->size() != 3 || llvm::any_of(*sizes, [](int64_t size) {
        return size < 1 || size > kMaxAttribute;
      }))
    return emitOptionalError(loc, "qkv_hidden_sizes must be three sizes");
  int64_t sum = (*sizes)[0] + (*sizes)[1] + (*sizes)[2];
  if (known(hidden) && hidden != sum)
    return emitOptionalError(loc, "qkv_hidden_sizes add up to ", sum,
                             ", rows have ", hidden);
  return std::pair((*sizes)[0], (*sizes)[2]);
}

FailureOr<AttentionExtents> attentionExtents(OptionalLoc loc,
                                             MsQkvAttentionOp::Adaptor op) {
  auto qkv = rankedType(op.getQkv());
  bool packed = static_cast<bool>(op.getTokenOffset());
  if (failed(checkRank(loc, "qkv", op.getQkv(), {packed ? 2 : 3})) ||
      failed(checkRank(loc, "past", op.getPast(), {5})))
    return failure();
  AttentionExtents size;
  int64_t hidden = kDynamic;
  if (qkv) {
    hidden = qkv.getShape().back();
    size.batch = packed ? kDynamic : qkv.getDimSize(0);
    size.seq = packed ? kDynamic : qkv.getDimSize(1);
  }
  readOffsets(op.getTokenOffset(), size);
  auto widths = qkvWidths(loc, op, hidden);
  if (failed(widths))
    return failure();
  auto headDim = headWidth(loc, widths->first, op.getNumHeads());
  auto valueDim = headWidth(loc, widths->second, op.getNumHeads());
  if (failed(headDim) || failed(valueDim))
    return failure();
  size.heads = size.kvHeads = op.getNumHeads();
  size.headDim = *headDim;
  size.valueDim = *valueDim;
  size.added = size.context = size.present = size.seq;
  if (op.getPast()) {
    auto past = rankedType(op.getPast());
    int64_t length = past ? past.getDimSize(3) : kDynamic;
    size.present = size.context =
        op.getPastPresentShareBuffer() ? length : addExtents(length, size.seq);
  }
  return size;
}

LogicalResult MsQkvAttentionOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                 Adaptor op, Types &types) {
  auto size = attentionExtents(loc, op);
  if (failed(size))
    return failure();
  Type element = elementType(op.getQkv());
  int64_t width = multiplyExtents(size->heads, size->valueDim);
  Shape shape{size->batch, size->seq, width};
  if (op.getTokenOffset()) {
    auto qkv = rankedType(op.getQkv());
    shape = {qkv ? qkv.getDimSize(0) : kDynamic, width};
  }
  if (failed(appendTensor(loc, shape, element, types)))
    return failure();
  return appendTensor(
      loc, {2, size->batch, size->heads, size->present, size->headDim}, element,
      types);
}

//===----------------------------------------------------------------------===//
// Queries, keys and values apart
//===----------------------------------------------------------------------===//

FailureOr<AttentionExtents>
attentionExtents(OptionalLoc loc, MsMultiHeadAttentionOp::Adaptor op) {
  auto q = rankedType(op.getQuery());
  auto k = rankedType(op.getKey());
  auto v = rankedType(op.getValue());
  if (failed(checkRank(loc, "query", op.getQuery(), {3, 5})) ||
      failed(checkRank(loc, "key", op.getKey(), {3, 4, 5})) ||
      failed(checkRank(loc, "value", op.getValue(), {3, 4})) ||
      failed(checkRank(loc, "past_key", op.getPastKey(), {4})))
    return failure();
  AttentionExtents size;
  size.heads = size.kvHeads = op.getNumHeads();
  if (q) {
    size.batch = q.getDimSize(0);
    size.seq = q.getDimSize(1);
    auto width = q.getRank() == 5
                     ? FailureOr<int64_t>(q.getDimSize(4))
                     : headWidth(loc, q.getDimSize(2), op.getNumHeads());
    if (failed(width))
      return failure();
    size.headDim = size.valueDim = *width;
  }
  if (!op.getKey())
    size.added = size.seq;
  else if (k)
    size.added = k.getDimSize(k.getRank() == 4 ? 2 : 1);
  if (v) {
    auto width = v.getRank() == 4
                     ? FailureOr<int64_t>(v.getDimSize(3))
                     : headWidth(loc, v.getDimSize(2), op.getNumHeads());
    if (failed(width))
      return failure();
    size.valueDim = *width;
  }
  if (k && k.getRank() == 3 && q && q.getRank() == 3 &&
      failed(checkInner(loc, q.getDimSize(2), k.getDimSize(2))))
    return failure();
  // Keys in heads without a past are those of a cross attention.
  size.context = size.added;
  if (op.getPastKey()) {
    auto past = rankedType(op.getPastKey());
    int64_t length = past ? past.getDimSize(2) : kDynamic;
    size.context = op.getPastPresentShareBuffer()
                       ? length
                       : addExtents(length, size.added);
  }
  size.present = size.context;
  return size;
}

/// The keys, the values and the scores behind an attention.
static LogicalResult appendCache(OptionalLoc loc, const AttentionExtents &size,
                                 Type element, Types &types) {
  Shape keys{size.batch, size.kvHeads, size.present, size.headDim};
  Shape values{size.batch, size.kvHeads, size.present, size.valueDim};
  Shape scores{size.batch, size.heads, size.seq, size.context};
  return success(succeeded(appendTensor(loc, keys, element, types)) &&
                 succeeded(appendTensor(loc, values, element, types)) &&
                 succeeded(appendTensor(loc, scores, element, types)));
}

LogicalResult MsMultiHeadAttentionOp::inferReturnTypes(MLIRContext *,
                                                       OptionalLoc loc,
                                                       Adaptor op,
                                                       Types &types) {
  auto size = attentionExtents(loc, op);
  if (failed(size))
    return failure();
  Type element = elementType(op.getQuery());
  Shape shape{size->batch, size->seq,
              multiplyExtents(size->heads, size->valueDim)};
  if (failed(appendTensor(loc, shape, element, types)))
    return failure();
  return appendCache(loc, *size, element, types);
}

FailureOr<AttentionExtents>
attentionExtents(OptionalLoc loc, MsPackedMultiHeadAttentionOp::Adaptor op) {
  auto q = rankedType(op.getQuery());
  auto v = rankedType(op.getValue());
  if (failed(checkRank(loc, "query", op.getQuery(), {2, 4})) ||
      failed(checkRank(loc, "value", op.getValue(), {2})))
    return failure();
  AttentionExtents size;
  size.heads = size.kvHeads = op.getNumHeads();
  readOffsets(op.getTokenOffset(), size);
  if (q) {
    auto width = q.getRank() == 4
                     ? FailureOr<int64_t>(q.getDimSize(3))
                     : headWidth(loc, q.getDimSize(1), op.getNumHeads());
    if (failed(width))
      return failure();
    size.headDim = size.valueDim = *width;
  }
  if (v) {
    auto width = headWidth(loc, v.getDimSize(1), op.getNumHeads());
    if (failed(width))
      return failure();
    size.valueDim = *width;
  }
  size.added = size.context = size.present = size.seq;
  return size;
}

LogicalResult MsPackedMultiHeadAttentionOp::inferReturnTypes(MLIRContext *,
                                                             OptionalLoc loc,
                                                             Adaptor op,
                                                             Types &types) {
  auto size = attentionExtents(loc, op);
  if (failed(size))
    return failure();
  auto q = rankedType(op.getQuery());
  return appendTensor(loc,
                      {q ? q.getDimSize(0) : kDynamic,
                       multiplyExtents(size->heads, size->valueDim)},
                      elementType(op.getQuery()), types);
}

//===----------------------------------------------------------------------===//
// Grouped queries
//===----------------------------------------------------------------------===//

FailureOr<AttentionExtents>
attentionExtents(OptionalLoc loc, MsGroupQueryAttentionOp::Adaptor op) {
  auto q = rankedType(op.getQuery());
  auto k = rankedType(op.getKey());
  auto past = rankedType(op.getPastKey());
  int64_t heads = op.getNumHeads(), kvHeads = op.getKvNumHeads();
  if (heads < 1 || kvHeads < 1 || heads > kMaxAttribute || heads % kvHeads != 0)
    return emitOptionalError(loc, kvHeads, " key heads for ", heads, " heads");
  if (failed(checkRank(loc, "query", op.getQuery(), {3})) ||
      failed(checkRank(loc, "key", op.getKey(), {3})) ||
      failed(checkRank(loc, "past_key", op.getPastKey(), {4})))
    return failure();
  AttentionExtents size;
  size.heads = heads;
  size.kvHeads = kvHeads;
  if (q) {
    size.batch = q.getDimSize(0);
    size.seq = q.getDimSize(1);
    auto width = headWidth(loc, q.getDimSize(2),
                           op.getKey() ? heads : heads + 2 * kvHeads);
    if (failed(width))
      return failure();
    size.headDim = size.valueDim = *width;
  }
  if (k) {
    auto width = headWidth(loc, k.getDimSize(2), kvHeads);
    if (failed(width) || failed(checkInner(loc, *width, size.headDim)))
      return failure();
  }
  size.added = size.seq;
  auto total = constantIntegers(op.getTotalSequenceLength());
  int64_t length = past ? past.getDimSize(2) : kDynamic;
  if (total && total->size() == 1 && total->front() > 0 &&
      total->front() <= kMaxAttribute)
    size.context = total->front();
  else
    size.context = op.getPastKey() ? addExtents(length, size.seq) : size.seq;
  // A buffer for more than that keeps its length.
  size.present = known(length) && known(size.context)
                     ? std::max(length, size.context)
                     : (op.getPastKey() ? kDynamic : size.context);
  return size;
}

LogicalResult MsGroupQueryAttentionOp::inferReturnTypes(MLIRContext *,
                                                        OptionalLoc loc,
                                                        Adaptor op,
                                                        Types &types) {
  auto size = attentionExtents(loc, op);
  if (failed(size))
    return failure();
  Type element = elementType(op.getQuery());
  Shape shape{size->batch, size->seq,
              multiplyExtents(size->heads, size->headDim)};
  if (failed(appendTensor(loc, shape, element, types)))
    return failure();
  // A quantised cache keeps its type.
  Type cached = elementType(op.getPastKey());
  Shape cache{size->batch, size->kvHeads, size->present, size->headDim};
  for (int i = 0; i < 2; ++i)
    if (failed(appendTensor(loc, cache, cached ? cached : element, types)))
      return failure();
  return appendTensor(loc, {size->batch, size->heads, size->seq, size->context},
                      element, types);
}

//===----------------------------------------------------------------------===//
// Positions and padding
//===----------------------------------------------------------------------===//

static int64_t constantLength(Value value) {
  auto length = constantIntegers(value);
  bool isLength = length && length->size() == 1 && length->front() >= 0 &&
                  length->front() <= kMaxAttribute;
  return isLength ? length->front() : kDynamic;
}

LogicalResult MsRelativePositionBiasOp::inferReturnTypes(MLIRContext *,
                                                         OptionalLoc loc,
                                                         Adaptor op,
                                                         Types &types) {
  if (failed(checkRank(loc, "the table", op.getX(), {2})))
    return failure();
  auto table = rankedType(op.getX());
  return appendTensor(loc,
                      {1, table ? table.getDimSize(1) : kDynamic,
                       constantLength(op.getQueryLength()),
                       constantLength(op.getKeyLength())},
                      elementType(op.getX()), types);
}

LogicalResult MsGatedRelativePositionBiasOp::inferReturnTypes(MLIRContext *,
                                                              OptionalLoc loc,
                                                              Adaptor op,
                                                              Types &types) {
  bool packed = static_cast<bool>(op.getTokenOffset());
  if (failed(checkRank(loc, "query", op.getQueryLayer(), {packed ? 2 : 3})) ||
      failed(checkRank(loc, "rel_pos", op.getRelPos(), {4})))
    return failure();
  AttentionExtents size;
  if (auto q = rankedType(op.getQueryLayer()); q && !packed) {
    size.batch = q.getDimSize(0);
    size.seq = q.getDimSize(1);
  }
  readOffsets(op.getTokenOffset(), size);
  size.heads = op.getNumHeads();
  return appendTensor(loc, {size.batch, size.heads, size.seq, size.seq},
                      elementType(op.getQueryLayer()), types);
}

LogicalResult MsRemovePaddingOp::inferReturnTypes(MLIRContext *context,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  if (failed(checkRank(loc, "the input", op.getX(), {3})))
    return failure();
  auto x = rankedType(op.getX());
  Shape shape = x ? Shape(x.getShape()) : Shape(3, kDynamic);
  Type i32 = IntegerType::get(context, 32);
  return success(
      succeeded(appendTensor(loc,
                             {multiplyExtents(shape[0], shape[1]), shape[2]},
                             elementType(op.getX()), types)) &&
      succeeded(appendTensor(loc, {shape[0], shape[1]}, i32, types)) &&
      succeeded(appendTensor(loc, {addExtents(shape[0], 1)}, i32, types)) &&
      succeeded(appendTensor(loc, {1}, i32, types)));
}

LogicalResult MsRestorePaddingOp::inferReturnTypes(MLIRContext *,
                                                   OptionalLoc loc, Adaptor op,
                                                   Types &types) {
  if (failed(checkRank(loc, "the input", op.getX(), {2})) ||
      failed(checkRank(loc, "token_offset", op.getTokenOffset(), {2})))
    return failure();
  auto x = rankedType(op.getX());
  AttentionExtents size;
  readOffsets(op.getTokenOffset(), size);
  return appendTensor(loc,
                      {size.batch, size.seq, x ? x.getDimSize(1) : kDynamic},
                      elementType(op.getX()), types);
}

} // namespace perfopt::nn
