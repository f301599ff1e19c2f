//===- TensorRtRules.cpp - What TensorRT launches -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Convolutions and products with what follows them, nets of pointwise layers,
// attention as one kernel. TensorRT chooses by timing, so this is what its
// catalogue of fusions allows, not what every build takes.
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/FusionRules.h"

namespace perfopt::analysis {

static constexpr std::string_view kCatalogue =
    "NVIDIA TensorRT documentation, Layer Fusion Catalog";

static constexpr std::string_view kQuantized =
    "NVIDIA TensorRT documentation, Working with Quantized Types";

static constexpr std::string_view kAdd[] = {"nn.add"};
static constexpr std::string_view kScales[] = {
    "nn.batch_normalization", "nn.mul", "nn.add", "nn.sub", "nn.div"};
static constexpr std::string_view kActivations[] = {
    "nn.relu",       "nn.clip",
    "nn.sigmoid",    "nn.tanh",
    "nn.gelu",       "nn.swish",
    "nn.hard_swish", "nn.hard_sigmoid",
    "nn.leaky_relu", "nn.elu",
    "nn.selu",       "nn.softplus",
    "nn.mish",       "nn.thresholded_relu"};

static constexpr std::string_view kQuantize[] = {"nn.quantize_linear"};

static constexpr RoleSet kMatrix = Role::Convolution | Role::Product;

// Stages of an epilogue: 0 scale and bias, 1 activation, 2 residual, 3 done,
// 4 rounded to integers.
static constexpr FusionRule kRules[] = {
    {.origin = {"tensorrt_scale", 'K', kCatalogue},
     .producers = kMatrix,
     .consumers = Role::Pointwise,
     .consumerOps = kScales,
     .consumerReads = Others::PerChannel,
     .soleUse = true},
    {.origin = {"tensorrt_activation", 'F', kCatalogue},
     .producers = kMatrix,
     .consumers = Role::Pointwise,
     .consumerOps = kActivations,
     .soleUse = true,
     .toStage = 1},
    {.origin = {"tensorrt_residual", 'K', kCatalogue},
     .producers = kMatrix,
     .consumers = Role::Pointwise,
     .consumerOps = kAdd,
     .consumerReads = Others::Activations,
     .soleUse = true,
     .toStage = 2},
    {.origin = {"tensorrt_residual_activation", 'K', kCatalogue},
     .producers = kMatrix,
     .consumers = Role::Pointwise,
     .consumerOps = kActivations,
     .soleUse = true,
     .fromStages = 0b100,
     .toStage = 3},
    {.origin = {"tensorrt_quantize", 'K', kQuantized},
     .producers = kMatrix,
     .consumers = Role::Pointwise,
     .consumerOps = kQuantize,
     .soleUse = true,
     .fromStages = 0b1111,
     .toStage = 4},
    {.origin = {"tensorrt_pointwise", 'K', kCatalogue},
     .producers = Role::Pointwise,
     .consumers = Role::Pointwise,
     .soleUse = true},
    {.origin = {"tensorrt_into_norm", 'K', kCatalogue},
     .producers = Role::Pointwise,
     .consumers = Role::Normalization | Role::Reduction,
     .sizes = Sizes::Rows},
    {.origin = {"tensorrt_after_norm", 'K', kCatalogue},
     .producers = Role::Normalization | Role::Reduction,
     .consumers = Role::Pointwise,
     .sizes = Sizes::Rows,
     .soleUse = true},
    {.origin = {"tensorrt_shuffle", 'K', kCatalogue},
     .producers = Role::Copy,
     .consumers = Role::Copy | Role::Reduction,
     .sizes = Sizes::Rows,
     .soleUse = true},
    {.origin = {"tensorrt_horizontal", 'K', kCatalogue},
     .producers = kMatrix,
     .consumers = kMatrix,
     .horizontal = true,
     .sameProblem = true},
};

static constexpr Origin kBehaviours[] = {
    {"tensorrt_convolution_bias", 'K', kCatalogue},
    {"tensorrt_attention", 'K', kCatalogue},
    {"tensorrt_quantized_products", 'K', kQuantized},
};

static constexpr RoleOverride kRoles[] = {
    {"nn.batch_normalization", Role::Pointwise},
    {"nn.concat", Role::Barrier},
    {"nn.scatter_elements", Role::Barrier},
    {"nn.scatter_nd", Role::Barrier},
    {"nn.top_k", Role::Barrier},
    {"nn.cum_sum", Role::Barrier},
};

RuntimeRules tensorRtRules() {
  return {.name = "tensorrt",
          .rules = kRules,
          .behaviours = kBehaviours,
          .roles = kRoles,
          .singleLaunch =
              Role::Normalization | Role::Reduction | Role::Pointwise,
          .convolutionBias = ConvolutionBias::Inside};
}

} // namespace perfopt::analysis
