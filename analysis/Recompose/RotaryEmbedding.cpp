//===- RotaryEmbedding.cpp - Turning pairs of values by their position ----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// x cos + turned(x) sin, where turned(x) is (-x2, x1) of the halves of the last
// extent (Hugging Face) or of neighbours (GPT-J, interleaved); or the halves
// x1 cos - x2 sin and x2 cos + x1 sin put side by side.
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Matching.h"
#include "analysis/Recompose/Patterns.h"
#include "analysis/Recompose/Session.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

int64_t lastExtent(Value value) {
  auto type = nn::rankedType(value);
  return type && type.getRank() > 0 ? type.getShape().back()
                                    : ShapedType::kDynamic;
}

bool isLastAxis(int64_t axis, Value value) {
  auto type = nn::rankedType(value);
  return type && nn::normalizeAxis(axis, type.getRank()) == type.getRank() - 1;
}

/// A part of a value's last extent: every `step`-th from `start` on.
struct Piece {
  Value whole;
  int64_t start = 0, step = 1;
};

std::optional<int64_t> single(Value value) {
  auto numbers = value ? nn::constantIntegers(value) : std::nullopt;
  return numbers && numbers->size() == 1 ? std::optional(numbers->front())
                                         : std::nullopt;
}

std::optional<Piece> pieceBehind(Value value) {
  if (auto slice = value.getDefiningOp<nn::SliceOp>()) {
    auto start = single(slice.getStarts()), axis = single(slice.getAxes());
    auto step = slice.getSteps() ? single(slice.getSteps()) : 1;
    if (!start || !axis || !step || !isLastAxis(*axis, slice.getX()))
      return std::nullopt;
    int64_t whole = lastExtent(slice.getX());
    return Piece{slice.getX(), *start < 0 ? *start + whole : *start, *step};
  }
  if (auto split = value.getDefiningOp<nn::SplitOp>()) {
    auto index = cast<OpResult>(value).getResultNumber();
    if (!isLastAxis(split.getAxis(), split.getX()) ||
        split->getNumResults() != 2 ||
        lastExtent(split->getResult(0)) != lastExtent(split->getResult(1)))
      return std::nullopt;
    return Piece{split.getX(), index * lastExtent(value), 1};
  }
  return std::nullopt;
}

/// What `first` and `second` are the two halves of; interleaved when they are
/// neighbours.
struct Halves {
  Value whole;
  bool isInterleaved = false;
};

std::optional<Halves> halvesOf(Value first, Value second) {
  auto one = pieceBehind(first), two = pieceBehind(second);
  int64_t half = lastExtent(first);
  if (!one || !two || one->whole != two->whole || one->start != 0 ||
      one->step != two->step || lastExtent(second) != half ||
      lastExtent(one->whole) != 2 * half)
    return std::nullopt;
  if (one->step == 1 && two->start == half)
    return Halves{one->whole, false};
  if (one->step == 2 && two->start == 1)
    return Halves{one->whole, true};
  return std::nullopt;
}

/// x, where `value` is (-x2, x1).
std::optional<Halves> turnedBehind(Value value) {
  bool isStacked = false;
  if (auto merge = value.getDefiningOp<nn::ReshapeOp>()) {
    value = merge.getX();
    isStacked = true;
  }
  auto concat = value.getDefiningOp<nn::ConcatOp>();
  if (!concat || concat.getInputs().size() != 2 ||
      !isLastAxis(concat.getAxis(), value))
    return std::nullopt;
  Value left = concat.getInputs()[0], right = concat.getInputs()[1];
  if (isStacked) {
    auto one = left.getDefiningOp<nn::UnsqueezeOp>();
    auto two = right.getDefiningOp<nn::UnsqueezeOp>();
    if (!one || !two)
      return std::nullopt;
    left = one.getX();
    right = two.getX();
  }
  auto negated = left.getDefiningOp<nn::NegOp>();
  auto halves = negated ? halvesOf(right, negated.getX()) : std::nullopt;
  return halves && halves->isInterleaved == isStacked ? halves : std::nullopt;
}

