//===- ProblemSize.h - A kernel's problem size, read once -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Kernel::problem is a map by name; this reads it in one pass, so that pricing
// a kernel looks nothing up.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_PROBLEMSIZE_H
#define PERFOPT_ROOFLINE_PROBLEMSIZE_H

#include "core/Schema/Workload.h"

#include <optional>

namespace perfopt::roofline {

/// batch x (m x k) times (k x n).
struct GemmSize {
  double m = 1, n = 1, k = 1, batch = 1;

  double flops() const { return 2 * m * n * k * batch; }
};

struct AttentionSize {
  double batch = 1, heads = 1, kvHeads = 1, seq = 1, context = 1;
  double headDim = 1, valueDim = 1;
  /// Each query sees the keys up to its own, aligned at the last one.
  bool causal = false;

  /// The share of the score matrix that is computed: query i of seq sees
  /// context - seq + 1 + i keys, on average context - (seq - 1) / 2.
  double computedShare() const {
    return causal ? 1 - (seq - 1) / (2 * context) : 1;
  }
};

struct RecurrentSize {
  double steps = 1, batch = 1, input = 1, hidden = 1, gates = 1, directions = 1;

  /// All steps' input products at once: nothing in them depends on a step.
  GemmSize inputGemm() const {
    return {steps * batch, gates * hidden, input, directions};
  }
  GemmSize stepGemm() const {
    return {batch, gates * hidden, hidden, directions};
  }
};

/// Of gemm, batched_gemm, and of conv as implicit GEMM: m = n*p*q pixels, n =
/// filters of a group, k = c/groups*r*s, batch = groups. Unset where a size is
/// missing or not positive.
std::optional<GemmSize> gemmSize(const core::Kernel &kernel);
std::optional<AttentionSize> attentionSize(const core::Kernel &kernel);
std::optional<RecurrentSize> recurrentSize(const core::Kernel &kernel);

/// How many independent pieces a streaming kernel has, and how often each
/// result is fed from L1.
struct StreamSize {
  /// Results; for norm, softmax and reduction the values read, for a
  /// matrix-vector product those of the matrix.
  double elements = 1;
  /// Rows that each need one thread block; 0 where any split is possible.
  double rows = 0;
  /// Operand values read per result: r*s for depthwise and pool.
  double window = 1;
};
StreamSize streamSize(const core::Kernel &kernel);

} // namespace perfopt::roofline

#endif // PERFOPT_ROOFLINE_PROBLEMSIZE_H
