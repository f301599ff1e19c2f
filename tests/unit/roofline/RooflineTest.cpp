//===- RooflineTest.cpp - Tests of the time of a kernel -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/Roofline.h"
#include "tests/unit/roofline/Samples.h"

#include <gmock/gmock.h>

#include <cmath>

using namespace perfopt;
using core::Bound;
using core::ElementType;
using roofline::Ceilings;
using testing::HasSubstr;

TEST(Roofline, ALargeProductAttainsTheMeasuredCeiling) {
  auto time =
      roofline::time(samples::gemm(16384, 16384, 16384), samples::a100());
  ASSERT_TRUE(time);
  // 2 * 16384^3 / 292.2e12 = 30.10 ms
  double ideal = 2 * std::pow(16384.0, 3) / 292.2e12;
  EXPECT_NEAR(time->time.value(), ideal, 0.05 * ideal);
  EXPECT_DOUBLE_EQ(time->ideal.value(), ideal);
  EXPECT_EQ(time->bound, Bound::Compute);
  EXPECT_GT(time->fractionOfPeak, 0.95);
  EXPECT_EQ(time->fractionOfCeiling, time->fractionOfPeak);
}

TEST(Roofline, AReluRunsAtHbmBandwidthAfterTheFloor) {
  auto time = roofline::time(samples::relu(25'000'000), samples::a100());
  ASSERT_TRUE(time);
  // 2 us + 2 * 100 MB / 1346 GB/s = 2 + 148.59 us
  EXPECT_NEAR(core::microseconds(time->time), 150.59, 0.01);
  EXPECT_EQ(time->bound, Bound::Hbm);
  // 148.59 / 150.59 = 0.9867
  EXPECT_NEAR(time->fractionOfHbm, 0.9867, 0.0001);
}

TEST(Roofline, ATinyKernelIsBoundByItsLaunch) {
  core::Kernel kernel = samples::relu(1024);
  auto ceilings = Ceilings::of(samples::a100());
  auto onDevice = roofline::time(kernel, *ceilings);
  ASSERT_TRUE(onDevice);
  EXPECT_EQ(onDevice->bound, Bound::Launch);
  EXPECT_GE(core::microseconds(onDevice->time), 2.0); // the floor

  auto queued = roofline::withLaunches(*onDevice, kernel, *ceilings);
  EXPECT_EQ(queued.bound, Bound::Launch);
  EXPECT_DOUBLE_EQ(core::microseconds(queued.time), 3.0);
  // 8192 B / 3 us / 1346 GB/s = 0.00203
  EXPECT_NEAR(queued.fractionOfHbm, 0.00203, 0.00001);
  EXPECT_LT(queued.fractionOfCeiling, 0.01);

  kernel.launches = 5;
  EXPECT_DOUBLE_EQ(
      core::microseconds(
          roofline::withLaunches(*onDevice, kernel, *ceilings).time),
      15.0);
}

TEST(Roofline, ALongKernelHidesTheNextLaunch) {
  core::Kernel kernel = samples::relu(25'000'000);
  auto ceilings = Ceilings::of(samples::a100());
  auto onDevice = *roofline::time(kernel, *ceilings);
  auto queued = roofline::withLaunches(onDevice, kernel, *ceilings);
  EXPECT_EQ(queued.time, onDevice.time);
  EXPECT_EQ(queued.bound, Bound::Hbm);
}

TEST(Roofline, FailsWithoutABandwidth) {
  core::Device device = samples::a100();
  device.bandwidths.clear();
  auto time = roofline::time(samples::relu(10), device);
  ASSERT_FALSE(time);
  EXPECT_THAT(time.error().message, HasSubstr("HBM bandwidth"));
  EXPECT_THAT(time.error().message, HasSubstr("a100-sxm4-40gb"));
}

TEST(Roofline, AProductWithoutSizesIsPricedByItsTotals) {
  core::Kernel kernel = samples::gemm(4096, 4096, 4096);
  kernel.problem.clear();
  auto time = roofline::time(kernel, samples::a100());
  ASSERT_TRUE(time);
  // 2 us + 2 * 4096^3 / 292.2e12 = 2 + 470.36 us
  EXPECT_NEAR(core::microseconds(time->time), 472.36, 0.01);
}

