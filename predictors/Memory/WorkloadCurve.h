//===- WorkloadCurve.h - A workload as a function of one extent -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What decides memory (sizes of buffers, problem sizes of kernels) is a
// polynomial of low degree in the batch and in the sequence length: one in the
// batch, up to two in the sequence, where attention keeps its scores. Three
// workloads of the same structure fix it; `agrees` checks it at a fourth.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_MEMORY_WORKLOADCURVE_H
#define PERFOPT_PREDICTORS_MEMORY_WORKLOADCURVE_H

#include "core/Schema/Workload.h"

#include <array>
#include <optional>
#include <vector>

namespace perfopt::predictors {

class WorkloadCurve {
public:
  struct Sample {
    int64_t extent = 0;
    core::Workload workload;
  };

  /// Through three samples at different extents; unset where they differ in
  /// more than sizes.
  static std::optional<WorkloadCurve> through(std::array<Sample, 3> samples);

  /// Kernels and buffers alone, as far as memory needs them.
  core::Workload at(int64_t extent) const;

  /// Whether the curve says exactly what the workload holds.
  bool agrees(int64_t extent, const core::Workload &workload) const;

private:
  /// Newton's form: c0 + (x - x0) (c1 + (x - x1) c2).
  using Polynomial = std::array<double, 3>;

  double evaluate(const Polynomial &polynomial, int64_t extent) const;

  std::array<double, 3> nodes{};
  core::Workload skeleton;
  /// Of every buffer's bytes, then of every kernel's problem sizes in order.
  std::vector<Polynomial> sizes;
};

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_MEMORY_WORKLOADCURVE_H
