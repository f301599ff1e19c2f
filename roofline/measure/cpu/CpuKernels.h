//===- CpuKernels.h - Held-back kernels on the CPU ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CPU_CPUKERNELS_H
#define PERFOPT_ROOFLINE_MEASURE_CPU_CPUKERNELS_H

#include "core/Schema/Workload.h"
#include "core/Support/Result.h"
#include "roofline/measure/cpu/Gemm.h"

#include <functional>

namespace perfopt::measure {

/// What one kernel works on: so many values, and a run over them.
struct CpuKernel {
  size_t operandValues = 0;
  /// Values that hold an intermediate, e.g. the columns of a convolution.
  size_t workspaceValues = 0;
  std::function<void(float *operands, float *workspace)> run;
};

/// In fp32; fails for a family that has no implementation here. The team, the
/// product and the loops must outlive it.
core::Result<CpuKernel> implement(const core::Kernel &kernel, ThreadTeam &team,
                                  Gemm &gemm, const Loops &loops);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CPU_CPUKERNELS_H
