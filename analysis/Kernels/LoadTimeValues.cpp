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

LoadTimeValues::LoadTimeValues(func::FuncOp function) {
  function.walk<WalkOrder::PreOrder>([&](Operation *op) {
    // A structured operator is its operands' function in spite of its region.
    // What draws numbers reads more than its operands.
    if (isa<nn::OpaqueOp>(op) ||
        (op->getNumRegions() > 0 && !isa<DestinationStyleOpInterface>(op)) ||
        !isMemoryEffectFree(op))
      return;
    bool known = llvm::all_of(op->getOperands(), [&](Value operand) {
      return values.contains(operand);
    });
    if (known)
      values.insert(op->result_begin(), op->result_end());
  });
}

} // namespace perfopt::analysis
