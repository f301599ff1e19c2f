//===- Liveness.h - Memory of a forward pass ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_MEMORY_LIVENESS_H
#define PERFOPT_ANALYSIS_MEMORY_LIVENESS_H

#include "core/Schema/Workload.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace perfopt::analysis {

struct LivenessOptions {
  /// Nothing that a backward pass would need dies, as in a forward with
  /// gradients enabled.
  bool keepActivations = false;
  /// What PyTorch allocates for cuBLAS at the first matrix product and keeps:
  /// 2 * 4096 KiB + 8 * 16 KiB before Hopper
  /// (pytorch aten/src/ATen/cuda/CublasHandlePool.cpp).
  core::Bytes blasWorkspace = core::Bytes(2 * 4096 * 1024 + 8 * 16 * 1024);
};

/// Walks the kernels in execution order under PyTorch's caching allocator: an
/// activation lives from the kernel that writes it to the last one that reads
/// it or a view of it; inputs, outputs and weights live throughout. Convolution
/// workspaces are not modelled: cuDNN's implicit-GEMM plans need none or
/// little.
core::MemoryProfile profileMemory(mlir::func::FuncOp function,
                                  const LivenessOptions &options);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_MEMORY_LIVENESS_H
