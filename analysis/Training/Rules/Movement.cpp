//===- Movement.cpp - Gradients of copies and gathers ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/KnownBytes.h"
#include "analysis/Cost/Rules/RuleSupport.h"
#include "analysis/Training/GradientRules.h"

#include <algorithm>

using namespace mlir;

namespace perfopt::analysis {

/// A piece of the gradient for each operand: views, as narrow() gives them.
static void concatGradient(Operation *op, Gradients &gradients) {
  Value dy = gradients.of(op->getResult(0));
  if (!dy)
    return;
  for (Value operand : op->getOperands())
    if (gradients.wants(operand))
      gradients.add(op, operand, gradients.view(op, dy, operand.getType()));
}

/// copy_grad_c1: as many elements as the operand has are read and written.
static void copyGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  if (!dy || !gradients.wants(x))
    return;
  Launch launch = copying("copy_grad_c1", x);
  launch.read = knownBytes(x);
  gradients.add(op, x, gradients.derive(op, launch, dy, x.getType()));
}

/// crop_grad_c1: of dY only what was kept of the operand is read; the rest is
/// zeros.
static void cropGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  if (!dy || !gradients.wants(x))
    return;
  auto from = staticShape(x), to = staticShape(dy);
  if (!from || !to)
    return gradients.unknown(op);
  double kept = 1, all = 1;
  for (auto [extent, other] : llvm::zip_equal(*from, *to)) {
    kept *= double(std::min(extent, other));
    all *= double(extent);
  }
  Launch launch = copying("crop_grad_c1", x);
  launch.read = knownBytes(x) * kept / std::max(1.0, all);
  gradients.add(op, x, gradients.derive(op, launch, dy, x.getType()));
}

/// copy_grad_c1, reversed again: the lengths are read, too.
static void reverseSequenceGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), lengths = op->getOperand(1);
  Value dy = gradients.of(op->getResult(0));
  if (dy && gradients.wants(x))
    gradients.add(op, x,
                  gradients.derive(op, copying("copy_grad_c1", x),
                                   {dy, lengths}, x.getType()));
}

/// A repeated operand's gradient is the sum of all its copies'.
static void repeatGradient(Operation *op, Gradients &gradients) {
  gradients.add(op, op->getOperand(0), gradients.of(op->getResult(0)));
}

/// gather_grad_c1: zeros for the whole table, then each gathered element is
/// added to its place: one FLOP an element, read and written there.
static void gatherGradient(Operation *op, Gradients &gradients) {
  Value table = op->getOperand(0), indices = op->getOperand(1);
  Value dy = gradients.of(op->getResult(0));
  if (!dy || !gradients.wants(table))
    return;
  Launch launch = elementwise("gather_grad_c1", dy, 1);
  launch.part = partOf(table);
  if (launch.family)
    launch.family = core::KernelFamily::Gather;
  launch.launches = 2;
  launch.read = 2 * knownBytes(dy) + knownBytes(indices);
  launch.written = knownBytes(table) + knownBytes(dy);
  gradients.add(op, table,
                gradients.derive(op, launch, {dy, indices}, table.getType()));
}

/// scatter_grad_c1: of the target a copy with zeros at the indices, of the
/// updates a gather from there.
static void scatterGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), indices = op->getOperand(1),
        updates = op->getOperand(2), dy = gradients.of(op->getResult(0));
  if (!dy)
    return;
  if (gradients.wants(x)) {
    Launch launch = copying("scatter_grad_c1", x);
    launch.launches = 2;
    launch.written = knownBytes(x) + knownBytes(updates);
    gradients.add(op, x,
                  gradients.derive(op, launch, {dy, indices}, x.getType()));
  }
  if (gradients.wants(updates)) {
    Launch launch = copying("scatter_grad_c1", updates);
    launch.read = knownBytes(updates) + knownBytes(indices);
    gradients.add(
        op, updates,
        gradients.derive(op, launch, {dy, indices}, updates.getType()));
  }
}

/// resize_grad_c1: the FLOPs of the forward. A linear or cubic one adds to
/// zeros, so its result is filled first.
static void resizeGradient(Operation *op, Gradients &gradients) {
  auto resize = cast<nn::ResizeOp>(op);
  Value x = resize.getX(), dy = gradients.of(resize.getY());
  if (!dy || !gradients.wants(x))
    return;
  Launch launch = copying("resize_grad_c1", dy);
  auto cost = cast<dialects::CostOpInterface>(op).getCost();
  if (!cost)
    return gradients.unknown(op);
  launch.flops = cost->flops.value();
  if (resize.getMode() != "nearest") {
    launch.launches = 2;
    launch.written = 2 * knownBytes(x);
  }
  gradients.add(op, x, gradients.derive(op, launch, dy, x.getType()));
}

void addMovementGradients(GradientRules &rules) {
  using namespace nn;
  rules.add<ConcatOp>(concatGradient);
  rules.add<PadOp, TriluOp, DepthToSpaceOp, SpaceToDepthOp>(copyGradient);
  rules.add<CenterCropPadOp>(cropGradient);
  rules.add<ReverseSequenceOp>(reverseSequenceGradient);
  rules.add<TileOp, ExpandOp>(repeatGradient);
  rules.add<GatherOp, GatherElementsOp, GatherNdOp>(gatherGradient);
  rules.add<ScatterElementsOp, ScatterNdOp>(scatterGradient);
  rules.add<ResizeOp>(resizeGradient);
}

} // namespace perfopt::analysis
