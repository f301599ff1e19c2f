//===- CachingAllocatorTest.cpp - Tests of the allocator's rules ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Memory/CachingAllocator.h"

#include <gtest/gtest.h>

#include <cstdint>

using perfopt::predictors::CachingAllocator;
using Block = CachingAllocator::Block;

static constexpr int64_t kKiB = 1024;
static constexpr int64_t kMiB = 1024 * kKiB;

TEST(CachingAllocator, RoundsToMultiplesOf512) {
  EXPECT_EQ(CachingAllocator::roundedSize(0), 0);
  EXPECT_EQ(CachingAllocator::roundedSize(1), 512);
  EXPECT_EQ(CachingAllocator::roundedSize(512), 512);
  EXPECT_EQ(CachingAllocator::roundedSize(513), 1024);
  // ceil(602112 / 512) = 1176: a 1x3x224x224 image of 4-byte elements fits
  // exactly, one byte more does not: 1177 * 512 = 602624.
  EXPECT_EQ(CachingAllocator::roundedSize(602112), 602112);
  EXPECT_EQ(CachingAllocator::roundedSize(602113), 602624);
}

TEST(CachingAllocator, SegmentSizes) {
  EXPECT_EQ(CachingAllocator::segmentSize(0), 0);
  EXPECT_EQ(CachingAllocator::segmentSize(1), 2 * kMiB);
  EXPECT_EQ(CachingAllocator::segmentSize(1 * kMiB), 2 * kMiB);
  // Rounded before it is compared: 1 MiB + 1 B becomes 1 MiB + 512 B.
  EXPECT_EQ(CachingAllocator::segmentSize(1 * kMiB + 1), 20 * kMiB);
  EXPECT_EQ(CachingAllocator::segmentSize(10 * kMiB - 512), 20 * kMiB);
  // 10 MiB - 1 B rounds up to 10 MiB, which has a segment of its own.
  EXPECT_EQ(CachingAllocator::segmentSize(10 * kMiB - 1), 10 * kMiB);
  EXPECT_EQ(CachingAllocator::segmentSize(10 * kMiB), 10 * kMiB);
  EXPECT_EQ(CachingAllocator::segmentSize(10 * kMiB + 1), 12 * kMiB);
  // ceil(102760448 / 2097152) = ceil(49.0) = 49: 25088 * 1024 * 4 B = 98 MiB.
  EXPECT_EQ(CachingAllocator::segmentSize(102760448), 98 * kMiB);
}

// The three cases that PyTorch's own test/test_cuda.py checks.
TEST(CachingAllocator, FirstRequestOpensASegment) {
  struct {
    int64_t bytes;
    int64_t reserved;
  } cases[] = {{512, 2 * kMiB},
               {1 * kMiB + 512, 20 * kMiB},
               {10 * kMiB + 512, 12 * kMiB}};
  for (auto [bytes, reserved] : cases) {
    CachingAllocator allocator;
    EXPECT_TRUE(allocator.allocate(bytes));
    EXPECT_EQ(allocator.reserved(), reserved) << bytes;
    EXPECT_EQ(allocator.peakReserved(), reserved) << bytes;
  }
}

TEST(CachingAllocator, NothingForZeroBytes) {
  CachingAllocator allocator;
  Block block = allocator.allocate(0);
  EXPECT_FALSE(block);
  allocator.free(block);
  allocator.free(Block());
  EXPECT_EQ(allocator.allocated(), 0);
  EXPECT_EQ(allocator.reserved(), 0);
  EXPECT_EQ(allocator.refused(), 0);
}

TEST(CachingAllocator, SmallRequestsShareASegment) {
  CachingAllocator allocator;
  // 2 MiB / 512 B = 4096 requests fill the segment to the last byte.
  for (int i = 0; i < 4096; ++i)
    allocator.allocate(1);
  EXPECT_EQ(allocator.allocated(), 2 * kMiB);
  EXPECT_EQ(allocator.reserved(), 2 * kMiB);
  allocator.allocate(1);
  EXPECT_EQ(allocator.allocated(), 2 * kMiB + 512);
  EXPECT_EQ(allocator.reserved(), 4 * kMiB);
}

TEST(CachingAllocator, SmallEndsAtExactly1MiB) {
  CachingAllocator allocator;
  // 2 * 1 MiB fill one segment of the small pool.
  allocator.allocate(1 * kMiB);
  allocator.allocate(1 * kMiB);
  EXPECT_EQ(allocator.reserved(), 2 * kMiB);
}

