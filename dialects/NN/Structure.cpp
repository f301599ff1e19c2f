//===- Structure.cpp - Constants, weights, and what is not understood ----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Structure.cpp.inc"

namespace perfopt::nn {

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getValue(); }

LogicalResult ConstantOp::verify() {
  if (getValue().getType() != getType())
    return emitOpError("value of type ")
           << getValue().getType() << " in a constant of type " << getType();
  return success();
}

LogicalResult WeightOp::verify() {
  if (getKind() != "parameter" && getKind() != "buffer" && getKind() != "state")
    return emitOpError("kind is '")
           << getKind() << "', expected 'parameter', 'buffer' or 'state'";
  return success();
}

} // namespace perfopt::nn
