//===- Aliasing.cpp - Results that have no memory of their own ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Memory/Aliasing.h"

#include "core/Schema/Workload.h"
#include "dialects/Interfaces/CostOpInterface.h"
#include "dialects/NN/NNOps.h"
#include "dialects/Perf/PerfDialect.h"

using namespace mlir;

namespace perfopt::analysis {

bool isView(Operation *op) {
  auto interface = dyn_cast<dialects::CostOpInterface>(op);
  auto cost = interface ? interface.getCost() : std::nullopt;
  return cost && !interface.getKernelShape() && op->getNumOperands() > 0;
}

/// Offered with inplace=True by torch.nn.
static bool hasInPlaceModule(Operation &op) {
  return isa<nn::ReluOp, nn::ClipOp, nn::LeakyReluOp, nn::EluOp, nn::CeluOp,
             nn::SeluOp, nn::HardSwishOp, nn::HardSigmoidOp, nn::SwishOp,
             nn::MishOp>(op);
}

SmallVector<Value> overwritable(Operation *op, StringRef runtime) {
  auto kernel = dyn_cast<perf::KernelOp>(op);
  if (!kernel)
    return {};
  Block &body = kernel.getBody().front();
  if (runtime == "eager") {
    Operation &only = body.front();
    bool isAlone = only.getNextNode() == body.getTerminator();
    bool inPlace = hasInPlaceModule(only) || isa<nn::AccumulateOp>(only);
    return isAlone && inPlace ? SmallVector<Value>{only.getOperand(0)}
                              : SmallVector<Value>();
  }
  if (core::parseKernelFamily(kernel.getFamily().str()) !=
      core::KernelFamily::Elementwise)
    return {};
  SmallVector<Value> operands;
  for (Operation &inner : body.without_terminator())
    for (Value operand : inner.getOperands())
      if (operand.getParentBlock() != &body)
        operands.push_back(operand);
  return operands;
}

} // namespace perfopt::analysis
