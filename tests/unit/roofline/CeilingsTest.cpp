//===- CeilingsTest.cpp - Tests of resolving a device ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/Ceilings.h"
#include "tests/unit/roofline/Samples.h"

#include <gmock/gmock.h>

using namespace perfopt;
using roofline::Ceilings;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(Ceilings, KnowsAllRoofsOfACompleteEntry) {
  auto ceilings = Ceilings::of(samples::a100());
  ASSERT_TRUE(ceilings);
  EXPECT_TRUE(ceilings->has(core::Pipe::Fp16Tensor));
  EXPECT_FALSE(ceilings->has(core::Pipe::Int8Tensor));
  EXPECT_DOUBLE_EQ(ceilings->hbm.value(), 1346e9);
  // 3877.6 GB/s / 108 SMs = 35.904 GB/s
  EXPECT_NEAR(ceilings->smDraw.value(), 35.904e9, 1e6);
  EXPECT_THAT(ceilings->notes, IsEmpty());
}

TEST(Ceilings, TheSharedRoofOfACpuIsItsThirdCache) {
  core::Device device = samples::a100();
  device.bandwidths[core::MemoryLevel::L3] = {core::BytesPerSecond(540e9), {}};
  device.l3Capacity = {core::Bytes(105e6), {}};
  auto ceilings = Ceilings::of(device);
  ASSERT_TRUE(ceilings);
  EXPECT_DOUBLE_EQ(ceilings->l2.value(), 540e9);
  EXPECT_DOUBLE_EQ(ceilings->l2Capacity.value(), 105e6);
  // 540 GB/s / 108 cores = 5 GB/s
  EXPECT_DOUBLE_EQ(ceilings->smDraw.value(), 5e9);
  EXPECT_EQ(ceilings->text(core::Bound::L2, core::Pipe::Fp32), "L3 540 GB/s");
}

TEST(Ceilings, NamesTheDeviceAndEverythingItLacks) {
  core::Device device = samples::a100();
  device.bandwidths.erase(core::MemoryLevel::Hbm);
  device.smCount = 0;
  auto ceilings = Ceilings::of(device);
  ASSERT_FALSE(ceilings);
  EXPECT_THAT(ceilings.error().message,
              AllOf(HasSubstr("'a100-sxm4-40gb'"),
                    HasSubstr("lacks an HBM bandwidth and an SM count"),
                    HasSubstr("hwdb")));

  device = samples::a100();
  device.peaks.clear();
  auto withoutPeaks = Ceilings::of(device);
  ASSERT_FALSE(withoutPeaks);
  EXPECT_THAT(withoutPeaks.error().message,
              HasSubstr("lacks any compute peak"));
}

TEST(Ceilings, SaysWhatItAssumesForMissingNumbers) {
  core::Device device = samples::a100();
  device.bandwidths.erase(core::MemoryLevel::L1);
  device.bandwidths.erase(core::MemoryLevel::L2);
  device.kernelFloor.reset();
  device.launchInterval.reset();
  roofline::Options options;
  auto ceilings = Ceilings::of(device, options);
  ASSERT_TRUE(ceilings);
  EXPECT_THAT(ceilings->notes, SizeIs(4));
  EXPECT_EQ(ceilings->kernelFloor, options.assumedKernelFloor);
  EXPECT_EQ(ceilings->launchInterval, options.assumedLaunchInterval);
  // 4.42 * 1346 GB/s / 108 = 55.086 GB/s
  EXPECT_NEAR(ceilings->smDraw.value(), 55.086e9, 1e6);
}

TEST(Ceilings, DescribesRoofs) {
  auto ceilings = Ceilings::of(samples::a100());
  ASSERT_TRUE(ceilings);
  EXPECT_EQ(ceilings->text(core::Bound::Hbm, core::Pipe::Fp32),
            "HBM 1346 GB/s");
  EXPECT_EQ(ceilings->text(core::Bound::L2, core::Pipe::Fp32),
            "L2 3877.6 GB/s");
  EXPECT_THAT(ceilings->text(core::Bound::Compute, core::Pipe::Fp16Tensor),
              HasSubstr("292.2 TFLOP/s"));
  EXPECT_EQ(ceilings->text(core::Bound::Launch, core::Pipe::Fp32),
            "launch 3 us");
}
