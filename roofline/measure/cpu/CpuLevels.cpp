//===- CpuLevels.cpp - Buffer sizes that each level serves ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/CpuLevels.h"

#include <optional>

using perfopt::core::Bytes;
using perfopt::core::MemoryLevel;

namespace perfopt::measure {

static std::optional<MemoryLevel> levelOf(const CacheLevel &cache) {
  switch (cache.level) {
  case 1:
    return MemoryLevel::L1;
  case 2:
    return MemoryLevel::L2;
  case 3:
    return MemoryLevel::L3;
  default:
    return std::nullopt;
  }
}

std::map<MemoryLevel, LevelRange>
levelRanges(const std::vector<CacheLevel> &caches, Bytes most) {
  std::map<MemoryLevel, LevelRange> ranges;
  auto add = [&](MemoryLevel level, Bytes from, Bytes to) {
    if (from < to)
      ranges[level] = {from, to};
  };
  Bytes before;
  for (const CacheLevel &cache : caches) {
    Bytes own = cache.size / cache.sharedBy;
    if (std::optional<MemoryLevel> level = levelOf(cache))
      add(*level, 2 * before, 0.75 * own);
    before = own;
  }
  add(MemoryLevel::Hbm, 4 * before, most);
  return ranges;
}

} // namespace perfopt::measure
