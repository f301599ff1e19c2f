//===- Attention.cpp - From two products and a softmax to attention -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// softmax(scale * q k' + mask) v on [batch, heads, rows, columns], or on
// [batch * heads, rows, columns]. Scales may stand at the queries, the keys or
// the scores; exporters put the root of the scale at both of the first.
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/AttentionOperands.h"
#include "analysis/Recompose/Matching.h"
#include "analysis/Recompose/Patterns.h"
#include "analysis/Recompose/Session.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

/// The softmax over the last extent behind the weights `value`: through what
/// replaces the NaN of fully masked rows by zeros, dropout and casts.
nn::SoftmaxOp softmaxBehind(Value value) {
  value = withoutCasts(value);
  if (auto dropout = value.getDefiningOp<nn::DropoutOp>())
    value = withoutCasts(dropout.getX());
  if (auto select = value.getDefiningOp<nn::WhereOp>())
    if (auto test = select.getCondition().getDefiningOp<nn::IsNanOp>();
        test && test.getX() == select.getY())
      value = withoutCasts(select.getY());
  auto softmax = value.getDefiningOp<nn::SoftmaxOp>();
  auto type = softmax ? nn::rankedType(softmax.getX()) : RankedTensorType();
  bool isLast = type && nn::normalizeAxis(softmax.getAxis(), type.getRank()) ==
                            type.getRank() - 1;
  return isLast ? softmax : nn::SoftmaxOp();
}

bool isStack(Value value, int64_t rank) {
  auto type = nn::rankedType(value);
  return type && type.getRank() == rank && type.hasStaticShape() &&
         isa<FloatType>(type.getElementType());
}

/// The same batch and heads: a product broadcasts, the operator does not.
bool areStacked(Value queries, Value others) {
  ArrayRef<int64_t> q = nn::rankedType(queries).getShape();
  ArrayRef<int64_t> o = nn::rankedType(others).getShape();
  return q[0] == o[0] && (q.size() < 4 || q[1] == o[1]);
}

/// The product of queries and keys behind `scores`, and what masks it.
struct Scores {
  nn::MatMulOp product;
  Value mask;
};

nn::MatMulOp scaledProduct(Value value) {
  return withoutCasts(scaleOf(withoutCasts(value)).first)
      .getDefiningOp<nn::MatMulOp>();
}

Scores scoresBehind(Value value) {
  value = withoutCasts(value);
  if (auto product = scaledProduct(value))
    return {product, {}};
  auto isProduct = [](Value v) { return bool(scaledProduct(v)); };
  if (auto sum = commuted<nn::AddOp>(value, isProduct))
    return {scaledProduct(sum->first), sum->second};
  // masked_fill, in either direction
  if (auto select = value.getDefiningOp<nn::WhereOp>())
    for (auto [kept, filled] : {std::pair(select.getX(), select.getY()),
                                std::pair(select.getY(), select.getX())})
      if (scalar(filled) && isProduct(kept))
        return {scaledProduct(kept), select.getCondition()};
  return {};
}

struct Core {
  Value result, q, k, v, mask;
  bool isCausal = false;
};

Value create(OpBuilder &b, Location loc, Core core, ArrayRef<int64_t> keyPerm) {
  bool isFlat = nn::rankedType(core.q).getRank() == 3;
  auto stack = [&](Value value) {
    return isFlat ? createUnsqueeze(b, loc, value, {1}) : value;
  };
  Value k = keyPerm.empty() ? core.k : createTranspose(b, loc, core.k, keyPerm);
  Value mask = core.mask;
  if (mask && isFlat && nn::rankedType(mask).getRank() == 3)
    mask = createUnsqueeze(b, loc, mask, {1});
  Value none;
  auto attention = nn::AttentionOp::create(
      b, loc, stack(core.q), stack(k), stack(core.v), mask, /*past_key=*/none,
      /*past_value=*/none, /*nonpad_kv_seqlen=*/none,
      /*is_causal=*/core.isCausal ? 1 : 0, /*q_num_heads=*/0,
      /*kv_num_heads=*/0, /*scale=*/FloatAttr(), /*softcap=*/APFloat(0.0f),
      /*qk_matmul_output_mode=*/0, /*softmax_precision=*/IntegerAttr());
  return isFlat ? createSqueeze(b, loc, attention.getY(), {1})
                : Value(attention.getY());
}