TEST(Roofline, NothingIsFasterThanTheBareRooflineOrAboveARoof) {
  auto ceilings = Ceilings::of(samples::a100());
  for (int64_t m : {1, 7, 33, 128, 500, 4096})
    for (int64_t n : {1, 64, 1000, 5120})
      for (int64_t k : {1, 27, 576, 8192}) {
        auto type = (m + n + k) % 2 ? ElementType::F16 : ElementType::F32;
        auto time = roofline::time(samples::gemm(m, n, k, type), *ceilings);
        ASSERT_TRUE(time);
        SCOPED_TRACE(testing::Message() << m << "x" << n << "x" << k);
        EXPECT_GE(time->time, time->ideal);
        EXPECT_GE(time->time, ceilings->kernelFloor);
        for (double fraction : {time->fractionOfPeak, time->fractionOfHbm,
                                time->fractionOfCeiling}) {
          EXPECT_GE(fraction, 0);
          EXPECT_LE(fraction, 1);
        }
      }
}

TEST(Roofline, TheSubstitutePipeSetsThePace) {
  auto bf16 = roofline::time(samples::gemm(4096, 4096, 4096, ElementType::BF16),
                             samples::v100());
  ASSERT_TRUE(bf16);
  EXPECT_TRUE(bf16->pipe.isSubstitute());
  // 2 * 4096^3 / 15.5e12 = 8.867 ms at fp32
  EXPECT_GE(core::milliseconds(bf16->time), 8.867);
}

TEST(Roofline, OneRowIsAMatrixVectorProduct) {
  core::Kernel kernel = samples::gemm(1, 1000, 2048, core::ElementType::F32);
  auto result = roofline::time(kernel, samples::a100());
  ASSERT_TRUE(result);
  // (1*2048 + 1000*2048 + 1*1000) * 4 B = 8204192 B; / 1346e9 B/s = 6.095 us,
  // and the floor of 2 us.
  EXPECT_NEAR(core::microseconds(result->time), 6.095 + 2, 0.001);
  EXPECT_EQ(result->bound, core::Bound::Hbm);
  // The other way round it is the same product.
  core::Kernel turned = samples::gemm(1000, 1, 2048, core::ElementType::F32);
  EXPECT_EQ(roofline::time(turned, samples::a100())->time, result->time);
}

TEST(Roofline, ASmallMatrixDoesNotFillTheDevice) {
  // 64 * 64 values are 4 blocks of 1024, on 4 SMs of 35.904 GB/s each:
  // (64 + 64*64 + 64) * 4 B = 16896 B; / (4 * 35.904e9) = 0.1176 us + 2 us
  core::Kernel kernel = samples::gemm(1, 64, 64, core::ElementType::F32);
  auto result = roofline::time(kernel, samples::a100());
  ASSERT_TRUE(result);
  EXPECT_NEAR(core::microseconds(result->time), 2.1176, 0.0001);
  EXPECT_EQ(result->bound, core::Bound::Launch);
}

TEST(Roofline, NineRowsAreCutIntoTiles) {
  core::ElementType f32 = core::ElementType::F32;
  auto eight =
      roofline::time(samples::gemm(8, 1000, 2048, f32), samples::a100());
  auto nine =
      roofline::time(samples::gemm(9, 1000, 2048, f32), samples::a100());
  ASSERT_TRUE(eight && nine);
  // One pass has as much traffic in the L2 as in the HBM; tiles read again.
  EXPECT_EQ(eight->bytesL2, eight->bytesHbm);
  EXPECT_GT(nine->bytesL2, nine->bytesHbm);
}

TEST(Roofline, WhatDeviceMemoryMovesPassesTheL2) {
  // A 3x3 window at stride 5 touches 9 of 25 places, so its tiles draw less
  // than the whole input that compulsory traffic counts:
  // (32*112*128*96 + 56*112*9 + 32*56*26*20) * 2 B = 90056960 B
  core::Kernel kernel;
  kernel.name = "conv";
  kernel.family = core::KernelFamily::Conv;
  kernel.type = ElementType::F16;
  kernel.problem = {{"n", 32}, {"c", 112},      {"h", 128},      {"w", 96},
                    {"k", 56}, {"r", 3},        {"s", 3},        {"p", 26},
                    {"q", 20}, {"stride_h", 5}, {"stride_w", 5}, {"groups", 1}};
  double inputs = 32. * 112 * 128 * 96, filters = 56. * 112 * 9;
  double outputs = 32. * 56 * 26 * 20;
  kernel.flops = core::Flops(2 * outputs * 112 * 9);
  kernel.bytesRead = core::Bytes((inputs + filters) * 2);
  kernel.bytesWritten = core::Bytes(outputs * 2);
  auto time = roofline::time(kernel, samples::a100());
  ASSERT_TRUE(time);
  EXPECT_DOUBLE_EQ(time->bytesHbm.value(), 90056960);
  EXPECT_DOUBLE_EQ(time->bytesL2.value(), 90056960);
}
