//===- Views.cpp - Counting rules of views --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// view_c1: no FLOPs, no traffic, no launch. A reshape of elements that lie
// scattered is a copy.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

#include "analysis/Cost/ElementBytes.h"
#include "analysis/Cost/Strides.h"
#include "dialects/NN/ConstantValue.h"

using namespace mlir;

namespace perfopt::analysis {

static bool reshapeCopies(Operation *op) {
  auto from = staticShape(op->getOperand(0));
  auto to = staticShape(op->getResult(0));
  auto strides = stridesOf(op->getOperand(0));
  return from && to && strides && !viewStrides(*from, *strides, *to);
}

template <typename Op>
static MaybeCost plainView(Op op) {
  return viewCost(op);
}

/// reshape_c1: a view, or a copy of every element.
template <typename Op>
static MaybeCost reshapeCost(Op op) {
  return reshapeCopies(op) ? costWithTraffic(op, 0, 0, "reshape_c1")
                           : viewCost(op);
}

template <typename Op>
static MaybeShape reshapeKernel(Op op) {
  if (!reshapeCopies(op))
    return std::nullopt;
  return elementsKernel(core::KernelFamily::Copy, op->getResult(0));
}

/// slice_c1: a view, or a copy where it goes backwards, which no strides show.
static bool sliceCopies(nn::SliceOp op) {
  auto steps = nn::constantIntegers(op.getSteps());
  return steps && llvm::any_of(*steps, [](int64_t step) { return step < 0; });
}

static MaybeCost sliceCost(nn::SliceOp op) {
  auto moved = storageBytes(op.getY().getType());
  if (!sliceCopies(op) || !moved)
    return viewCost(op);
  return OpCost{{}, {}, *moved, *moved, "slice_c1"};
}

static MaybeShape sliceKernel(nn::SliceOp op) {
  if (!sliceCopies(op))
    return std::nullopt;
  return elementsKernel(core::KernelFamily::Copy, op.getY());
}

/// view_c1: a list of tensors moves none of them.
static MaybeCost sequenceCost(nn::SequenceConstructOp) {
  return OpCost{{}, {}, {}, {}, "view_c1"};
}

template <typename Op>
static MaybeShape noKernel(Op) {
  return std::nullopt;
}

template <typename... Ops>
static void attachViews(MLIRContext &context) {
  (attachRule<Ops, plainView<Ops>, noKernel<Ops>, savesNothing>(context), ...);
}

template <typename... Ops>
static void attachReshapes(MLIRContext &context) {
  (attachRule<Ops, reshapeCost<Ops>, reshapeKernel<Ops>, savesNothing>(context),
   ...);
}

void attachViewRules(MLIRContext &context) {
  using namespace nn;
  attachViews<ShapeOp, SizeOp, IdentityOp, SqueezeOp, UnsqueezeOp, TransposeOp,
              ExpandOp, SplitOp, DropoutOp, BitCastOp>(context);
  attachRule<SliceOp, sliceCost, sliceKernel, savesNothing>(context);
  attachRule<SequenceConstructOp, sequenceCost, noKernel<SequenceConstructOp>,
             savesNothing>(context);
  attachReshapes<ReshapeOp, FlattenOp>(context);
}

} // namespace perfopt::analysis
