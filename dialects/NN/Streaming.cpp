//===- Streaming.cpp - Layers that carry a state from call to call -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Streaming.cpp.inc"

namespace perfopt::nn {

static constexpr int64_t kDynamic = ShapedType::kDynamic;

LogicalResult TensorScatterOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                Adaptor op, Types &types) {
  auto cache = rankedType(op.getPastCache());
  auto update = rankedType(op.getUpdate());
  if (failed(expectOneOf(loc, "mode", op.getMode(), {"linear", "circular"})) ||
      failed(expectRank(loc, "write_indices", op.getWriteIndices(), 1)))
    return failure();
  if (!cache || !update)
    return inferSameAsFirst(loc, op.getOperands(), types);
  FailureOr<int64_t> axis = expectAxis(loc, op.getAxis(), cache.getRank());
  if (failed(axis))
    return failure();
  if (*axis == 0)
    return emitOptionalError(loc,
                             "axis 0 is that of the batch, expected another");
  Shape expected(cache.getShape());
  expected[*axis] = kDynamic;
  if (failed(expectShape(loc, "the update", op.getUpdate(), expected)) ||
      failed(expectExtent(loc, "write_indices",
                          vectorLength(op.getWriteIndices()),
                          cache.getDimSize(0))))
    return failure();
  int64_t room = cache.getDimSize(*axis), length = update.getDimSize(*axis);
  if (!ShapedType::isDynamic(room) && !ShapedType::isDynamic(length) &&
      length > room)
    return emitOptionalError(loc, "an update of ", length, " for a cache of ",
                             room);
  return inferSameAsFirst(loc, op.getOperands(), types);
}

LogicalResult CausalConvWithStateOp::inferReturnTypes(MLIRContext *,
                                                      OptionalLoc loc,
                                                      Adaptor op,
                                                      Types &types) {
  auto x = rankedType(op.getX());
  auto w = rankedType(op.getW());
  Type element = elementType(op.getX());
  if (failed(expectOneOf(loc, "activation", op.getActivation(),
                         {"none", "silu", "swish"})) ||
      failed(expectRank(loc, "the input", op.getX(), 3)) ||
      failed(expectRank(loc, "the filter", op.getW(), 3)))
    return failure();
  int64_t batch = x ? x.getDimSize(0) : kDynamic;
  int64_t channels = x ? x.getDimSize(1) : kDynamic;
  int64_t kept = kDynamic;
  if (w && !w.isDynamicDim(2)) {
    if (failed(expectAtLeast(loc, "the filter's window", w.getDimSize(2), 1)))
      return failure();
    kept = w.getDimSize(2) - 1;
  }
  Shape state{batch, channels, kept};
  if (failed(
          expectShape(loc, "the filter", op.getW(), {channels, 1, kDynamic})) ||
      failed(expectShape(loc, "the bias", op.getB(), {channels})) ||
      failed(expectShape(loc, "past_state", op.getPastState(), state)) ||
      failed(inferSameAsFirst(loc, op.getX(), types)))
    return failure();
  return appendTensor(loc, state, element, types);
}

/// The width of one head in the last extent of packed [batch, seq, heads * d].
static FailureOr<int64_t> headWidth(OptionalLoc loc, StringRef what,
                                    Value value, int64_t heads) {
  auto type = rankedType(value);
  if (failed(expectRank(loc, what, value, 3)))
    return failure();
  if (!type || type.isDynamicDim(2))
    return kDynamic;
  if (type.getDimSize(2) % heads != 0)
    return emitOptionalError(loc, heads, " heads do not divide ", what, " of ",
                             type.getDimSize(2));
  return type.getDimSize(2) / heads;
}

LogicalResult LinearAttentionOp::inferReturnTypes(MLIRContext *,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  int64_t heads = op.getQNumHeads(), kvHeads = op.getKvNumHeads();
  StringRef rule = op.getUpdateRule();
  if (failed(expectOneOf(loc, "update_rule", rule,
                         {"linear", "gated", "delta", "gated_delta"})) ||
      failed(expectAtLeast(loc, "kv_num_heads", kvHeads, 1)) ||
      failed(expectAtLeast(loc, "q_num_heads", heads, 1)))
    return failure();
  if (heads % kvHeads != 0)
    return emitOptionalError(loc, "q_num_heads is ", heads,
                             ", expected a multiple of ", kvHeads);
  if (rule.contains("gated") && !op.getDecay())
    return emitOptionalError(loc, "update_rule '", rule,
                             "' needs a decay, found none");
  if (rule.contains("delta") && !op.getBeta())
    return emitOptionalError(loc, "update_rule '", rule,
                             "' needs a beta, found none");
  FailureOr<int64_t> q = headWidth(loc, "a query", op.getQ(), heads);
  FailureOr<int64_t> k = headWidth(loc, "a key", op.getK(), kvHeads);
  FailureOr<int64_t> v = headWidth(loc, "a value", op.getV(), kvHeads);
  if (failed(q) || failed(k) || failed(v) ||
      failed(expectExtent(loc, "a query's head", *q, *k)))
    return failure();
  auto query = rankedType(op.getQ());
  int64_t batch = query ? query.getDimSize(0) : kDynamic;
  int64_t steps = query ? query.getDimSize(1) : kDynamic;
  Shape state{batch, kvHeads, ShapedType::isDynamic(*k) ? *q : *k, *v};
  Type element = elementType(op.getQ());
  if (failed(expectShape(loc, "past_state", op.getPastState(), state)) ||
      failed(
          expectShape(loc, "the key", op.getK(), {batch, steps, kDynamic})) ||
      failed(
          expectShape(loc, "the value", op.getV(), {batch, steps, kDynamic})) ||
      failed(appendTensor(loc, {batch, steps, multiplyExtents(heads, *v)},
                          element, types)))
    return failure();
  Type stateElement = elementType(op.getPastState());
  return appendTensor(loc, state, stateElement ? stateElement : element, types);
}

} // namespace perfopt::nn
