//===- CudaPlanTest.cpp - Tests of the CUDA kit's arithmetic --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cuda/CudaPlan.h"

#include <gmock/gmock.h>

using namespace perfopt;
using core::Bytes;
using core::gibibytes;
using core::mebibytes;
using core::Seconds;

TEST(CudaPlan, CountsEveryMultiplyAddOfALaunch) {
  // An A100: 108 SMs of 2048 threads are 864 blocks of 256.
  measure::FmaLaunch launch = measure::fillingLaunch(108, 2048, 4096, 8, 2);
  EXPECT_EQ(launch.blocks, 864);
  EXPECT_EQ(launch.threads, 256);
  // 2 * 864 * 256 * 4096 iterations * 8 chains * 2 lanes
  EXPECT_DOUBLE_EQ(launch.flops().value(), 28991029248.0);
}

TEST(CudaPlan, StreamsFromTheThesisFirstToItsLastBuffer) {
  // 80 GiB: 48 MiB doubled ten times is 49152 MiB = 48 GiB; 32 * 1 < 48.
  auto sizes = measure::streamSizes(gibibytes(80), mebibytes(1));
  ASSERT_EQ(sizes.size(), 11u);
  EXPECT_EQ(sizes.front(), mebibytes(48));
  EXPECT_EQ(sizes.back(), mebibytes(49152));
}

TEST(CudaPlan, StreamsThroughNothingThatTheL2OrTheMemoryForbids) {
  // L2 of 50 MiB: 32 times that is 1600, so 3072 MiB is the first above. Of 16
  // GiB 9/10 are 14.4: 12 GiB is the last.
  auto sizes = measure::streamSizes(gibibytes(16), mebibytes(50));
  EXPECT_THAT(sizes, testing::ElementsAre(mebibytes(3072), mebibytes(6144),
                                          mebibytes(12288)));
  // Of 1 GiB 9/10 are 921.6 MiB: 768 is the largest, though only 15 times L2.
  EXPECT_THAT(measure::streamSizes(gibibytes(1), mebibytes(50)),
              testing::ElementsAre(mebibytes(768)));
  EXPECT_TRUE(measure::streamSizes(mebibytes(50), mebibytes(4)).empty());
  // 48 MiB fits, and is less than 4 * 50.
  EXPECT_TRUE(measure::streamSizes(mebibytes(64), mebibytes(50)).empty());
}

TEST(CudaPlan, AStreamsBandwidthIsTheMedianOfItsSizes) {
  const measure::BandwidthPoint points[] = {
      {gibibytes(3), core::BytesPerSecond(3.4e12)},
      {gibibytes(6), core::BytesPerSecond(2.9e12)},
      {gibibytes(12), core::BytesPerSecond(3.0e12)}};
  measure::Plateau all = measure::streamBandwidth(points);
  EXPECT_DOUBLE_EQ(all.bandwidth.value(), 3.0e12);
  EXPECT_EQ(all.from, gibibytes(3));
  EXPECT_EQ(all.to, gibibytes(12));
  EXPECT_EQ(all.points, 3);
}

TEST(CudaPlan, AMemsetIsNoCeiling) {
  auto rate = [](double value) {
    return core::Figure<core::BytesPerSecond>{core::BytesPerSecond(value), {}};
  };
  std::map<std::string, core::Figure<core::BytesPerSecond>> streams = {
      {"hbm_copy", rate(2.8e12)},
      {"hbm_read", rate(3.0e12)},
      {"hbm_triad", rate(2.9e12)},
      {"hbm_write", rate(3.2e12)}};
  EXPECT_EQ(measure::memoryCeiling(streams), &streams["hbm_read"]);
  EXPECT_EQ(measure::memoryCeiling({{"hbm_write", rate(1)}}), nullptr);
}

TEST(CudaPlan, ProductsAreAsLargeAsMemoryAllows) {
  // fp16: 3 * 2 * 16384^2 = 1.5 GiB; half of 4 GiB holds it.
  EXPECT_EQ(measure::productSize(gibibytes(4), Bytes(2), Bytes(2)), 16384);
  // Half of 2 GiB does not; a quarter of the operands fits.
  EXPECT_EQ(measure::productSize(gibibytes(2), Bytes(2), Bytes(2)), 8192);
  // int8 with int32 results: (1 + 1 + 4) * 16384^2 = 1.5 GiB as well.
  EXPECT_EQ(measure::productSize(gibibytes(4), Bytes(1), Bytes(4)), 16384);
  // 2 * 16384^3 = 2 * 4.398e12
  EXPECT_DOUBLE_EQ(measure::productFlops(16384).value(), 8796093022208.0);
}

TEST(CudaPlan, CacheRangesStayAwayFromTheEdges) {
  // An A100: 164 KiB for L1 and shared memory, 40 MiB of L2.
  auto ranges = measure::cacheRanges(mebibytes(164.0 / 1024), mebibytes(40));
  EXPECT_DOUBLE_EQ(ranges.l1From.value(), 16384);
  EXPECT_DOUBLE_EQ(ranges.l1To.value(), 83968);    // 82 * 1024
  EXPECT_DOUBLE_EQ(ranges.l2From.value(), 671744); // 656 * 1024
  EXPECT_DOUBLE_EQ(ranges.l2To.value(), 16777216); // 16 MiB

  auto sizes = measure::cacheSizes(ranges, 1, Bytes(16384));
  EXPECT_EQ(sizes.front(), Bytes(16384));
  EXPECT_EQ(sizes.back(), mebibytes(16));
  EXPECT_EQ(sizes.size(), 11u); // 16 KiB * 2^10 = 16 MiB
}

TEST(CudaPlan, EveryBlockReadsTheWholeBuffer) {
  // 64 KiB by each of 108 SMs in 1 us: 64 * 1024 * 108 / 1e-6 = 7.08 TB/s.
  EXPECT_DOUBLE_EQ(
      measure::cacheBandwidth(Bytes(65536), 108, Seconds(1e-6)).value(),
      7077888e6);
}
