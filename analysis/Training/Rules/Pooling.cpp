//===- Pooling.cpp - Gradients of pooling ---------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/KnownBytes.h"
#include "analysis/Cost/Rules/RuleSupport.h"
#include "analysis/Training/GradientRules.h"

using namespace mlir;

namespace perfopt::analysis {

/// max_pool_grad_c1: each gradient is added where its maximum was; one FLOP for
/// each element of the result. The input is kept for its shape alone.
static void maxPoolGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  if (!dy || !gradients.wants(x))
    return;
  Value indices = op->getResult(1);
  Launch launch = likeForward(op, "max_pool_grad_c1", dy, 1);
  launch.read = knownBytes(dy) + knownBytes(indices);
  gradients.add(op, x,
                gradients.derive(op, launch, {dy, x, indices}, x.getType()));
}

/// pool_grad_c1: one FLOP for each element of each window. An average keeps its
/// input for its shape alone.
static void poolGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  auto cost = cast<dialects::CostOpInterface>(op).getCost();
  if (!dy || !gradients.wants(x))
    return;
  if (!cost)
    return gradients.unknown(op);
  Launch launch = likeForward(op, "pool_grad_c1", dy, 0);
  launch.flops = cost->flops.value();
  SmallVector<Value> operands{dy, x};
  if (isa<nn::AveragePoolOp>(op))
    launch.read = knownBytes(dy);
  else
    operands.push_back(op->getResult(0));
  gradients.add(op, x, gradients.derive(op, launch, operands, x.getType()));
}

/// global_pool_grad_c1: one FLOP for each element of the input, which a mean
/// does not read.
static void globalPoolGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  if (!dy || !gradients.wants(x))
    return;
  SmallVector<Value> operands{dy};
  if (isa<nn::GlobalMaxPoolOp>(op))
    operands.append({x, op->getResult(0)});
  gradients.add(op, x,
                gradients.derive(op, elementwise("global_pool_grad_c1", x, 1),
                                 operands, x.getType()));
}

/// global_lp_pool_grad_c1: dy times x / y, for p beyond 2 to the power of p -
/// 1: a quotient, a product and the power.
static void globalLpPoolGradient(Operation *op, Gradients &gradients) {
  auto pool = cast<nn::GlobalLpPoolOp>(op);
  Value x = pool.getX(), dy = gradients.of(pool.getY());
  if (!dy || !gradients.wants(x))
    return;
  double flops = pool.getP() > 2 ? 3 : 2;
  gradients.add(
      op, x,
      gradients.derive(op, elementwise("global_lp_pool_grad_c1", x, flops),
                       {dy, x, pool.getY()}, x.getType()));
}

/// max_unpool_grad_c1: the gradients at the places of the maxima, gathered.
static void maxUnpoolGradient(Operation *op, Gradients &gradients) {
  auto unpool = cast<nn::MaxUnpoolOp>(op);
  Value x = unpool.getX(), dy = gradients.of(unpool.getY());
  if (!dy || !gradients.wants(x))
    return;
  Launch launch = copying("max_unpool_grad_c1", x);
  if (launch.family)
    launch.family = core::KernelFamily::Gather;
  launch.read = knownBytes(x) + knownBytes(unpool.getIndices());
  gradients.add(
      op, x,
      gradients.derive(op, launch, {dy, unpool.getIndices()}, x.getType()));
}

void addPoolingGradients(GradientRules &rules) {
  using namespace nn;
  rules.add<MaxPoolOp>(maxPoolGradient);
  rules.add<AveragePoolOp, LpPoolOp>(poolGradient);
  rules.add<GlobalAveragePoolOp, GlobalMaxPoolOp>(globalPoolGradient);
  rules.add<GlobalLpPoolOp>(globalLpPoolGradient);
  rules.add<MaxUnpoolOp>(maxUnpoolGradient);
}

} // namespace perfopt::analysis
