//===- Training.cpp - Backward, accumulation, optimizer ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Training.cpp.inc"
