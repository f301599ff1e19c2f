//===- TileModelTest.cpp - Tests of the tile model ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/TileModel.h"
#include "tests/unit/roofline/Samples.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace perfopt;
using namespace perfopt::roofline;

namespace {

struct Outcome {
  Demand demand;
  TileChoice tile;
};

Outcome run(GemmSize size, const core::Device &device = samples::a100()) {
  double bytes =
      2 * size.batch * (size.m * size.k + size.n * size.k + size.m * size.n);
  Outcome outcome;
  outcome.demand = tileDemand(
      {size, core::Flops(size.flops()), core::Bytes(bytes), 2},
      core::Pipe::Fp16Tensor, *Ceilings::of(device), {}, &outcome.tile);
  return outcome;
}

} // namespace

TEST(TileModel, LargeProductsAreComputeBoundInLargeTiles) {
  Outcome result = run({8192, 8192, 8192, 1});
  EXPECT_EQ(result.demand.bound(), core::Bound::Compute);
  EXPECT_EQ(result.tile.tileM * result.tile.tileN, 256 * 128);
  EXPECT_EQ(result.tile.blocks, 2048); // 8192/256 * 8192/128
  EXPECT_EQ(result.tile.waves, 19);    // ceil(2048 / 108) = ceil(18.96)
  // 19 waves * 2*256*128 * (8192 + 96) / (292.2e12 / 108) = 3.8144 ms
  EXPECT_NEAR(result.demand.compute.value(),
              19 * 2.0 * 256 * 128 * (8192 + 96) / (292.2e12 / 108), 1e-9);
}

TEST(TileModel, WhatIsNoProductRunsOnTheFp32Pipe) {
  GemmSize size{8192, 8192, 8192, 1};
  Ceilings ceilings = *Ceilings::of(samples::a100());
  auto compute = [&](double flops) {
    return tileDemand({size, core::Flops(flops), core::Bytes(4e8), 2},
                      core::Pipe::Fp16Tensor, ceilings, {})
        .compute.value();
  };
  // 2048 tiles in 19 waves of 108; each tile adds its part of 1e11 FLOPs on an
  // SM's share of 18.5e12: 19 * (1e11 / 2048) / (18.5e12 / 108) = 5.416 us
  double added = compute(size.flops() + 1e11) - compute(size.flops());
  EXPECT_NEAR(added, 19 * (1e11 / 2048) / (18.5e12 / 108), 1e-9);
  // A mask that leaves out half of the product halves it.
  EXPECT_NEAR(compute(size.flops() / 2), compute(size.flops()) / 2, 1e-9);
}

TEST(TileModel, ATileReadsItsOperandsFromTheL2) {
  Outcome result = run({8192, 8192, 8192, 1});
  ASSERT_EQ(result.tile.splits, 1);
  // A is read by each column of tiles, B by each row: 8192 * 8192 values *
  // (8192/tileN + 8192/tileM) = 8192 * 8192 * 96, plus the results; 2 bytes.
  double expected = (8192.0 * 8192 * 96 + 8192.0 * 8192) * 2;
  EXPECT_NEAR(result.demand.bytesL2.value(), expected, 1);
}

TEST(TileModel, OneTileCannotUseTheWholeDevice) {
  Outcome result = run({32, 32, 32, 1});
  EXPECT_EQ(result.tile.blocks, 1);
  // One warp of the four that fill an SM, on one SM of 108: at most 1/432 of
  // the peak, 292.2e12 / 432 = 0.676e12.
  double attained = 2.0 * 32 * 32 * 32 / result.demand.compute.value();
  EXPECT_LE(attained, 292.2e12 / 432);
}

TEST(TileModel, SplitsALongProductOfFewTiles) {
  Outcome result = run({64, 64, 65536, 1});
  EXPECT_GT(result.tile.splits, 1);
  EXPECT_GT(result.demand.serial, roofline::Options().memoryLatency * 2);
  Outcome wide = run({8192, 8192, 64, 1});
  EXPECT_EQ(wide.tile.splits, 1);
}

TEST(TileModel, AnExtraWaveCostsAsMuchAsAFullOne) {
  // Batches of one 256 x 128 product each; 108 of them fill the device once.
  Outcome full = run({256, 128, 4096, 108});
  Outcome over = run({256, 128, 4096, 109});
  double ratio = over.demand.compute / full.demand.compute;
  // 109 whole tiles take 2 waves. Cut into 32 x 32 (32 of them: 3488 blocks, 33
  // waves) they would take 33/32 of the time but for their operand traffic.
  EXPECT_GT(ratio, 1.02);
  EXPECT_LE(ratio, 2.0);
}

TEST(TileModel, SmallBatchReadsWeightsAtHbmSpeed) {
  // A decode step: 4096 x 4096 weights of 2 bytes for 4 rows.
  Outcome result = run({4, 4096, 4096, 1});
  EXPECT_EQ(result.demand.bound(), core::Bound::Hbm);
  // (4*4096 + 4096*4096 + 4*4096) * 2 B / 1346e9 = 24.98 us
  EXPECT_NEAR(core::microseconds(result.demand.hbm), 24.98, 0.01);
}

TEST(TileModel, LevelsWithoutBandwidthBoundNothing) {
  core::Device device = samples::a100();
  device.bandwidths.erase(core::MemoryLevel::L1);
  device.bandwidths.erase(core::MemoryLevel::L2);
  Outcome result = run({8192, 8192, 8192, 1}, device);
  EXPECT_EQ(result.demand.l1.value(), 0);
  EXPECT_EQ(result.demand.l2.value(), 0);
  EXPECT_EQ(result.demand.bound(), core::Bound::Compute);
}

TEST(TileModel, AMeasuredPeakIsAttainedWhateverTheMeasuredL2) {
  // A lower bound of an L2 bandwidth must not hold back the peak that was
  // measured through that same L2.
  core::Device device = samples::a100();
  device.bandwidths[core::MemoryLevel::L2] =
      samples::measured<core::BytesPerSecond>(1500e9);
  Outcome result = run({16384, 16384, 16384, 1}, device);
  // 2 * 16384^3 / 292.2e12 = 30.10 ms
  double ideal = 2 * std::pow(16384.0, 3) / 292.2e12;
  EXPECT_NEAR(result.demand.total().value(), ideal, 0.05 * ideal);
}
