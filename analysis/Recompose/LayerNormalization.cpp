//===- LayerNormalization.cpp - From its moments to one operator ----------===//
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

/// The one axis over which `value` is the mean of something with extents kept.
std::optional<int64_t> meanAxis(nn::ReduceMeanOp mean) {
  auto type = mean ? nn::rankedType(mean.getX()) : RankedTensorType();
  auto axes = mean ? nn::constantIntegers(mean.getAxes()) : std::nullopt;
  if (!type || !axes || axes->size() != 1 || !mean.getKeepdims())
    return std::nullopt;
  return nn::normalizeAxis(axes->front(), type.getRank());
}

bool isSquare(Value value, Value x) {
  if (auto power = value.getDefiningOp<nn::PowOp>())
    return power.getA() == x && isScalar(power.getB(), 2);
  auto product = value.getDefiningOp<nn::MulOp>();
  return product && product.getA() == x && product.getB() == x;
}

struct FormLayerNormalization : OpRewritePattern<nn::AddOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(nn::AddOp op,
                                PatternRewriter &rewriter) const override {
    auto isProduct = [](Value v) {
      return v.getDefiningOp<nn::MulOp>() != nullptr;
    };
    auto isQuotient = [](Value v) {
      return v.getDefiningOp<nn::DivOp>() != nullptr;
    };
    auto affine = commuted<nn::AddOp>(op.getY(), isProduct);
    auto product =
        affine ? commuted<nn::MulOp>(affine->first, isQuotient) : std::nullopt;
    if (!product)
      return failure();
    auto quotient = product->first.getDefiningOp<nn::DivOp>();
    auto centered = quotient.getA().getDefiningOp<nn::SubOp>();
    auto root = quotient.getB().getDefiningOp<nn::SqrtOp>();
    if (!centered || !root)
      return failure();

    auto isEpsilon = [](Value v) { return scalar(v).has_value(); };
    auto variance = commuted<nn::AddOp>(root.getX(), isEpsilon);
    auto spread = variance ? variance->second.getDefiningOp<nn::ReduceMeanOp>()
                           : nn::ReduceMeanOp();
    auto mean = centered.getB().getDefiningOp<nn::ReduceMeanOp>();
    Value x = centered.getA();
    auto type = nn::rankedType(x);
    std::optional<int64_t> axis = meanAxis(mean);
    if (!type || !axis || axis != meanAxis(spread) || mean.getX() != x ||
        !isSquare(spread.getX(), centered.getY()) ||
        *axis != type.getRank() - 1)
      return failure();
    rewriter.replaceOpWithNewOp<nn::LayerNormalizationOp>(
        op, x, product->second, affine->second, -1,
        APFloat(static_cast<float>(*scalar(variance->first))));
    return success();
  }
};

} // namespace

void populateLayerNormalizationPatterns(RewritePatternSet &patterns) {
  patterns.add<FormLayerNormalization>(patterns.getContext());
}

} // namespace perfopt::analysis
