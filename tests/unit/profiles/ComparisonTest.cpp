//===- ComparisonTest.cpp - Counted and predicted beside measured ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Compare/Comparison.h"

#include "TestData.h"

#include <gmock/gmock.h>

namespace perfopt::profiles {
namespace {

using core::Bytes;
using core::Flops;
using core::KernelFamily;
using core::Pipe;
using core::Seconds;
using test::addKernel;
using test::unit;
using testing::DoubleEq;
using testing::Optional;

/// 100 FLOP/s on fp32, 10 bytes a second.
core::Device smallDevice() {
  core::Device device;
  device.id = "small";
  device.name = "NVIDIA Small-40GB";
  device.aliases = {"s40"};
  device.peaks[Pipe::Fp32] = {core::FlopsPerSecond(100), {}};
  device.bandwidths[core::MemoryLevel::Hbm] = {core::BytesPerSecond(10), {}};
  return device;
}

struct Fixture {
  core::Workload workload;
  core::Prediction prediction;
  RunUnits run;

  /// conv: 400 FLOPs, 20 bytes; relu: 1 FLOP, 50 bytes; gemm not measured.
  Fixture() {
    addKernel(workload, "conv", KernelFamily::Conv);
    addKernel(workload, "relu", KernelFamily::Elementwise);
    addKernel(workload, "gemm", KernelFamily::Gemm);
    setWork(0, 400, 20, 5);
    setWork(1, 1, 50, 6);
    setWork(2, 10, 10, 1);
    run.units = {unit("fprop", KernelFamily::Conv, 8),
                 unit("relu", KernelFamily::Elementwise, 5),
                 unit("[CUDA memcpy]", {}, 0.5)};
    run.units[2].isTransfer = true;
    run.units[0].start = Seconds(0);
    run.units[1].start = Seconds(9);
    run.units[2].start = Seconds(14.5);
  }

  void setWork(int kernel, double flops, double bytes, double seconds) {
    workload.kernels[kernel].flops = Flops(flops);
    workload.kernels[kernel].bytesRead = Bytes(bytes);
    core::KernelPrediction predicted;
    predicted.kernel = kernel;
    predicted.time = Seconds(seconds);
    predicted.pipe = Pipe::Fp32;
    predicted.bound = core::Bound::Hbm;
    predicted.bytesHbm = Bytes(bytes);
    prediction.kernels.push_back(predicted);
  }

