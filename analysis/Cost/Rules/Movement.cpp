//===- Movement.cpp - Counting rules of copies and gathers ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

#include "analysis/Cost/ElementBytes.h"

using namespace mlir;

namespace perfopt::analysis {

/// copy_c1: no FLOPs; operands are read once, results written once.
template <typename Op>
static MaybeCost copyCost(Op op) {
  return costWithTraffic(op, 0, 0, "copy_c1");
}

template <typename Op>
static MaybeShape copyKernel(Op op) {
  return elementsKernel(core::KernelFamily::Copy, op->getResult(0));
}

/// gather_c1: no FLOPs; as many elements are read as are written, and the
/// indices. The rest of the table is not touched.
template <typename Op>
static MaybeCost gatherCost(Op op) {
  auto moved = storageBytes(op.getY().getType());
  auto indices = storageBytes(op.getIndices().getType());
  if (!moved || !indices)
    return std::nullopt;
  return OpCost{{}, {}, *moved + *indices, *moved, "gather_c1"};
}

template <typename Op>
static MaybeShape gatherKernel(Op op) {
  return elementsKernel(core::KernelFamily::Gather, op.getY());
}

template <typename Op>
static void gatherSaves(Op op, SavedValues &saved) {
  saved.push_back(op.getIndices());
}

/// fill_c1: no FLOPs, results written once.
template <typename Op>
static MaybeCost fillCost(Op op) {
  auto written = storageBytes(op->getResult(0).getType());
  if (!written)
    return std::nullopt;
  return OpCost{{}, {}, {}, *written, "fill_c1"};
}

/// resize_c1: a linear interpolation along each of d scaled extents takes 3
/// FLOPs for each of 2^d - 1 pairs; nearest takes none. Cubic takes 4 products
/// and 3 sums instead of a pair's 3.
static MaybeCost resizeCost(nn::ResizeOp op) {
  auto x = staticShape(op.getX());
  auto y = staticShape(op.getY());
  auto results = elements(op.getY());
  if (!x || !y || !results || x->size() != y->size())
    return std::nullopt;
  int scaled = 0;
  for (auto [from, to] : llvm::zip_equal(*x, *y))
    scaled += from != to;
  double pairs = double((int64_t(1) << std::min(scaled, 8)) - 1);
  double perPair = op.getMode() == "nearest" ? 0
                   : op.getMode() == "cubic" ? 7
                                             : 3;
  return costWithTraffic(op, *results * pairs * perPair, 0, "resize_c1");
}

template <auto Saved, typename... Ops>
static void attachCopies(MLIRContext &context) {
  (attachRule<Ops, copyCost<Ops>, copyKernel<Ops>, Saved>(context), ...);
}

template <typename... Ops>
static void attachGathers(MLIRContext &context) {
  (attachRule<Ops, gatherCost<Ops>, gatherKernel<Ops>, gatherSaves<Ops>>(
       context),
   ...);
}

template <typename... Ops>
static void attachFills(MLIRContext &context) {
  (attachRule<Ops, fillCost<Ops>, copyKernel<Ops>, savesNothing>(context), ...);
}

void attachMovementRules(MLIRContext &context) {
  using namespace nn;
  attachCopies<savesNothing, ConcatOp, PadOp, TileOp, DepthToSpaceOp,
               SpaceToDepthOp, TriluOp, ScatterElementsOp, ScatterNdOp,
               OneHotOp, ReverseSequenceOp>(context);
  attachGathers<GatherOp, GatherElementsOp, GatherNdOp>(context);
  attachFills<RangeOp, ConstantOfShapeOp, EyeLikeOp>(context);
  attachRule<ResizeOp, resizeCost, copyKernel<ResizeOp>, savesNothing>(context);
}

} // namespace perfopt::analysis
