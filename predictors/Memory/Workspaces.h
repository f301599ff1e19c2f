//===- Workspaces.h - Temporary memory of the GPU libraries ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What cuBLAS and cuDNN ask PyTorch's allocator for. Each rule has a label that
// docs/memory.md explains.
//
// Products: PyTorch allocates one workspace for each cuBLAS handle and stream
// at the first product and keeps it (`blas_ws1`). Handles belong to threads,
// and autograd's backward runs in a thread of its own, so training holds two.
//   before Hopper  2 * 4096 KiB + 8 * 16 KiB
//   Hopper, later  8 * 4096 KiB
// Source: pytorch aten/src/ATen/cuda/CublasHandlePool.cpp.
//
// Convolutions: allocated for one call and given back (by family of kernels):
//   conv_ws1  16-bit, not depthwise: tensor cores want NHWC, so cuDNN copies
//             input, weight and output: |x| + |w| + |y|
//   conv_ws2  32-bit backward, 3x3, stride 1, one group, two-dimensional: the
//             Winograd algorithm that is not fused, F(4x4, 3x3), keeps 6 * 6
//             values for each 4 * 4 of the image and each 3 * 3 of the filter:
//             36/16 (|x| + |y|) + 36/9 |w|
//   conv_ws3  32-bit backward, image input (at most 4 channels): the columns of
//             the explicit product, c r s p q values an image
//   conv_ws4  any other: implicit products need none
// cuDNN picks its algorithms by heuristics that are not public; which case
// takes which was chosen on measured training memory (docs/memory.md).
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_MEMORY_WORKSPACES_H
#define PERFOPT_PREDICTORS_MEMORY_WORKSPACES_H

#include "core/Schema/Device.h"
#include "core/Schema/Workload.h"

#include <string_view>

namespace perfopt::predictors {

/// Of one cuBLAS handle on the device's architecture.
core::Bytes blasWorkspace(const core::Device &device);
/// Whether the kernel is a product that cuBLAS computes.
bool usesBlas(const core::Kernel &kernel);

struct Workspace {
  core::Bytes bytes;
  /// Label of the rule; empty for what is no convolution.
  std::string_view rule;
};

/// What the kernel's library takes while it runs; none for most kernels.
Workspace convWorkspace(const core::Kernel &kernel);

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_MEMORY_WORKSPACES_H
