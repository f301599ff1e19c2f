//===- Recurrent.cpp - Gradients of recurrent layers ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Training/GradientRules.h"

using namespace mlir;

namespace perfopt::analysis {

/// recurrent_grad_c1: the products of the forward twice (of inputs and states,
/// and of the weights), its elementwise work twice. What the forward wrote of
/// its gates is read.
static void recurrentGradient(Operation *op, Gradients &gradients) {
  SmallVector<Value> operands;
  for (Value result : op->getResults())
    if (Value gradient = gradients.of(result))
      operands.push_back(gradient);
  if (operands.empty())
    return;
  auto interface = cast<dialects::CostOpInterface>(op);
  auto cost = interface.getCost();
  if (!cost)
    return gradients.unknown(op);
  Launch launch = likeForward(op, "recurrent_grad_c1", op->getOperand(0), 0);
  launch.flops = 2 * cost->flops.value();
  launch.macs = 2 * cost->macs.value();
  launch.launches = 2 * interface.getKernelShape()->launches;
  launch.allowTf32 = true;
  llvm::append_range(operands, op->getOperands());
  operands.push_back(op->getResult(0));
  if (isa<nn::TrainingForwardOp>(op))
    operands.push_back(op->getResults().back());
  deriveJointly(op, gradients, launch, operands, op->getNumOperands());
}

void addRecurrentGradients(GradientRules &rules) {
  rules.add<nn::LstmOp, nn::GruOp, nn::RnnOp>(recurrentGradient);
}

} // namespace perfopt::analysis
