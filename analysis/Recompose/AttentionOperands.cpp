//===- AttentionOperands.cpp - Keys, masks and heads as they are written --===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/AttentionOperands.h"

#include "analysis/Recompose/Matching.h"

using namespace mlir;

namespace perfopt::analysis {

static ArrayRef<int64_t> shapeOf(Value value) {
  auto type = nn::rankedType(value);
  return type && type.hasStaticShape() ? type.getShape() : ArrayRef<int64_t>();
}

static bool isIdentity(ArrayRef<int64_t> perm) {
  for (auto [i, axis] : llvm::enumerate(perm))
    if (axis != static_cast<int64_t>(i))
      return false;
  return true;
}

/// k, where `value` is its matrices transposed by way of three extents, as
/// PyTorch's exporter does.
static Value transposedByReshapes(Value value) {
  auto back = value.getDefiningOp<nn::ReshapeOp>();
  auto transpose =
      back ? back.getX().getDefiningOp<nn::TransposeOp>() : nn::TransposeOp();
  auto flat = transpose ? transpose.getX().getDefiningOp<nn::ReshapeOp>()
                        : nn::ReshapeOp();
  if (!flat || !transpose.getPerm() ||
      *transpose.getPerm() != ArrayRef<int64_t>{0, 2, 1})
    return {};
  ArrayRef<int64_t> from = shapeOf(flat.getX()), to = shapeOf(value);
  bool isTransposed = from.size() == 4 && to.size() == 4 && from[0] == to[0] &&
                      from[1] == to[1] && from[2] == to[3] && from[3] == to[2];
  ArrayRef<int64_t> middle = shapeOf(flat.getY());
  return isTransposed && middle.size() == 3 && middle[1] == from[2] &&
                 middle[2] == from[3]
             ? flat.getX()
             : Value();
}

Keys keysBehind(Value transposed) {
  if (Value keys = transposedByReshapes(transposed))
    return {keys, {}};
  auto type = nn::rankedType(transposed);
  int64_t rank = type ? type.getRank() : 0;
  if (rank < 2)
    return {};
  SmallVector<int64_t> perm = llvm::to_vector(llvm::seq<int64_t>(rank));
  Value source = transposed;
  auto op = transposed.getDefiningOp<nn::TransposeOp>();
  if (op && op.getPerm()) {
    perm = llvm::to_vector(*op.getPerm());
    source = op.getX();
  }
  std::swap(perm[rank - 2], perm[rank - 1]);
  if (isIdentity(perm))
    perm.clear();
  return {source, perm};
}

Value repeatedHeads(Value value) {
  auto merge = value.getDefiningOp<nn::ReshapeOp>();
  auto expand =
      merge ? merge.getX().getDefiningOp<nn::ExpandOp>() : nn::ExpandOp();
  if (!expand)
    return {};
  Value source;
  if (auto view = expand.getX().getDefiningOp<nn::UnsqueezeOp>())
    source = view.getX();
  else if (auto reshape = expand.getX().getDefiningOp<nn::ReshapeOp>())
    source = reshape.getX();
  if (!source)
    return {};
  ArrayRef<int64_t> few = shapeOf(source), one = shapeOf(expand.getX()),
                    all = shapeOf(expand.getY()), merged = shapeOf(value);
  if (few.size() != 4 || one.size() != 5 || all.size() != 5 ||
      merged.size() != 4)
    return {};
  bool isRepeated = llvm::equal(few.take_front(2), one.take_front(2)) &&
                    one[2] == 1 &&
                    llvm::equal(few.take_back(2), one.take_back(2)) &&
                    llvm::equal(one.take_front(2), all.take_front(2)) &&
                    llvm::equal(one.take_back(2), all.take_back(2)) &&
                    merged[0] == few[0] && merged[1] == few[1] * all[2] &&
                    llvm::equal(merged.take_back(2), few.take_back(2));
  return isRepeated ? source : Value();
}

Value booleanMask(Value mask) {
  auto select = mask ? mask.getDefiningOp<nn::WhereOp>() : nn::WhereOp();
  if (!select || !scalar(select.getX()) || !scalar(select.getY()))
    return {};
  return select.getCondition();
}

/// 0 where a row may look and at most this where it may not.
static constexpr double kMasked = -1e4;

static bool isCausalConstant(Value mask) {
  auto numbers = nn::constantNumbers(mask);
  ArrayRef<int64_t> shape = shapeOf(mask);
  if (!numbers || shape.size() < 2)
    return false;
  int64_t columns = shape.back(), rows = shape[shape.size() - 2];
  if (rows < 2 || static_cast<int64_t>(numbers->size()) != rows * columns)
    return false;
  for (int64_t row = 0; row < rows; ++row)
    for (int64_t column = 0; column < columns; ++column) {
      double number = (*numbers)[row * columns + column];
      if (column <= row ? number != 0 : number > kMasked)
        return false;
    }
  return true;
}

/// `value` is one everywhere.
static bool isOnes(Value value) {
  auto constant = value.getDefiningOp<nn::ConstantOp>();
  auto dense = constant ? dyn_cast<DenseElementsAttr>(constant.getValue())
                        : DenseElementsAttr();
  if (!dense || !dense.isSplat())
    return false;
  Type element = dense.getElementType();
  return isa<FloatType>(element)
             ? dense.getSplatValue<APFloat>().convertToDouble() == 1
             : dense.getSplatValue<APInt>() == 1;
}

/// 1 where `value` is one on and below the diagonal and zero above it, -1 where
/// it is the other way round, 0 where it is neither.
static int triangle(Value value) {
  if (auto test = value.getDefiningOp<nn::EqualOp>()) {
    auto zero = withConstant<nn::EqualOp>(value);
    return zero && zero->second == 0 ? -triangle(zero->first) : 0;
  }
  if (auto inverse = value.getDefiningOp<nn::NotOp>())
    return -triangle(inverse.getX());
  if (auto cast = value.getDefiningOp<nn::CastOp>())
    return triangle(cast.getX());
  auto trilu = value.getDefiningOp<nn::TriluOp>();
  if (!trilu || !isOnes(trilu.getX()))
    return 0;
  int64_t diagonal = 0;
  if (trilu.getK()) {
    auto given = nn::constantIntegers(trilu.getK());
    if (!given || given->size() != 1)
      return 0;
    diagonal = given->front();
  }
  if (trilu.getUpper())
    return diagonal == 1 ? -1 : 0;
  return diagonal == 0 ? 1 : 0;
}

bool isCausalMask(Value mask) {
  if (isCausalConstant(mask))
    return true;
  if (int direction = triangle(mask)) // a mask of bools
    return direction > 0;
  auto select = mask.getDefiningOp<nn::WhereOp>();
  auto seen = select ? scalar(select.getX()) : std::nullopt;
  auto hidden = select ? scalar(select.getY()) : std::nullopt;
  if (!seen || !hidden)
    return false;
  int direction = triangle(select.getCondition());
  return (direction > 0 && *seen == 0 && *hidden <= kMasked) ||
         (direction < 0 && *hidden == 0 && *seen <= kMasked);
}

} // namespace perfopt::analysis
