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

template <typename Adaptor>
static LogicalResult inferAlongAxis(OptionalLoc loc, Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  int64_t axis = op.getAxis();
  // Flattened, the axis may be behind the last extent; a scalar has none.
  bool behind = x && op.getFlattened() && axis == x.getRank();
  if (x && x.getRank() > 0 && !behind &&
      failed(expectAxis(loc, axis, x.getRank())))
    return failure();
  return inferSameAsFirst(loc, op.getX(), types);
}

LogicalResult SoftmaxOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                          Adaptor op, Types &types) {
  return inferAlongAxis(loc, op, types);
}

LogicalResult LogSoftmaxOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                             Adaptor op, Types &types) {
  return inferAlongAxis(loc, op, types);
}

LogicalResult HardmaxOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                          Adaptor op, Types &types) {
  return inferAlongAxis(loc, op, types);
}

LogicalResult GeluOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                       Adaptor op, Types &types) {
  if (failed(expectOneOf(loc, "approximate", op.getApproximate(),
                         {"none", "tanh"})))
    return failure();
  return inferSameAsFirst(loc, op.getX(), types);
}

LogicalResult DropoutOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                          Adaptor op, Types &types) {
  if (failed(inferSameAsFirst(loc, op.getOperands(), types)))
    return failure();
  return inferTest(loc, op.getOperands(), types);
}

} // namespace perfopt::nn
