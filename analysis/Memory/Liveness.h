//===- Liveness.h - What a run asks its allocator for ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_MEMORY_LIVENESS_H
#define PERFOPT_ANALYSIS_MEMORY_LIVENESS_H

#include "core/Schema/Workload.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <string>

namespace perfopt::analysis {

struct LivenessOptions {
  /// Decides what runs in place (Aliasing.h).
  std::string runtime = "eager";
};

/// Walks the kernels in execution order: what a kernel writes lives from it to
/// the last kernel that reads it or a view of it; inputs, outputs and weights
/// live throughout. What backward reads thus lives until backward, and
/// gradients of parameters, which a training step returns, to its end. A kernel
/// that may run in place gets no memory for its result where the operand dies
/// with it. An operator outside kernels counts as part of the next kernel.
core::MemoryProfile profileMemory(mlir::func::FuncOp function,
                                  const LivenessOptions &options);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_MEMORY_LIVENESS_H
