//===- Activations.cpp - Swish and GELU, and biases of zero ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Matching.h"
#include "analysis/Recompose/Patterns.h"

#include <numbers>

using namespace mlir;

namespace perfopt::analysis {

namespace {

bool isZero(DenseElementsAttr splat) {
  Type element = splat.getElementType();
  return isa<FloatType>(element) ? splat.getSplatValue<APFloat>().isZero()
                                 : isa<IntegerType>(element) &&
                                       splat.getSplatValue<APInt>().isZero();
}

struct DropZeroBias : OpRewritePattern<nn::ConvOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(nn::ConvOp op,
                                PatternRewriter &rewriter) const override {
    auto constant = op.getB() ? op.getB().getDefiningOp<nn::ConstantOp>()
                              : nn::ConstantOp();
    auto values = constant ? dyn_cast<DenseElementsAttr>(constant.getValue())
                           : DenseElementsAttr();
    if (!values || !values.isSplat() || !isZero(values))
      return failure();
    rewriter.modifyOpInPlace(op, [&] { op.getBMutable().clear(); });
    return success();
  }
};

struct FormSwish : OpRewritePattern<nn::MulOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(nn::MulOp op,
                                PatternRewriter &rewriter) const override {
    for (auto [x, gate] :
         {std::pair(op.getA(), op.getB()), std::pair(op.getB(), op.getA())}) {
      auto sigmoid = gate.getDefiningOp<nn::SigmoidOp>();
      if (!sigmoid || sigmoid.getX() != x || !gate.hasOneUse())
        continue;
      rewriter.replaceOpWithNewOp<nn::SwishOp>(op, x);
      return success();
    }
    return failure();
  }
};

/// The factors of a product of at most three, each product used once.
void collectFactors(Value value, bool isRoot, SmallVectorImpl<Value> &factors) {
  auto product = value.getDefiningOp<nn::MulOp>();
  if (!product || factors.size() > 3 || (!isRoot && !value.hasOneUse())) {
    factors.push_back(value);
    return;
  }
  collectFactors(product.getA(), false, factors);
  collectFactors(product.getB(), false, factors);
}

/// x, where `value` is erf(x / sqrt 2).
Value erfArgument(Value value) {
  auto erf = value.getDefiningOp<nn::ErfOp>();
  return erf ? scaled(erf.getX(), 1 / std::numbers::sqrt2) : Value();
}

bool isCube(Value value, Value x) {
  if (auto power = value.getDefiningOp<nn::PowOp>())
    return power.getA() == x && isScalar(power.getB(), 3);
  SmallVector<Value> factors;
  collectFactors(value, true, factors);
  return factors.size() == 3 &&
         llvm::all_of(factors, [&](Value factor) { return factor == x; });
}

/// x, where `value` is tanh(sqrt(2 / pi) (x + 0.044715 x^3)).
Value tanhArgument(Value value) {
  auto tanh = value.getDefiningOp<nn::TanhOp>();
  Value sum =
      tanh ? scaled(tanh.getX(), std::sqrt(2 / std::numbers::pi)) : Value();
  auto terms = sum ? sum.getDefiningOp<nn::AddOp>() : nn::AddOp();
  if (!terms)
    return {};
  for (auto [x, cubic] : {std::pair(terms.getA(), terms.getB()),
                          std::pair(terms.getB(), terms.getA())})
    if (Value cube = scaled(cubic, 0.044715); cube && isCube(cube, x))
      return x;
  return {};
}

struct FormGelu : OpRewritePattern<nn::MulOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(nn::MulOp op,
                                PatternRewriter &rewriter) const override {
    SmallVector<Value> factors;
    collectFactors(op.getY(), true, factors);
    if (factors.size() != 3)
      return failure();
    Value half, gate, x;
    for (Value factor : factors) {
      auto isOne = [](Value v) { return isScalar(v, 1); };
      if (isScalar(factor, 0.5))
        half = factor;
      else if (auto sum = commuted<nn::AddOp>(factor, isOne))
        gate = sum->second;
      else
        x = factor;
    }
    if (!half || !gate || !x)
      return failure();
    bool isErf = erfArgument(gate) == x, isTanh = tanhArgument(gate) == x;
    if (!isErf && !isTanh)
      return failure();
    rewriter.replaceOpWithNewOp<nn::GeluOp>(op, x, isErf ? "none" : "tanh");
    return success();
  }
};

} // namespace

void populateZeroBiasPatterns(RewritePatternSet &patterns) {
  patterns.add<DropZeroBias>(patterns.getContext());
}
void populateSwishPatterns(RewritePatternSet &patterns) {
  patterns.add<FormSwish>(patterns.getContext());
}
void populateGeluPatterns(RewritePatternSet &patterns) {
  patterns.add<FormGelu>(patterns.getContext());
}

} // namespace perfopt::analysis
