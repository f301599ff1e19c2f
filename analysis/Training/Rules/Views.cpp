//===- Views.cpp - Gradients of views -------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/KnownBytes.h"
#include "analysis/Training/GradientRules.h"
#include "dialects/NN/ConstantValue.h"

using namespace mlir;

namespace perfopt::analysis {

static void reshapeGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  if (dy && gradients.wants(x))
    gradients.add(op, x, gradients.reshape(op, dy, x.getType()));
}

static void transposeGradient(Operation *op, Gradients &gradients) {
  auto transpose = cast<nn::TransposeOp>(op);
  Value x = transpose.getX(), dy = gradients.of(transpose.getY());
  auto type = nn::rankedType(x);
  if (!dy || !gradients.wants(x))
    return;
  if (!type)
    return gradients.unknown(op);
  SmallVector<int64_t> inverse(type.getRank());
  for (int64_t i = 0; i < type.getRank(); ++i) {
    int64_t axis = type.getRank() - 1 - i;
    if (auto perm = transpose.getPerm())
      axis = *nn::normalizeAxis((*perm)[i], type.getRank());
    inverse[axis] = i;
  }
  OpBuilder &builder = gradients.build();
  auto back =
      nn::TransposeOp::create(builder, gradients.nameFor(op, "gradient"), type,
                              dy, builder.getDenseI64ArrayAttr(inverse));
  gradients.mark(back);
  gradients.add(op, x, back.getY());
}

static void identityGradient(Operation *op, Gradients &gradients) {
  gradients.add(op, op->getOperand(0), gradients.of(op->getResult(0)));
}

/// concat_grad_c1: the gradients of all pieces copied into one.
static void joinPieces(Operation *op, Gradients &gradients, Value whole,
                       ArrayRef<Value> pieces) {
  Launch launch = copying("concat_grad_c1", whole);
  gradients.add(op, whole,
                gradients.derive(op, launch, pieces, whole.getType()));
}

static void splitGradient(Operation *op, Gradients &gradients) {
  SmallVector<Value> pieces;
  for (Value result : op->getResults())
    if (Value gradient = gradients.of(result))
      pieces.push_back(gradient);
  if (!pieces.empty() && gradients.wants(op->getOperand(0)))
    joinPieces(op, gradients, op->getOperand(0), pieces);
}

/// Where a slice that cuts along one axis with step 1 lies on it.
static std::optional<std::pair<int64_t, int64_t>> rangeOf(nn::SliceOp slice,
                                                          int64_t &axis) {
  auto starts = nn::constantIntegers(slice.getStarts());
  auto axes = slice.getAxes() ? nn::constantIntegers(slice.getAxes())
                              : std::optional(SmallVector<int64_t>{0});
  auto steps = slice.getSteps() ? nn::constantIntegers(slice.getSteps())
                                : std::optional(SmallVector<int64_t>{1});
  auto from = nn::rankedType(slice.getX()), to = nn::rankedType(slice.getY());
  if (!starts || !axes || !steps || !from || !to || !from.hasStaticShape() ||
      starts->size() != 1 || axes->size() != 1 || steps->front() != 1)
    return std::nullopt;
  auto position = nn::normalizeAxis(axes->front(), from.getRank());
  if (!position)
    return std::nullopt;
  axis = *position;
  int64_t extent = from.getDimSize(axis), start = starts->front();
  start = std::clamp<int64_t>(start < 0 ? start + extent : start, 0, extent);
  return std::pair(start, start + to.getDimSize(axis));
}

/// How many slices cut the operand into pieces that cover it, as unbind and
/// chunk are exported; 0 when this one is no such piece.
static int piecesAround(nn::SliceOp slice) {
  int64_t axis = 0, other = 0;
  if (!rangeOf(slice, axis))
    return 0;
  SmallVector<std::pair<int64_t, int64_t>> ranges;
  for (Operation *user : slice.getX().getUsers()) {
    auto piece = dyn_cast<nn::SliceOp>(user);
    if (!piece || piece->getAttr(nn::kPhase) != slice->getAttr(nn::kPhase))
      continue;
    auto range = rangeOf(piece, other);
    if (!range || other != axis)
      return 0;
    ranges.push_back(*range);
  }
  llvm::sort(ranges);
  int64_t reached = 0;
  for (auto [start, end] : ranges) {
    if (start != reached)
      return 0;
    reached = end;
  }
  bool covers = reached == nn::rankedType(slice.getX()).getDimSize(axis);
  return covers && ranges.size() > 1 ? int(ranges.size()) : 0;
}

/// slice_grad_c1: zeros for the whole operand, and a copy of the gradient.
static void sliceGradient(Operation *op, Gradients &gradients) {
  auto slice = cast<nn::SliceOp>(op);
  Value x = slice.getX(), dy = gradients.of(slice.getY());
  if (!gradients.wants(x))
    return;
  // Pieces wait for the last of them.
  if (auto pieces =
          gradients.collectPiece(x, dy, [&] { return piecesAround(slice); })) {
    if (!pieces->empty())
      joinPieces(op, gradients, x, *pieces);
    return;
  }
  if (!dy)
    return;
  Launch launch = copying("slice_grad_c1", x);
  launch.launches = 2;
  launch.read = knownBytes(dy);
  launch.written = knownBytes(x) + knownBytes(dy);
  gradients.add(op, x, gradients.derive(op, launch, dy, x.getType()));
}

void addViewGradients(GradientRules &rules) {
  using namespace nn;
  rules.add<ReshapeOp, FlattenOp, SqueezeOp, UnsqueezeOp>(reshapeGradient);
  rules.add<TransposeOp>(transposeGradient);
  rules.add<IdentityOp>(identityGradient);
  rules.add<SplitOp>(splitGradient);
  rules.add<SliceOp>(sliceGradient);
}

} // namespace perfopt::analysis
