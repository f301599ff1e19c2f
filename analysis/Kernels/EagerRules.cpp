//===- EagerRules.cpp - What PyTorch's eager mode launches ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One kernel an operator with its launches; a linear layer's bias is added
// inside its product.
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/FusionRules.h"

namespace perfopt::analysis {

static constexpr std::string_view kMatMul[] = {"nn.matmul"};
static constexpr std::string_view kAdd[] = {"nn.add"};

static constexpr FusionRule kRules[] = {
    {.origin = {"eager_linear_bias", 'R',
                "profiler traces of PyTorch on H100 (AMD-AGI/TraceLens)"},
     .producers = Role::Product,
     .consumers = Role::Pointwise,
     .producerOps = kMatMul,
     .consumerOps = kAdd,
     .consumerReads = Others::Bias,
     .soleUse = true,
     .ofWeight = true,
     .direct = true},
};

RuntimeRules eagerRules() { return {.name = "eager", .rules = kRules}; }

} // namespace perfopt::analysis
