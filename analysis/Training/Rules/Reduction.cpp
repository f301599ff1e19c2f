//===- Reduction.cpp - Gradients of reductions and scans ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// reduce_grad_cN: N FLOPs for each element of the input.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/KnownBytes.h"
#include "analysis/Training/GradientRules.h"

using namespace mlir;

namespace perfopt::analysis {

static constexpr const char *kLabels[] = {nullptr, "reduce_grad_c1",
                                          "reduce_grad_c2", "reduce_grad_c3",
                                          "reduce_grad_c4"};

/// Reads operand and result beside the gradient where `Saved`.
template <int FlopsPerElement, bool Saved>
static void reduceGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  if (!dy || !gradients.wants(x))
    return;
  SmallVector<Value> operands{dy};
  if (Saved)
    operands.append({x, op->getResult(0)});
  gradients.add(op, x,
                gradients.derive(
                    op,
                    elementwise(kLabels[FlopsPerElement], x, FlopsPerElement),
                    operands, x.getType()));
}

/// The gradient of a sum, expanded: a view.
static void sumGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  if (dy && gradients.wants(x))
    gradients.add(op, x, gradients.view(op, dy, x.getType()));
}

/// select_grad_c1: zeros, and the gradients of the selected in their places.
static void topKGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  if (!dy || !gradients.wants(x))
    return;
  Launch launch = copying("select_grad_c1", x);
  launch.launches = 2;
  launch.written = knownBytes(x) + knownBytes(dy);
  gradients.add(
      op, x, gradients.derive(op, launch, {dy, op->getResult(1)}, x.getType()));
}

void addReductionGradients(GradientRules &rules) {
  using namespace nn;
  rules.add<ReduceSumOp>(sumGradient);
  // dy / n; a scan backwards.
  rules.add<ReduceMeanOp, CumSumOp>(reduceGradient<1, false>);
  // Comparison, count, division, product.
  rules.add<ReduceMaxOp, ReduceMinOp>(reduceGradient<4, true>);
  // dy y / x; dy sign(x); dy 2 x; dy / exp(y).
  rules.add<ReduceProdOp, ReduceL1Op, ReduceSumSquareOp, ReduceLogSumOp>(
      reduceGradient<2, true>);
  // dy x / y; dy exp(x - y).
  rules.add<ReduceL2Op>(reduceGradient<2, true>);
  rules.add<ReduceLogSumExpOp>(reduceGradient<3, true>);
  rules.add<TopKOp>(topKGradient);
}

} // namespace perfopt::analysis