TEST(CachingAllocator, RequestsBelow10MiBShareASegment) {
  CachingAllocator allocator;
  // floor(20 / 6) = 3 requests of 6 MiB fit into 20 MiB; the fourth does not
  // fit into the remaining 2 MiB.
  for (int i = 0; i < 3; ++i)
    allocator.allocate(6 * kMiB);
  EXPECT_EQ(allocator.reserved(), 20 * kMiB);
  allocator.allocate(6 * kMiB);
  EXPECT_EQ(allocator.reserved(), 40 * kMiB);
  // The 2 MiB that are left of the first segment.
  allocator.allocate(2 * kMiB);
  EXPECT_EQ(allocator.reserved(), 40 * kMiB);
  // 4 * 6 + 2 = 26
  EXPECT_EQ(allocator.allocated(), 26 * kMiB);
}

TEST(CachingAllocator, PoolsDoNotShareMemory) {
  CachingAllocator allocator;
  Block large = allocator.allocate(4 * kMiB);
  allocator.free(large);
  // 20 MiB are free, but in the large pool: 20 + 2 = 22.
  Block small = allocator.allocate(512);
  EXPECT_EQ(allocator.reserved(), 22 * kMiB);
  allocator.free(small);
  // The free 2 MiB of the small pool do not serve 1.5 MiB either.
  allocator.allocate(20 * kMiB);
  allocator.allocate(1536 * kKiB);
  EXPECT_EQ(allocator.reserved(), (22 + 20) * kMiB);
}

TEST(CachingAllocator, LargePoolHandsOutRestsUpTo1MiB) {
  // 12 MiB segments of 10 MiB + 512 B leave 2 MiB - 512 B > 1 MiB: split.
  CachingAllocator split;
  split.allocate(10 * kMiB + 512);
  EXPECT_EQ(split.allocated(), 10 * kMiB + 512);
  // 12 MiB - 11 MiB = 1 MiB is not more than 1 MiB: handed out as a whole.
  CachingAllocator whole;
  whole.allocate(11 * kMiB);
  EXPECT_EQ(whole.allocated(), 12 * kMiB);
  EXPECT_EQ(whole.reserved(), 12 * kMiB);
  // 12 MiB - (11 MiB - 512 B) = 1 MiB + 512 B is: split.
  CachingAllocator justSplit;
  justSplit.allocate(11 * kMiB - 512);
  EXPECT_EQ(justSplit.allocated(), 11 * kMiB - 512);
}

TEST(CachingAllocator, SmallPoolSplitsDownTo512Bytes) {
  CachingAllocator allocator;
  allocator.allocate(1 * kMiB);
  // 1 MiB of the segment is left; after 1 MiB - 512 B, 512 B are.
  allocator.allocate(1 * kMiB - 512);
  EXPECT_EQ(allocator.allocated(), 2 * kMiB - 512);
  allocator.allocate(512);
  EXPECT_EQ(allocator.allocated(), 2 * kMiB);
  EXPECT_EQ(allocator.reserved(), 2 * kMiB);
}

TEST(CachingAllocator, FreedMemoryIsUsedAgain) {
  CachingAllocator allocator;
  for (int i = 0; i < 100; ++i)
    allocator.free(allocator.allocate(64 * kMiB));
  EXPECT_EQ(allocator.allocated(), 0);
  EXPECT_EQ(allocator.reserved(), 64 * kMiB);
}

