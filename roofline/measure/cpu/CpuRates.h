//===- CpuRates.h - Compute and bandwidth of a team -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Rates of all threads of a team together: the caller decides how many threads
// that are.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CPU_CPURATES_H
#define PERFOPT_ROOFLINE_MEASURE_CPU_CPURATES_H

#include "core/Support/Result.h"
#include "roofline/measure/Plateau.h"
#include "roofline/measure/Sampling.h"
#include "roofline/measure/cpu/Loops.h"
#include "roofline/measure/cpu/ThreadTeam.h"

namespace perfopt::measure {

/// A rate, and the samples of the time that it is from.
template <typename Q>
struct Rate {
  Q value;
  Summary samples;
};

/// Of a chain of additions, each of which takes one cycle, on every thread at
/// once: what the cores run at under load, whatever the system says.
Rate<core::Hertz> clockUnderLoad(ThreadTeam &team,
                                 const SamplingOptions &options);

Rate<core::FlopsPerSecond> fma32Peak(ThreadTeam &team, const Loops &loops,
                                     const SamplingOptions &options);
Rate<core::FlopsPerSecond> fma64Peak(ThreadTeam &team, const Loops &loops,
                                     const SamplingOptions &options);
Rate<core::FlopsPerSecond> dotPeak(ThreadTeam &team, const DotLoop &loop,
                                   const SamplingOptions &options);

/// Each thread reads a buffer of its own again and again, for each size.
core::Result<std::vector<BandwidthPoint>>
readCurve(ThreadTeam &team, const Loops &loops,
          const std::vector<core::Bytes> &sizes, const SamplingOptions &options,
          const Progress &progress);

/// Each thread copies half of a buffer of its own into the other half, with
/// the C library's memcpy. Bytes read and bytes written are both counted; lines
/// that the hardware reads only to overwrite them are not.
core::Result<Rate<core::BytesPerSecond>>
copyBandwidth(ThreadTeam &team, core::Bytes perThread,
              const SamplingOptions &options);

/// From one start of the team to the next, without work.
Summary forkJoin(ThreadTeam &team, const SamplingOptions &options);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CPU_CPURATES_H
