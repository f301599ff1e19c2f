//===- ChartDataTest.cpp - Tests of the roofline chart's data -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Samples.h"

#include "roofline/ChartData.h"

#include <gtest/gtest.h>

#include <limits>

namespace perfopt::roofline {
namespace {

using core::Bytes;
using core::Flops;
using core::MemoryLevel;
using core::Pipe;
using core::Seconds;

core::KernelPrediction predicted(int kernel, double seconds, Pipe pipe) {
  core::KernelPrediction row;
  row.kernel = kernel;
  row.time = Seconds(seconds);
  row.bound = core::Bound::Hbm;
  row.pipe = pipe;
  row.bytesL1 = Bytes(4e6);
  row.bytesL2 = Bytes(2e6);
  row.bytesHbm = Bytes(1e6);
  return row;
}

/// Two equal products and, between them, a longer copy without FLOPs.
struct Sample {
  Sample() {
    workload.kernels = {samples::gemm(128, 128, 128), samples::relu(1000),
                        samples::gemm(128, 128, 128)};
    workload.kernels[0].name = "first";
    workload.kernels[1].flops = Flops();
    prediction.kernels = {predicted(0, 2e-6, Pipe::Fp16Tensor),
                          predicted(1, 5e-6, Pipe::Fp32),
                          predicted(2, 2e-6, Pipe::Fp16Tensor)};
  }
  ChartData chart() const {
    return chartData(samples::a100(), workload, prediction);
  }
  core::Workload workload;
  core::Prediction prediction;
};

TEST(ChartData, KernelsAlikeAreOneMark) {
  ChartData chart = Sample().chart();
  ASSERT_EQ(chart.marks.size(), 2u);
  // 1 * 5 us is longer than 2 * 2 us.
  EXPECT_EQ(chart.marks[0].kernels, 1);
  EXPECT_FALSE(chart.marks[0].hasPoints());
  const Mark &products = chart.marks[1];
  EXPECT_EQ(products.label, "first");
  EXPECT_EQ(products.kernels, 2);
  EXPECT_DOUBLE_EQ(products.totalTime().value(), 4e-6);
  EXPECT_DOUBLE_EQ(chart.totalTime().value(), 9e-6);
}

TEST(ChartData, PointsShareTheirPerformance) {
  const Mark products = Sample().chart().marks[1];
  ASSERT_TRUE(products.hasPoints());
  // 2 * 128^3 = 4194304 FLOP in 2 us.
  EXPECT_DOUBLE_EQ(products.performance().value(), 4194304 / 2e-6);
  auto intensity = [&](MemoryLevel level) {
    return (products.flops / products.bytes.at(level)).value();
  };
  EXPECT_DOUBLE_EQ(intensity(MemoryLevel::L1), 4194304 / 4e6);
  EXPECT_DOUBLE_EQ(intensity(MemoryLevel::L2), 4194304 / 2e6);
  EXPECT_DOUBLE_EQ(intensity(MemoryLevel::Hbm), 4194304 / 1e6);
}

TEST(ChartData, AnotherTimeIsAnotherMark) {
  Sample sample;
  sample.prediction.kernels[2].time = Seconds(3e-6);
  EXPECT_EQ(sample.chart().marks.size(), 3u);
}

TEST(ChartData, RoofsAreThoseOfTheEntry) {
  ChartData chart = Sample().chart();
  // fp16 and bf16 on tensor cores share 292.2 TFLOP/s.
  ASSERT_EQ(chart.compute.size(), 3u);
  EXPECT_EQ(chart.compute[0].pipes,
            (std::vector{Pipe::Fp16Tensor, Pipe::Bf16Tensor}));
  EXPECT_TRUE(chart.compute[0].used);
  EXPECT_FALSE(chart.compute[1].used);
  // The copy computes nothing on fp32.
  EXPECT_EQ(chart.compute[2].pipes, std::vector{Pipe::Fp32});
  EXPECT_FALSE(chart.compute[2].used);

  ASSERT_EQ(chart.memory.size(), 3u);
  EXPECT_EQ(chart.memory[0].level, MemoryLevel::L1);
  EXPECT_EQ(chart.memory[2].level, MemoryLevel::Hbm);
  // 292.2e12 / 1346e9 = 217.09
  EXPECT_NEAR(ridge(chart.compute[0], chart.memory[2]).value(), 217.09, 0.01);
}

TEST(ChartData, IsOfAProcessorWhereTheEntryIs) {
  Sample sample;
  core::Device device = samples::a100();
  device.kind = core::DeviceKind::Cpu;
  EXPECT_EQ(chartData(device, sample.workload, sample.prediction).kind,
            core::DeviceKind::Cpu);
}

TEST(ChartData, UnknownIsNoPoint) {
  Sample sample;
  core::KernelPrediction &row = sample.prediction.kernels[0];
  row.time = Seconds(std::numeric_limits<double>::quiet_NaN());
  row.bytesL2 = Bytes();
  sample.prediction.kernels[1].kernel = 7; // of another workload
  ChartData chart = sample.chart();
  ASSERT_EQ(chart.marks.size(), 2u);
  EXPECT_FALSE(chart.marks[1].hasPoints());
  EXPECT_EQ(chart.marks[1].bytes.count(MemoryLevel::L2), 0u);
  EXPECT_DOUBLE_EQ(chart.totalTime().value(), 2e-6);
}

TEST(ChartData, MeasuredMarksStandApart) {
  Mark predictedMark = Sample().chart().marks[1];
  Mark measuredMark = predictedMark;
  measuredMark.kind = Mark::Kind::Measured;
  measuredMark.kernels = 1;
  std::vector<Mark> joined =
      joinAlike({predictedMark, measuredMark, measuredMark});
  ASSERT_EQ(joined.size(), 2u);
  EXPECT_EQ(joined[1].kernels, 2);
  EXPECT_TRUE(joinAlike({}).empty());
}

} // namespace
} // namespace perfopt::roofline
