//===- CpuAcceptance.h - The error of a CPU's entry -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Held-back kernels as a plain framework would run them on this processor:
// products by the BLAS, convolutions as im2col and a product, copies by memcpy,
// softmax row by row; each on all cores, and on operands that are in no cache.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CPU_CPUACCEPTANCE_H
#define PERFOPT_ROOFLINE_MEASURE_CPU_CPUACCEPTANCE_H

#include "roofline/measure/Acceptance.h"

namespace perfopt::measure {

core::Result<core::Accuracy> checkCpuEntry(const core::Device &device,
                                           const MeasureOptions &options);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CPU_CPUACCEPTANCE_H
