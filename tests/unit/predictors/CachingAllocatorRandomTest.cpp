//===- CachingAllocatorRandomTest.cpp - Random requests -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Against what must always hold, and against a second allocator written the
// plainest way: lists of blocks that are searched from end to end.
//
//===----------------------------------------------------------------------===//

#include "predictors/Memory/CachingAllocator.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <iterator>
#include <list>
#include <random>
#include <utility>
#include <vector>

using perfopt::predictors::CachingAllocator;

static constexpr int64_t kMiB = 1024 * 1024;

namespace {

class PlainAllocator {
public:
  struct Block {
    int64_t size;
    bool inUse;
  };
  using Segment = std::list<Block>;
  struct Place {
    Segment *segment;
    Segment::iterator block;
  };

  Place allocate(int64_t bytes) {
    int64_t size = (bytes + 511) / 512 * 512;
    std::list<Segment> &pool = size <= kMiB ? smallPool : largePool;
    Place best = {nullptr, {}};
    for (Segment &segment : pool)
      for (auto it = segment.begin(); it != segment.end(); ++it)
        if (!it->inUse && it->size >= size &&
            (!best.segment || it->size < best.block->size))
          best = {&segment, it};
    if (!best.segment) {
      pool.push_back({Block{CachingAllocator::segmentSize(size), false}});
      best = {&pool.back(), pool.back().begin()};
      reserved += best.block->size;
    }
    int64_t rest = best.block->size - size;
    if (size <= kMiB ? rest >= 512 : rest > kMiB) {
      best.block->size = size;
      best.segment->insert(std::next(best.block), Block{rest, false});
    }
    best.block->inUse = true;
    allocated += best.block->size;
    return best;
  }

  void free(Place place) {
    allocated -= place.block->size;
    place.block->inUse = false;
    for (auto it = place.segment->begin(); it != place.segment->end();) {
      auto next = std::next(it);
      if (next != place.segment->end() && !it->inUse && !next->inUse) {
        it->size += next->size;
        place.segment->erase(next);
      } else {
        it = next;
      }
    }
  }

  int64_t allocated = 0;
  int64_t reserved = 0;

private:
  std::list<Segment> smallPool;
  std::list<Segment> largePool;
};

} // namespace

/// Sizes spread evenly over their logarithm: 2^0 to 2^26 = 64 MiB.
static int64_t randomSize(std::mt19937 &random) {
  double exponent = std::uniform_real_distribution<>(0, 26)(random);
  return static_cast<int64_t>(std::exp2(exponent));
}

TEST(CachingAllocatorRandom, EqualsThePlainAllocator) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    CachingAllocator allocator;
    PlainAllocator plain;
    std::vector<std::pair<CachingAllocator::Block, PlainAllocator::Place>> live;
    for (int step = 0; step < 1000; ++step) {
      // Grows to about 50 live blocks, then goes up and down.
      if (live.empty() || random() % 100 >= live.size()) {
        int64_t size = randomSize(random);
        live.emplace_back(allocator.allocate(size), plain.allocate(size));
      } else {
        std::swap(live[random() % live.size()], live.back());
        allocator.free(live.back().first);
        plain.free(live.back().second);
        live.pop_back();
      }
      ASSERT_EQ(allocator.allocated(), plain.allocated)
          << "seed " << seed << ", step " << step;
      ASSERT_EQ(allocator.reserved(), plain.reserved)
          << "seed " << seed << ", step " << step;
    }
  }
}

TEST(CachingAllocatorRandom, InvariantsHold) {
  std::mt19937 random(7);
  CachingAllocator allocator;
  std::vector<CachingAllocator::Block> live;
  int64_t peakReserved = 0;
  for (int step = 0; step < 200000; ++step) {
    if (live.empty() || random() % 2000 >= live.size()) {
      int64_t size = randomSize(random);
      int64_t before = allocator.allocated();
      live.push_back(allocator.allocate(size));
      int64_t requested = CachingAllocator::roundedSize(size);
      ASSERT_GE(allocator.allocated() - before, requested);
      // At most the rest that the large pool does not split off.
      ASSERT_LE(allocator.allocated() - before, requested + kMiB);
    } else {
      std::swap(live[random() % live.size()], live.back());
      allocator.free(live.back());
      live.pop_back();
    }
    ASSERT_LE(allocator.allocated(), allocator.reserved());
    ASSERT_LE(allocator.reserved(), allocator.peakReserved());
    ASSERT_GE(allocator.peakReserved(), peakReserved);
    ASSERT_EQ(allocator.reserved() % (2 * kMiB), 0);
    peakReserved = allocator.peakReserved();
  }
  int64_t reserved = allocator.reserved();
  for (CachingAllocator::Block block : live)
    allocator.free(block);
  EXPECT_EQ(allocator.allocated(), 0);
  EXPECT_EQ(allocator.reserved(), reserved);
}
