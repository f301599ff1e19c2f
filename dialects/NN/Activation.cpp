//===- Activation.cpp - Nonlinear functions and softmax ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Activation.cpp.inc"

namespace perfopt::nn {

LogicalResult DropoutOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                          Adaptor op, Types &types) {
  if (failed(inferSameAsFirst(loc, op.getOperands(), types)))
    return failure();
  return inferTest(loc, op.getOperands(), types);
}

} // namespace perfopt::nn
