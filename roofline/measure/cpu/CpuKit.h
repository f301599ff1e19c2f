//===- CpuKit.h - An entry for this processor -----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The ceilings of the processor that this runs on:
//
//   peaks       multiply-adds on registers, by precision (as the thesis takes
//               its fp32 peaks, ERT); the widest vectors that are fastest
//   bandwidths  read over a growing buffer, the plateau of each level; for the
//               memory the larger of reading and copying
//   floor       starting and ending a team of threads without work
//
// beside which stands, in a family of its own, what a matrix product attains.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CPU_CPUKIT_H
#define PERFOPT_ROOFLINE_MEASURE_CPU_CPUKIT_H

#include "core/Schema/Device.h"
#include "core/Support/Result.h"
#include "roofline/measure/MeasureOptions.h"

namespace perfopt::measure {

/// The entry without its accuracy.
core::Result<core::Device> measureCpu(const MeasureOptions &options);

/// 1, 2, 4, ... and `most`.
std::vector<int> threadCounts(int most);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CPU_CPUKIT_H