/// [batch, 1, seq, dim], both halves alike, as ONNX has it: [batch, seq, dim /
/// 2].
Value createCache(OpBuilder &b, Location loc, Value cache, int64_t half) {
  auto type = nn::rankedType(cache);
  if (type.getRank() == 4 && type.getDimSize(1) == 1)
    cache = createSqueeze(b, loc, cache, {1});
  if (lastExtent(cache) == half)
    return cache;
  auto one = [&](int64_t number) {
    auto vector = RankedTensorType::get({1}, b.getI64Type());
    return nn::ConstantOp::create(b, loc, vector,
                                  DenseElementsAttr::get(vector, {number}));
  };
  return nn::SliceOp::create(b, loc, cache, one(0), one(half), one(-1),
                             Value());
}

bool form(Value result, Halves halves, Value cos, Value sin, Session &session) {
  int64_t width = lastExtent(halves.whole);
  auto isCache = [&](Value value) {
    auto type = nn::rankedType(value);
    return type && type.hasStaticShape() && type.getRank() >= 2 &&
           (type.getShape().back() == width ||
            type.getShape().back() == width / 2);
  };
  if (ShapedType::isDynamic(width) || !isCache(cos) || !isCache(sin))
    return false;
  return session.form(
      {Function::RotaryEmbedding, {result}, {halves.whole, cos, sin}, {}},
      [&](OpBuilder &b, Location loc) -> Value {
        return nn::RotaryEmbeddingOp::create(
            b, loc, halves.whole, createCache(b, loc, cos, width / 2),
            createCache(b, loc, sin, width / 2), /*position_ids=*/Value(),
            halves.isInterleaved ? 1 : 0, /*num_heads=*/0,
            /*rotary_embedding_dim=*/0);
      });
}

/// x cos + turned(x) sin.
bool formTurned(Value result, Session &session) {
  auto sum = result.getDefiningOp<nn::AddOp>();
  for (auto [straight, turned] :
       {std::pair(sum.getA(), sum.getB()), std::pair(sum.getB(), sum.getA())}) {
    auto isTurned = [](Value v) { return turnedBehind(v).has_value(); };
    auto bySin = commuted<nn::MulOp>(turned, isTurned);
    if (!bySin)
      continue;
    Halves halves = *turnedBehind(bySin->first);
    auto isWhole = [&](Value v) { return v == halves.whole; };
    auto byCos = commuted<nn::MulOp>(straight, isWhole);
    if (byCos)
      return form(result, halves, byCos->second, bySin->second, session);
  }
  return false;
}

/// a and b, where `value` is a product.
std::optional<std::pair<Value, Value>> productBehind(Value value) {
  auto product = value.getDefiningOp<nn::MulOp>();
  return product ? std::optional(std::pair(product.getA(), product.getB()))
                 : std::nullopt;
}

/// (x1 cos - x2 sin, x2 cos + x1 sin).
bool formSideBySide(Value result, Session &session) {
  auto concat = result.getDefiningOp<nn::ConcatOp>();
  if (concat.getInputs().size() != 2 || !isLastAxis(concat.getAxis(), result))
    return false;
  auto difference = concat.getInputs()[0].getDefiningOp<nn::SubOp>();
  auto sum = concat.getInputs()[1].getDefiningOp<nn::AddOp>();
  auto left = difference ? productBehind(difference.getA()) : std::nullopt;
  auto right = difference ? productBehind(difference.getB()) : std::nullopt;
  if (!sum || !left || !right)
    return false;
  for (auto [x1, cos] : {*left, std::pair(left->second, left->first)})
    for (auto [x2, sin] : {*right, std::pair(right->second, right->first)}) {
      auto halves = halvesOf(x1, x2);
      if (!halves || halves->isInterleaved)
        continue;
      auto isProductOf = [](Value value, Value a, Value b) {
        auto pair = productBehind(value);
        return pair && (*pair == std::pair(a, b) || *pair == std::pair(b, a));
      };
      for (auto [one, two] : {std::pair(sum.getA(), sum.getB()),
                              std::pair(sum.getB(), sum.getA())})
        if (isProductOf(one, x2, cos) && isProductOf(two, x1, sin))
          return form(result, *halves, cos, sin, session);
    }
  return false;
}

} // namespace

void addRotaryEmbeddingPatterns(Session &session) {
  session.add<nn::AddOp>(formTurned);
  session.add<nn::ConcatOp>(formSideBySide);
}

} // namespace perfopt::analysis
