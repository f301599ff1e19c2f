//===- NNDialect.cpp - The nn dialect -------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNDialect.h"
#include "dialects/NN/NNOps.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

#include "dialects/NN/NNDialect.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/NN/NNTypes.cpp.inc"

namespace perfopt::nn {

void NNDialect::initialize() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "dialects/NN/NNTypes.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Activation.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/ContribAttention.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/ContribExperts.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/ContribFused.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/ContribMisc.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/ContribNormalization.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/ContribQuantized.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/ContribQuantizedElements.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/ControlFlow.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Convolution.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/DataMovement.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Detection.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Elementwise.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Loss.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Matmul.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Normalization.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Pooling.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Random.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Quantized.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Recurrent.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Reduction.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Sequence.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Selection.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Signal.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Streaming.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Structure.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Training.cpp.inc"
      >();
#define GET_OP_LIST
  addOperations<
#include "dialects/NN/Views.cpp.inc"
      >();
}

Operation *NNDialect::materializeConstant(OpBuilder &builder, Attribute value,
                                          Type type, Location loc) {
  auto elements = dyn_cast<ElementsAttr>(value);
  if (!elements || elements.getType() != type)
    return nullptr;
  return ConstantOp::create(builder, loc, type, elements);
}

} // namespace perfopt::nn
