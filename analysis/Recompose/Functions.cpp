//===- Functions.cpp - What can be put together --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// First opsets from ONNX's own change log (Changelog.md of ONNX 1.23). 0: no
// opset lacks it for want of an operator, so only names can tell.
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Functions.h"

#include <iterator>

namespace perfopt::analysis {

using Options = RecomposeOptions;

// In the order of Function.
static constexpr FunctionTraits kTraits[] = {
    {"layer norm", "nn.layer_normalization", 17, &Options::layerNormalization},
    {"RMS norm", "nn.rms_normalization", 23, &Options::rmsNormalization},
    // 18 had another form, which no exporter writes; 21 mended it.
    {"group norm", "nn.group_normalization", 21, &Options::groupNormalization},
    {"instance norm", "nn.instance_normalization", 0,
     &Options::instanceNormalization},
    {"GELU", "nn.gelu", 20, &Options::gelu},
    {"quick GELU", "nn.swish", 0, &Options::quickGelu},
    {"swish", "nn.swish", 24, &Options::swish},
    {"hard sigmoid", "nn.hard_sigmoid", 0, &Options::hardSigmoid},
    {"hard swish", "nn.hard_swish", 14, &Options::hardSwish},
    {"mish", "nn.mish", 18, &Options::mish},
    {"softplus", "nn.softplus", 0, &Options::softplus},
    {"attention", "nn.attention", 23, &Options::attention},
    // The exporter that takes it apart names the parts; TorchScript's refuses
    // it, so that repeated heads are the model's own there.
    {"grouped attention", "nn.attention", 0, &Options::groupedAttention},
    {"rotary embedding", "nn.rotary_embedding", 23, &Options::rotaryEmbedding},
    {"LSTM cell", "nn.lstm", 0, &Options::recurrentCell},
    {"GRU cell", "nn.gru", 0, &Options::recurrentCell},
    {"folded batch norm", "nn.conv, nn.gemm", 0,
     &Options::foldBatchNormalization},
    {"quantised convolution", "nn.qlinear_conv", 0,
     &Options::quantizedProducts},
    {"quantised product",
     "nn.qlinear_matmul, nn.ms_qgemm, nn.ms_matmul_integer_to_float", 0,
     &Options::quantizedProducts},
};
static_assert(std::size(kTraits) == kFunctions);

const FunctionTraits &traits(Function function) {
  return kTraits[static_cast<int>(function)];
}

RecomposeOptions RecomposeOptions::eager(int64_t opset) {
  RecomposeOptions options;
  options.opset = opset;
  return options;
}

RecomposeOptions RecomposeOptions::fusing() {
  RecomposeOptions options;
  for (const FunctionTraits &function : kTraits)
    options.*function.when = Recompose::Always;
  return options;
}

} // namespace perfopt::analysis
