//===- OnnxRuntimeRules.cpp - What ONNX Runtime launches on CUDA ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One kernel a node after the graph's passes, which know a list of patterns.
// Tensors are always contiguous: what changes the order of elements copies, a
// reshape never does.
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/FusionRules.h"

namespace perfopt::analysis {

static constexpr std::string_view kPasses =
    "onnxruntime core/optimizer/graph_transformer_utils.cc";
static constexpr std::string_view kContrib =
    "onnxruntime docs/ContribOperators.md";

static constexpr std::string_view kMatMul[] = {"nn.matmul"};
static constexpr std::string_view kAdd[] = {"nn.add"};
static constexpr std::string_view kRelu[] = {"nn.relu"};
static constexpr std::string_view kGelu[] = {"nn.gelu"};
static constexpr std::string_view kSoftmax[] = {"nn.softmax"};
static constexpr std::string_view kScale[] = {"nn.mul", "nn.div"};
static constexpr std::string_view kTranspose[] = {"nn.transpose"};
static constexpr std::string_view kReshapes[] = {"nn.reshape", "nn.flatten"};
static constexpr std::string_view kFolded[] = {"nn.batch_normalization",
                                               "nn.mul", "nn.add"};
static constexpr std::string_view kLayerNorms[] = {"nn.layer_normalization",
                                                   "nn.rms_normalization"};

// Stages of a convolution's epilogue: 0 products, 1 sum, 2 done.
static constexpr FusionRule kRules[] = {
    {.origin = {"onnxruntime_matmul_bias", 'S', kPasses},
     .producers = Role::Product,
     .consumers = Role::Pointwise,
     .producerOps = kMatMul,
     .consumerOps = kAdd,
     .consumerReads = Others::Bias,
     .soleUse = true,
     .ofWeight = true},
    {.origin = {"onnxruntime_conv_folding", 'S', kPasses},
     .producers = Role::Convolution,
     .consumers = Role::Normalization | Role::Pointwise,
     .consumerOps = kFolded,
     .sizes = Sizes::Rows,
     .consumerReads = Others::PerChannel,
     .soleUse = true},
    {.origin = {"onnxruntime_conv_add_relu", 'K', kPasses},
     .producers = Role::Convolution,
     .consumers = Role::Pointwise,
     .consumerOps = kAdd,
     .consumerReads = Others::Activations,
     .soleUse = true,
     .toStage = 1,
     .followedBy = kRelu},
    {.origin = {"onnxruntime_conv_relu", 'K', kPasses},
     .producers = Role::Convolution,
     .consumers = Role::Pointwise,
     .consumerOps = kRelu,
     .soleUse = true,
     .fromStages = 0b11,
     .toStage = 2},
    {.origin = {"onnxruntime_bias_gelu", 'S', kPasses},
     .producers = Role::Pointwise,
     .consumers = Role::Pointwise,
     .producerOps = kAdd,
     .consumerOps = kGelu,
     .producerReads = Others::Bias,
     .soleUse = true,
     .producerAlone = true},
    {.origin = {"onnxruntime_skip_layer_norm", 'S', kPasses},
     .producers = Role::Pointwise,
     .consumers = Role::Normalization,
     .producerOps = kAdd,
     .consumerOps = kLayerNorms,
     .sizes = Sizes::Rows,
     .producerReads = Others::Activations,
     .producerAlone = true},
    {.origin = {"onnxruntime_bias_softmax", 'S', kPasses},
     .producers = Role::Pointwise,
     .consumers = Role::Normalization,
     .producerOps = kAdd,
     .consumerOps = kSoftmax,
     .sizes = Sizes::Rows,
     .soleUse = true,
     .producerAlone = true},
    {.origin = {"onnxruntime_matmul_transpose", 'S', kPasses},
     .producers = Role::Copy,
     .consumers = Role::Product,
     .producerOps = kTranspose,
     .consumerOps = kMatMul,
     .sizes = Sizes::Any,
     .soleUse = true,
     .producerAlone = true,
     .direct = true,
     .swapsLastTwo = true},
    {.origin = {"onnxruntime_scale_before_matmul", 'S', kPasses},
     .producers = Role::Pointwise,
     .consumers = Role::Product,
     .producerOps = kScale,
     .consumerOps = kMatMul,
     .sizes = Sizes::Any,
     .producerReads = Others::Scalar,
     .soleUse = true,
     .producerAlone = true,
     .direct = true},
    {.origin = {"onnxruntime_scale_after_matmul", 'S', kPasses},
     .producers = Role::Product,
     .consumers = Role::Pointwise,
     .producerOps = kMatMul,
     .consumerOps = kScale,
     .consumerReads = Others::Scalar,
     .soleUse = true,
     .direct = true},
    {.origin = {"onnxruntime_heads_before_attention", 'S', kContrib},
     .producers = Role::Copy,
     .consumers = Role::Attention,
     .producerOps = kTranspose,
     .sizes = Sizes::Any,
     .soleUse = true,
     .producerAlone = true},
    {.origin = {"onnxruntime_heads_after_attention", 'S', kContrib},
     .producers = Role::Attention,
     .consumers = Role::Copy,
     .consumerOps = kTranspose,
     .soleUse = true},
    {.origin = {"onnxruntime_reshape", 'K', kPasses},
     .producers = Role::Copy | Role::Attention,
     .consumers = Role::Copy,
     .consumerOps = kReshapes},
};

static constexpr Origin kBehaviours[] = {
    {"onnxruntime_contiguous", 'K', "onnxruntime CUDA kernels"},
    {"onnxruntime_convolution_bias", 'K', "onnxruntime CUDA kernels"},
    {"onnxruntime_attention", 'S', kPasses},
    {"onnxruntime_transposes", 'S', kPasses},
    {"onnxruntime_float_qdq", 'K',
     "onnxruntime core/optimizer/qdq_transformer"},
};

static constexpr std::string_view kCopiedViews[] = {"nn.transpose", "nn.expand",
                                                    "nn.slice", "nn.split"};

/// Of those that its transpose optimizer handles, what stands between
/// convolutions.
static constexpr std::string_view kPassedByTransposes[] = {
    "nn.add",  "nn.sub",        "nn.mul",          "nn.div",     "nn.max",
    "nn.min",  "nn.relu",       "nn.clip",         "nn.sigmoid", "nn.tanh",
    "nn.exp",  "nn.gelu",       "nn.leaky_relu",   "nn.elu",     "nn.selu",
    "nn.erf",  "nn.hard_swish", "nn.hard_sigmoid", "nn.swish",   "nn.softplus",
    "nn.sqrt", "nn.neg",        "nn.abs",          "nn.cast",    "nn.identity"};

RuntimeRules onnxRuntimeRules() {
  return {.name = "onnxruntime",
          .rules = kRules,
          .behaviours = kBehaviours,
          .copiedViews = kCopiedViews,
          .passedByTransposes = kPassedByTransposes,
          .singleLaunch = Role::Product | Role::Attention | Role::Pointwise,
          .convolutionBias = ConvolutionBias::Inside};
}

} // namespace perfopt::analysis
