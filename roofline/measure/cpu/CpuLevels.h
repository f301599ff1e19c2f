//===- CpuLevels.h - Buffer sizes that each level serves ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CPU_CPULEVELS_H
#define PERFOPT_ROOFLINE_MEASURE_CPU_CPULEVELS_H

#include "core/Schema/Device.h"
#include "roofline/measure/cpu/CpuInfo.h"

#include <map>

namespace perfopt::measure {

/// Sizes of a thread's buffer that one level of the memory serves, when every
/// thread has such a buffer.
struct LevelRange {
  core::Bytes from, to;
};

/// From twice what the level before holds for each thread to three quarters of
/// what this one does: at the edges two levels answer. The memory's range
/// begins at four times the last cache, and ends at `most`. Levels that leave
/// no range are left out.
std::map<core::MemoryLevel, LevelRange>
levelRanges(const std::vector<CacheLevel> &caches, core::Bytes most);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CPU_CPULEVELS_H