/// With the mask in the simplest form in which nobody else reads its parts.
bool formMasked(const Core &core, ArrayRef<int64_t> keyPerm, Function function,
                Session &session) {
  SmallVector<std::pair<Value, bool>, 3> masks;
  if (core.mask && isCausalMask(core.mask))
    masks.push_back({Value(), true});
  if (Value kept = booleanMask(core.mask))
    masks.push_back({kept, false});
  masks.push_back({core.mask, false});
  for (auto [mask, isCausal] : masks) {
    Core simpler = core;
    simpler.mask = mask;
    simpler.isCausal = isCausal;
    Found found{function, {core.result}, {core.q, core.k, core.v}, {}};
    if (mask)
      found.inputs.push_back(mask);
    if (session.form(found, [&](OpBuilder &b, Location loc) {
          return create(b, loc, simpler, keyPerm);
        }))
      return true;
  }
  return false;
}

bool formAttention(Value result, Session &session) {
  auto op = result.getDefiningOp<nn::MatMulOp>();
  auto type = nn::rankedType(result);
  if (!type || (type.getRank() != 4 && type.getRank() != 3))
    return false;
  nn::SoftmaxOp softmax = softmaxBehind(op.getA());
  Scores scores = softmax ? scoresBehind(softmax.getX()) : Scores();
  if (!scores.product)
    return false;
  // The values may be scaled by nothing; queries and keys by roots.
  Core core{result,      scaleOf(scores.product.getA()).first,
            {},          op.getB(),
            scores.mask, false};
  Keys keys = keysBehind(scaleOf(scores.product.getB()).first);
  core.k = keys.value;
  if (!isStack(core.q, type.getRank()) || !isStack(core.k, type.getRank()) ||
      !isStack(core.v, type.getRank()) ||
      (core.mask && !nn::rankedType(core.mask)) ||
      !areStacked(core.q, scores.product.getB()) || !areStacked(core.q, core.v))
    return false;

  Value fewerKeys = keys.perm.empty() ? repeatedHeads(core.k) : Value();
  Value fewerValues = repeatedHeads(core.v);
  if (fewerKeys && fewerValues) {
    Core grouped = core;
    grouped.k = fewerKeys;
    grouped.v = fewerValues;
    if (formMasked(grouped, {}, Function::GroupedAttention, session))
      return true;
  }
  return formMasked(core, keys.perm, Function::Attention, session);
}

/// An attention whose keys and values are repeated for its query heads.
bool formGrouped(Value result, Session &session) {
  auto op = result.getDefiningOp<nn::AttentionOp>();
  Value k = repeatedHeads(op.getK()), v = repeatedHeads(op.getV());
  bool isPlain = !op.getPastKey() && op.getPresentKey().use_empty() &&
                 op.getPresentValue().use_empty() &&
                 op.getQkMatmulOutput().use_empty();
  if (!k || !v || !isPlain)
    return false;
  Found found{Function::GroupedAttention, {result}, {op.getQ(), k, v}, {}};
  if (op.getAttnMask())
    found.inputs.push_back(op.getAttnMask());
  if (op.getNonpadKvSeqlen())
    found.inputs.push_back(op.getNonpadKvSeqlen());
  return session.form(found, [&](OpBuilder &b, Location loc) -> Value {
    Value none;
    return nn::AttentionOp::create(
               b, loc, op.getQ(), k, v, op.getAttnMask(), none, none,
               op.getNonpadKvSeqlen(), op.getIsCausal(), op.getQNumHeads(),
               op.getKvNumHeads(), op.getScaleAttr(), op.getSoftcap(),
               op.getQkMatmulOutputMode(), op.getSoftmaxPrecisionAttr(),
               op.getLeftWindowSize(), op.getRightWindowSize())
        .getY();
  });
}

} // namespace

void addAttentionPatterns(Session &session) {
  session.add<nn::MatMulOp>(formAttention);
  session.add<nn::AttentionOp>(formGrouped);
}

} // namespace perfopt::analysis