TEST(CachingAllocator, FreeNeighboursMerge) {
  // Three blocks of 6 MiB and the free 2 MiB behind them are one segment.
  // Whatever the order in which they come back, 20 MiB fit again after it.
  int orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                     {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
  for (auto &order : orders) {
    CachingAllocator allocator;
    Block blocks[3];
    for (Block &block : blocks)
      block = allocator.allocate(6 * kMiB);
    for (int i : order)
      allocator.free(blocks[i]);
    EXPECT_EQ(allocator.allocated(), 0);
    allocator.allocate(20 * kMiB);
    EXPECT_EQ(allocator.reserved(), 20 * kMiB);
    EXPECT_EQ(allocator.allocated(), 20 * kMiB);
  }
}

TEST(CachingAllocator, RestsMergeWithWhatFollows) {
  // 4, 8, 4 and 4 MiB fill a segment.
  CachingAllocator allocator;
  allocator.allocate(4 * kMiB);
  Block middle = allocator.allocate(8 * kMiB);
  Block behind = allocator.allocate(4 * kMiB);
  allocator.allocate(4 * kMiB);
  // 3 of the free 8 MiB are used again; the rest of 5 MiB joins the 4 MiB
  // behind it when they come back: 5 + 4 = 9 MiB fit.
  allocator.free(middle);
  allocator.allocate(3 * kMiB);
  allocator.free(behind);
  allocator.allocate(9 * kMiB);
  EXPECT_EQ(allocator.reserved(), 20 * kMiB);
}

TEST(CachingAllocator, SegmentsDoNotMerge) {
  CachingAllocator allocator;
  Block first = allocator.allocate(10 * kMiB);
  Block second = allocator.allocate(10 * kMiB);
  allocator.free(first);
  allocator.free(second);
  // Two free segments of 10 MiB do not serve 20 MiB: 10 + 10 + 20 = 40.
  allocator.allocate(20 * kMiB);
  EXPECT_EQ(allocator.reserved(), 40 * kMiB);
}

TEST(CachingAllocator, TakesTheSmallestBlockThatFits) {
  CachingAllocator allocator;
  Block blocks[] = {
      allocator.allocate(40 * kMiB), allocator.allocate(14 * kMiB),
      allocator.allocate(30 * kMiB), allocator.allocate(16 * kMiB)};
  for (Block block : blocks)
    allocator.free(block);
  // Best fit: 16 takes 16, 14 takes 14, 30 takes 30, 40 takes 40. First fit
  // would cut the 40 and need more.
  for (int64_t size : {16, 14, 30, 40})
    allocator.allocate(size * kMiB);
  EXPECT_EQ(allocator.reserved(), (40 + 14 + 30 + 16) * kMiB);
  EXPECT_EQ(allocator.allocated(), allocator.reserved());
}

TEST(CachingAllocator, TakesTheLowestAddressAmongEquals) {
  // Six times 3 MiB and the last 2 MiB fill one segment: a, .., f.
  CachingAllocator allocator;
  Block blocks[6];
  for (Block &block : blocks)
    block = allocator.allocate(3 * kMiB);
  allocator.allocate(2 * kMiB);
  allocator.free(blocks[4]);
  allocator.free(blocks[0]);
  // a and e are free and alike. The request takes a, so that e is still free
  // when f comes back: 3 + 3 = 6 MiB fit. Had it taken e, only a and f would
  // be free, 3 MiB each.
  allocator.allocate(3 * kMiB);
  allocator.free(blocks[5]);
  allocator.allocate(6 * kMiB);
  EXPECT_EQ(allocator.reserved(), 20 * kMiB);
}

TEST(CachingAllocator, FragmentationRaisesReserved) {
  CachingAllocator allocator;
  Block blocks[5];
  for (Block &block : blocks)
    block = allocator.allocate(4 * kMiB);
  EXPECT_EQ(allocator.reserved(), 20 * kMiB);
  // 4 + 4 MiB are free, but apart: 8 MiB need a second segment.
  allocator.free(blocks[1]);
  allocator.free(blocks[3]);
  allocator.allocate(8 * kMiB);
  // 3 * 4 + 8 = 20
  EXPECT_EQ(allocator.allocated(), 20 * kMiB);
  EXPECT_EQ(allocator.reserved(), 40 * kMiB);
}

TEST(CachingAllocator, PeaksStay) {
  CachingAllocator allocator;
  Block first = allocator.allocate(50 * kMiB);
  Block second = allocator.allocate(30 * kMiB);
  allocator.free(first);
  EXPECT_EQ(allocator.allocated(), 30 * kMiB);
  allocator.free(second);
  EXPECT_EQ(allocator.peakReserved(), 80 * kMiB);
  EXPECT_EQ(allocator.reserved(), 80 * kMiB);
}

// cuBLAS' default workspace before Hopper is 2 * 4096 KiB + 8 * 16 KiB =
// 8320 KiB = 8519680 B: below 10 MiB, so it opens a segment of 20 MiB.
TEST(CachingAllocator, CublasWorkspace) {
  CachingAllocator allocator;
  allocator.allocate(8519680);
  EXPECT_EQ(allocator.allocated(), 8519680);
  EXPECT_EQ(allocator.reserved(), 20 * kMiB);
}

TEST(CachingAllocator, RefusesMoreThanTheAddressSpace) {
  CachingAllocator allocator;
  EXPECT_FALSE(allocator.allocate(INT64_MAX));
  EXPECT_FALSE(allocator.allocate(CachingAllocator::kAddressSpace + 1));
  EXPECT_EQ(allocator.refused(), 2);
  EXPECT_EQ(allocator.reserved(), 0);
  EXPECT_TRUE(allocator.allocate(CachingAllocator::kAddressSpace));
  EXPECT_FALSE(allocator.allocate(1));
  EXPECT_EQ(allocator.refused(), 3);
  EXPECT_EQ(allocator.allocated(), CachingAllocator::kAddressSpace);
  EXPECT_EQ(allocator.reserved(), CachingAllocator::kAddressSpace);
  EXPECT_EQ(CachingAllocator::roundedSize(INT64_MAX),
            CachingAllocator::kAddressSpace);
}

TEST(CachingAllocator, CopiesAreIndependent) {
  CachingAllocator allocator;
  Block block = allocator.allocate(3 * kMiB);
  CachingAllocator copy = allocator;
  copy.free(block);
  EXPECT_EQ(copy.allocated(), 0);
  EXPECT_EQ(allocator.allocated(), 3 * kMiB);
  allocator.free(block);
  EXPECT_EQ(allocator.allocated(), 0);
}
