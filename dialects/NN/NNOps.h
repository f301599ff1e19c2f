//===- NNOps.h - The operators of the nn dialect -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_NNOPS_H
#define PERFOPT_DIALECTS_NN_NNOPS_H

#include "dialects/NN/Expectations.h"
#include "dialects/NN/NNDialect.h"
#include "dialects/NN/RandomState.h"
#include "dialects/NN/TypeInference.h"

#define GET_OP_CLASSES
#include "dialects/NN/Activation.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/ContribAttention.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/ContribExperts.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/ContribFused.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/ContribMisc.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/ContribNormalization.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/ContribQuantized.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/ContribQuantizedElements.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/ControlFlow.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Convolution.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/DataMovement.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Detection.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Elementwise.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Loss.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Matmul.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Normalization.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Pooling.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Random.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Quantized.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Recurrent.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Reduction.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Sequence.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Selection.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Signal.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Streaming.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Structure.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Training.h.inc"
#define GET_OP_CLASSES
#include "dialects/NN/Views.h.inc"

#endif // PERFOPT_DIALECTS_NN_NNOPS_H