  Comparison result() const {
    return compare(workload, prediction, smallDevice(), run,
                   join(workload, run.units, true));
  }
};

TEST(Comparison, LargestDifferenceFirst) {
  Comparison comparison = Fixture().result();
  ASSERT_EQ(comparison.rows.size(), 4u);
  // 8 - 5 = 3, 5 - 6 = -1 and 0 - 1 = -1, 0.5 - 0.
  EXPECT_EQ(comparison.rows[0].name, "conv");
  EXPECT_EQ(comparison.rows[0].difference(), Seconds(3));
  EXPECT_EQ(comparison.rows[1].difference(), Seconds(-1));
  EXPECT_EQ(comparison.rows[3].name, "[CUDA memcpy]");
  EXPECT_EQ(comparison.rows[3].by, std::nullopt);
  EXPECT_EQ(comparison.rows[3].predicted, std::nullopt);
}

TEST(Comparison, FractionOfTheRoofline) {
  Fixture fixture;
  Comparison comparison = fixture.result();
  // conv: max(400 / 100, 20 / 10) = 4 s of 8 s.
  EXPECT_THAT(comparison.rows[0].fractionOfRoofline, Optional(DoubleEq(0.5)));
  EXPECT_FALSE(comparison.rows[0].rooflineFromCounters);

  // Measured: max(600 / 100, 72 / 10) = 7.2 s of 8 s.
  fixture.run.units[0].counters.flops[Pipe::Fp32] = Flops(600);
  fixture.run.units[0].counters.dram = Bytes(72);
  comparison = fixture.result();
  EXPECT_THAT(comparison.rows[0].fractionOfRoofline, Optional(DoubleEq(0.9)));
  EXPECT_TRUE(comparison.rows[0].rooflineFromCounters);
}

TEST(Comparison, Totals) {
  ComparisonTotals totals = Fixture().result().totals;
  EXPECT_EQ(totals.predicted, Seconds(12));  // 5 + 6 + 1
  EXPECT_EQ(totals.measured, Seconds(13.5)); // 8 + 5 + 0.5
  EXPECT_EQ(totals.predictedOnly, Seconds(1));
  EXPECT_EQ(totals.measuredOnly, Seconds(0.5));
  EXPECT_THAT(totals.measuredSpan, Optional(Seconds(15))); // 14.5 + 0.5
  EXPECT_EQ(totals.countedFlops, Flops(411));              // 400 + 1 + 10
  EXPECT_EQ(totals.countedBytes, Bytes(80));               // 20 + 50 + 10
  EXPECT_EQ(totals.measuredFlops, std::nullopt);
  EXPECT_EQ(totals.kernelsMatched, 2);
  EXPECT_EQ(totals.kernels, 3);
  EXPECT_EQ(totals.unitsMatched, 2);
}

TEST(Comparison, MatchedTotalsAreOfTheSameThings) {
  Fixture fixture;
  for (Unit &one : fixture.run.units)
    one.counters.dram = Bytes(30);
  fixture.run.units[0].counters.flops[Pipe::Fp32] = Flops(500);
  fixture.run.units[1].counters.flops[Pipe::Fp32] = Flops(2);
  ComparisonTotals totals = fixture.result().totals;
  EXPECT_FALSE(totals.isMatchedInFull());
  // The convolution and the ReLU; neither the product nor the copy.
  EXPECT_EQ(totals.matched.predicted, Seconds(11));            // 5 + 6
  EXPECT_THAT(totals.matched.measured, Optional(Seconds(13))); // 8 + 5
  EXPECT_EQ(totals.matched.countedFlops, Flops(401));          // 400 + 1
  EXPECT_THAT(totals.matched.counters.totalFlops(),
              Optional(Flops(502)));                              // 500 + 2
  EXPECT_EQ(totals.matched.predictedHbm, Bytes(70));              // 20 + 50
  EXPECT_THAT(totals.matched.counters.dram, Optional(Bytes(60))); // 30 + 30
  // The copy's FLOPs are unknown, and so are those of everything.
  EXPECT_EQ(totals.measuredFlops, std::nullopt);
  EXPECT_EQ(totals.predictedHbm, Bytes(80)); // 20 + 50 + 10

  fixture.run.units[1].time.reset();
  EXPECT_EQ(fixture.result().totals.matched.measured, std::nullopt);
}

TEST(Comparison, ATotalThatIsPartlyUnknownIsUnknown) {
  Fixture fixture;
  for (Unit &one : fixture.run.units)
    one.counters.dram = Bytes(3);
  EXPECT_THAT(fixture.result().totals.dram, Optional(Bytes(9))); // 3 * 3
  fixture.run.units[1].counters.dram.reset();
  EXPECT_EQ(fixture.result().totals.dram, std::nullopt);
}

TEST(Comparison, Families) {
  Comparison comparison = Fixture().result();
  ASSERT_EQ(comparison.families.size(), 4u);
  EXPECT_EQ(comparison.families[0].family, KernelFamily::Conv);
  EXPECT_EQ(comparison.families[0].difference(), Seconds(3));
  for (const FamilyRow &row : comparison.families)
    if (row.family == KernelFamily::Gemm) {
      EXPECT_EQ(row.predictedOnly, Seconds(1));
    } else if (!row.family) {
      EXPECT_EQ(row.measuredOnly, Seconds(0.5));
    }
}

TEST(Comparison, IsOfTheDeviceByAnyName) {
  Profile profile;
  EXPECT_EQ(isSameDevice(profile, smallDevice()), std::nullopt);
  for (const char *name :
       {"NVIDIA Small-40GB", "nvidia small 40gb", "S40", "NVIDIA S40"}) {
    profile.device = name;
    EXPECT_THAT(isSameDevice(profile, smallDevice()), Optional(true)) << name;
  }
  profile.device = "NVIDIA Small-80GB";
  EXPECT_THAT(isSameDevice(profile, smallDevice()), Optional(false));
}

} // namespace
} // namespace perfopt::profiles
