//===- Attention.cpp - From two products and a softmax to attention -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Matching.h"
#include "analysis/Recompose/Patterns.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

/// The softmax behind `value`, looking through what replaces the NaN of fully
/// masked rows by zeros and through dropout; none when somebody else reads what
/// lies between.
nn::SoftmaxOp softmaxBehind(Value value) {
  bool only = value.hasOneUse();
  if (auto select = value.getDefiningOp<nn::WhereOp>())
    if (auto test = select.getCondition().getDefiningOp<nn::IsNanOp>();
        test && test.getX() == select.getY()) {
      value = select.getY();
      only &= value.hasNUses(2); // the test and the selection
    }
  if (auto dropout = value.getDefiningOp<nn::DropoutOp>()) {
    value = dropout.getX();
    only &= value.hasOneUse();
  }
  return only ? value.getDefiningOp<nn::SoftmaxOp>() : nn::SoftmaxOp();
}

/// Four extents: batch, heads, rows, columns.
bool isStack(Value value) {
  auto type = nn::rankedType(value);
  return type && type.getRank() == 4 && isa<FloatType>(type.getElementType());
}

struct FormAttention : OpRewritePattern<nn::MatMulOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(nn::MatMulOp op,
                                PatternRewriter &rewriter) const override {
    nn::SoftmaxOp softmax = softmaxBehind(op.getA());
    if (!softmax || !isStack(op.getB()))
      return failure();
    auto rank = nn::rankedType(softmax.getX());
    if (!rank || nn::normalizeAxis(softmax.getAxis(), rank.getRank()) != 3)
      return failure();

    Value scores = softmax.getX(), mask;
    auto isProduct = [](Value v) {
      return withoutScale(v).getDefiningOp<nn::MatMulOp>() != nullptr;
    };
    if (auto masked = commuted<nn::AddOp>(scores, isProduct)) {
      scores = masked->first;
      mask = masked->second;
    }
    auto product = withoutScale(scores).getDefiningOp<nn::MatMulOp>();
    // What somebody else reads is computed in any case.
    if (!product || !softmax.getX().hasOneUse() || !scores.hasOneUse() ||
        !product.getY().hasOneUse())
      return failure();
    // Exporters also scale queries and keys by the root of the scale each.
    Value q = withoutScale(product.getA());
    Value keysTransposed = withoutScale(product.getB());
    if (!isStack(q) || !isStack(keysTransposed))
      return failure();

    auto keysType = nn::rankedType(keysTransposed);
    ArrayRef<int64_t> shape = keysType.getShape();
    auto k = nn::TransposeOp::create(
        rewriter, op.getLoc(),
        keysType.clone({shape[0], shape[1], shape[3], shape[2]}),
        keysTransposed, rewriter.getDenseI64ArrayAttr({0, 1, 3, 2}));
    Value none;
    auto attention = nn::AttentionOp::create(
        rewriter, op.getLoc(), q, k, op.getB(), mask, /*past_key=*/none,
        /*past_value=*/none, /*nonpad_kv_seqlen=*/none, /*is_causal=*/0,
        /*q_num_heads=*/0, /*kv_num_heads=*/0, /*scale=*/FloatAttr(),
        /*softcap=*/APFloat(0.0f), /*qk_matmul_output_mode=*/0,
        /*softmax_precision=*/IntegerAttr());
    rewriter.replaceOp(op, attention.getY());
    return success();
  }
};

} // namespace

void populateAttentionPatterns(RewritePatternSet &patterns) {
  patterns.add<FormAttention>(patterns.getContext());
}

} // namespace perfopt::analysis
