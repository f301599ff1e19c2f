//===- CpuLevelsTest.cpp - Tests of which level serves what ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/CpuLevels.h"
#include "roofline/measure/cpu/CpuKit.h"

#include <gmock/gmock.h>

using namespace perfopt;
using core::Bytes;
using core::MemoryLevel;
using measure::levelRanges;

static Bytes kib(double count) { return Bytes(count * 1024); }

TEST(CpuLevels, KeepsAwayFromTheEdges) {
  // Two threads share the last cache.
  auto ranges = levelRanges(
      {{1, kib(32), 1}, {2, kib(512), 1}, {3, kib(32768), 2}}, kib(1e6));
  EXPECT_DOUBLE_EQ(ranges[MemoryLevel::L1].from.value(), 0);
  EXPECT_DOUBLE_EQ(ranges[MemoryLevel::L1].to.value(), 24576); // 0.75 * 32 KiB
  EXPECT_EQ(ranges[MemoryLevel::L2].from, kib(64));            // 2 * 32
  EXPECT_EQ(ranges[MemoryLevel::L2].to, kib(384));             // 0.75 * 512
  EXPECT_EQ(ranges[MemoryLevel::L3].from, kib(1024));          // 2 * 512
  EXPECT_EQ(ranges[MemoryLevel::L3].to, kib(12288));    // 0.75 * 32768 / 2
  EXPECT_EQ(ranges[MemoryLevel::Hbm].from, kib(65536)); // 4 * 32768 / 2
  EXPECT_EQ(ranges[MemoryLevel::Hbm].to, kib(1e6));
}

TEST(CpuLevels, LeavesOutWhatHasNoRangeOfItsOwn) {
  // A share of the last cache that is no larger than the cache before.
  auto ranges = levelRanges(
      {{1, kib(64), 1}, {2, kib(1024), 1}, {3, kib(8192), 8}}, kib(1e6));
  EXPECT_FALSE(ranges.contains(MemoryLevel::L3));
  EXPECT_TRUE(ranges.contains(MemoryLevel::L2));
}

TEST(CpuLevels, LeavesOutTheMemoryWhenThereIsTooLittle) {
  EXPECT_FALSE(levelRanges({{1, kib(32), 1}}, kib(100))
                   .contains(MemoryLevel::Hbm)); // 4 * 32 > 100
}

TEST(CpuLevels, TriesPowersOfTwoThreadsAndAll) {
  EXPECT_THAT(measure::threadCounts(1), testing::ElementsAre(1));
  EXPECT_THAT(measure::threadCounts(4), testing::ElementsAre(1, 2, 4));
  EXPECT_THAT(measure::threadCounts(6), testing::ElementsAre(1, 2, 4, 6));
}
