//===- InductorRules.cpp - What torch.compile launches --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Library kernels (products, convolutions, attention, sorting) stay as they
// are; everything between them becomes generated kernels. A kernel has one
// iteration size: so many elements, or rows of so many. Defaults of PyTorch's
// torch/_inductor/config.py; without max_autotune no library kernel takes an
// epilogue, without freezing no batch norm is folded.
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/FusionRules.h"

namespace perfopt::analysis {

static constexpr std::string_view kScheduler =
    "PyTorch torch/_inductor/scheduler.py";
static constexpr std::string_view kLowering =
    "PyTorch torch/_inductor/lowering.py";
static constexpr std::string_view kConfig =
    "PyTorch torch/_inductor/config.py, 2024";

static constexpr std::string_view kMatMul[] = {"nn.matmul"};
static constexpr std::string_view kAdd[] = {"nn.add"};

/// Kernels without a reduction that later ones can join.
static constexpr RoleSet kLoops = Role::Pointwise | Role::Copy | Role::Pool |
                                  Role::Gather | Role::Concatenation;
static constexpr RoleSet kRows = Role::Normalization | Role::Reduction;

static constexpr FusionRule kRules[] = {
    {.origin = {"inductor_linear_bias", 'S', kConfig},
     .producers = Role::Product,
     .consumers = Role::Pointwise,
     .producerOps = kMatMul,
     .consumerOps = kAdd,
     .consumerReads = Others::Bias,
     .soleUse = true,
     .ofWeight = true,
     .direct = true},
    {.origin = {"inductor_pointwise", 'S', kScheduler},
     .producers = kLoops,
     .consumers = Role::Pointwise | Role::Concatenation},
    {.origin = {"inductor_into_reduction", 'S', kScheduler},
     .producers = kLoops,
     .consumers = kRows,
     .sizes = Sizes::Rows},
    {.origin = {"inductor_after_reduction", 'S', kScheduler},
     .producers = kRows,
     .consumers = kRows | Role::Pointwise | Role::Concatenation,
     .sizes = Sizes::Rows},
    {.origin = {"inductor_copy", 'K', kLowering},
     .producers = kLoops | kRows,
     .consumers = Role::Copy,
     .sizes = Sizes::Rows,
     .soleUse = true},
    {.origin = {"inductor_inline", 'S', kLowering},
     .producers = Role::Pointwise | Role::Copy | Role::Concatenation,
     .consumers = kRows | Role::Pointwise | Role::Copy | Role::Concatenation,
     .sizes = Sizes::Narrower,
     .soleUse = true},
    {.origin = {"inductor_horizontal", 'S', kScheduler},
     .producers = kRows | Role::Pointwise | Role::Copy,
     .consumers = kRows | Role::Pointwise | Role::Copy,
     .horizontal = true},
};

static constexpr Origin kBehaviours[] = {
    {"inductor_convolution_bias", 'S',
     "PyTorch torch/_inductor/kernel/conv.py"},
    {"inductor_batch_norm", 'S', "PyTorch torch/_inductor/decomposition.py"},
    {"inductor_pointwise_cat", 'S', kConfig},
    {"inductor_unrolled_reduction", 'S', kConfig},
    {"inductor_fusion_size", 'S', kConfig},
    {"inductor_strided_reads", 'S', kLowering},
    {"inductor_attention", 'S', kConfig},
};

static constexpr RoleOverride kRoles[] = {
    {"nn.batch_normalization", Role::Pointwise},
    {"nn.concat", Role::Concatenation, 8},
    {"nn.concat", Role::Barrier},
    {"nn.pad", Role::Concatenation},
    {"nn.tile", Role::Concatenation},
    {"nn.trilu", Role::Pointwise},
    {"nn.one_hot", Role::Pointwise},
    {"nn.range", Role::Pointwise},
    {"nn.constant_of_shape", Role::Pointwise},
    {"nn.eye_like", Role::Pointwise},
    // Reads its operand at other places: that has to be in memory.
    {"nn.resize", Role::Gather},
    {"nn.scatter_elements", Role::Barrier},
    {"nn.scatter_nd", Role::Barrier},
    {"nn.top_k", Role::Barrier},
    {"nn.cum_sum", Role::Barrier},
};

RuntimeRules inductorRules() {
  return {.name = "inductor",
          .rules = kRules,
          .behaviours = kBehaviours,
          .roles = kRoles,
          .singleLaunch = kLoops | kRows,
          .convolutionBias = ConvolutionBias::Peeled,
          .maxOperators = 64,
          .unrolledBelow = 8};
}

} // namespace perfopt::analysis
