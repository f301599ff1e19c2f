//===- LoadTimeValues.cpp - What is known before the first input ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/LoadTimeValues.h"

#include "dialects/NN/NNOps.h"

#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;

namespace perfopt::analysis {

/// Shows or lays out its operand differently: on weights, what an exporter
/// added.
static bool isLayout(Operation *op) {
  return isa<nn::CastOp, nn::ConcatOp, nn::ExpandOp, nn::FlattenOp,
             nn::IdentityOp, nn::ReshapeOp, nn::SliceOp, nn::SplitOp,
             nn::SqueezeOp, nn::TransposeOp, nn::UnsqueezeOp>(op);
}

LoadTimeValues::LoadTimeValues(func::FuncOp function) {
  auto module = function->getParentOfType<ModuleOp>();
  bool training = module && module->hasAttr(nn::kTraining);
  llvm::DenseSet<Value> learned;
  function.walk<WalkOrder::PreOrder>([&](Operation *op) {
    // A structured operator is its operands' function in spite of its region.
    // What draws numbers reads more than its operands.
    if (isa<nn::OpaqueOp>(op) || op->hasAttr(nn::kPhase) ||
        (op->getNumRegions() > 0 && !isa<DestinationStyleOpInterface>(op)) ||
        !isMemoryEffectFree(op))
      return;
    bool known = llvm::all_of(op->getOperands(), [&](Value operand) {
      return values.contains(operand);
    });
    if (!known)
      return;
    auto weight = dyn_cast<nn::WeightOp>(op);
    bool changes = weight ? weight.getKind() == "parameter"
                          : llvm::any_of(op->getOperands(), [&](Value operand) {
                              return learned.contains(operand);
                            });
    if (training && changes) {
      if (!weight && !isLayout(op))
        return;
      learned.insert(op->result_begin(), op->result_end());
    }
    values.insert(op->result_begin(), op->result_end());
  });
}

} // namespace perfopt::analysis
