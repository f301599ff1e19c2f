//===- Functions.h - What can be put together ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_RECOMPOSE_FUNCTIONS_H
#define PERFOPT_ANALYSIS_RECOMPOSE_FUNCTIONS_H

#include "analysis/Recompose/Recompose.h"

namespace perfopt::analysis {

enum class Function {
  LayerNormalization,
  RmsNormalization,
  GroupNormalization,
  InstanceNormalization,
  Gelu,
  QuickGelu,
  Swish,
  HardSigmoid,
  HardSwish,
  Mish,
  Softplus,
  Attention,
  GroupedAttention,
  RotaryEmbedding,
  LstmCell,
  GruCell,
  FoldedBatchNormalization,
  QuantizedConvolution,
  QuantizedProduct
};
inline constexpr int kFunctions = 19;

struct FunctionTraits {
  /// In reports.
  const char *name;
  /// The operator that stands for it afterwards.
  const char *into;
  /// The first opset of ai.onnx that has the operator: exporters to older ones
  /// must spell it out.
  int64_t firstOpset;
  Recompose RecomposeOptions::*when;
};

const FunctionTraits &traits(Function function);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_RECOMPOSE_FUNCTIONS_H
