//===- ControlFlow.cpp - Branches and loops -------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/ControlFlow.cpp.inc"

namespace perfopt::nn {

/// The body takes `arguments` values and ends with a yield of `values`.
static LogicalResult verifyBody(Operation *op, Region &body, size_t arguments,
                                size_t values) {
  Block &block = body.front();
  if (block.getNumArguments() != arguments)
    return op->emitOpError("a body takes ")
           << block.getNumArguments() << " values, expected " << arguments;
  auto yield = block.empty() ? YieldOp() : dyn_cast<YieldOp>(block.back());
  if (!yield)
    return op->emitOpError("a body does not end with nn.yield");
  if (yield.getNumOperands() != values)
    return op->emitOpError("a body yields ")
           << yield.getNumOperands() << " values, expected " << values;
  return success();
}

LogicalResult IfOp::verify() {
  size_t results = getNumResults();
  return failure(failed(verifyBody(*this, getThenBranch(), 0, results)) ||
                 failed(verifyBody(*this, getElseBranch(), 0, results)));
}

LogicalResult LoopOp::verify() {
  if (getNumResults() < getInitial().size())
    return emitOpError("has fewer results than values that it carries");
  return verifyBody(*this, getBody(), 2 + getInitial().size(),
                    1 + getNumResults());
}

LogicalResult ScanOp::verify() {
  if (getInputs().empty())
    return emitOpError("scans no input");
  if (getNumResults() < getInitial().size())
    return emitOpError("has fewer results than values that it carries");
  return verifyBody(*this, getBody(), getNumOperands(), getNumResults());
}

LogicalResult SequenceMapOp::verify() {
  if (getInputs().empty())
    return emitOpError("maps no sequence");
  return verifyBody(*this, getBody(), getNumOperands(), getNumResults());
}

} // namespace perfopt::nn
