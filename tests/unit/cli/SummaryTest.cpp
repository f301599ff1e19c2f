//===- SummaryTest.cpp - Derived figures --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

using namespace perfopt;
using namespace perfopt::cli;
using testing::SizeIs;

namespace {

/// Two kernels of 3 and 1 ms; the first covers two operators.
AnalyzeReport twoKernels() {
  AnalyzeReport report;
  core::Workload &workload = report.workload;
  workload.request.batch = 8;
  workload.operators.resize(2);
  workload.operators[0].id = 10;
  workload.operators[0].op = "nn.relu";
  workload.operators[0].flops = core::Flops(5);
  workload.operators[1].id = 11;
  workload.operators[1].op = "nn.conv";
  workload.operators[1].flops = core::Flops(500);
  workload.kernels.resize(2);
  workload.kernels[0].family = core::KernelFamily::Conv;
  workload.kernels[0].operators = {10, 11};
  workload.kernels[1].family = core::KernelFamily::Copy;
  report.devices.resize(1);
  core::Prediction &prediction = report.devices[0].prediction;
  prediction.kernels.resize(2);
  prediction.kernels[0].kernel = 1;
  prediction.kernels[0].time = core::Seconds(1e-3);
  prediction.kernels[1].kernel = 0;
  prediction.kernels[1].time = core::Seconds(3e-3);
  prediction.kernels[1].bound = core::Bound::Compute;
  prediction.latency.value = core::Seconds(4e-3);
  return report;
}

} // namespace

TEST(Summary, RowsFollowTheWorkloadWhateverThePredictorsOrder) {
  AnalyzeReport report = twoKernels();
  std::vector<KernelRow> rows =
      kernelRows(report.workload, report.devices[0].prediction);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].op, "nn.conv");          // 500 FLOP against 5
  EXPECT_EQ(rows[1].op, "");                 // covers no operator
  EXPECT_DOUBLE_EQ(rows[0].timeShare, 0.75); // 3 / (3 + 1)
  EXPECT_DOUBLE_EQ(rows[1].timeShare, 0.25);
}

TEST(Summary, PredictionsOfKernelsThatDoNotExistAreIgnored) {
  AnalyzeReport report = twoKernels();
  core::Prediction &prediction = report.devices[0].prediction;
  prediction.kernels[0].kernel = 7;
  prediction.kernels[1].kernel = -1;
  std::vector<KernelRow> rows = kernelRows(report.workload, prediction);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].prediction, nullptr);
  EXPECT_EQ(rows[1].prediction, nullptr);
  EXPECT_EQ(rows[0].timeShare, 0);
}

TEST(Summary, TimeIsGroupedLongestFirst) {
  AnalyzeReport report = twoKernels();
  std::vector<KernelRow> rows =
      kernelRows(report.workload, report.devices[0].prediction);
  std::vector<TimeShare> families = timeByFamily(rows);
  ASSERT_THAT(families, SizeIs(2));
  EXPECT_EQ(families[0].name, "conv");
  EXPECT_EQ(families[1].name, "copy");
  EXPECT_EQ(timeByBound(rows)[0].name, "compute");
  EXPECT_THAT(timeByPhase(rows), SizeIs(1));
}

TEST(Summary, ThroughputCountsSamples) {
  AnalyzeReport report = twoKernels();
  core::Prediction &prediction = report.devices[0].prediction;
  // 8 samples / 4 ms = 2000 per second
  EXPECT_DOUBLE_EQ(*throughput(report.workload, prediction), 2000);
  prediction.latency.value = core::Seconds();
  EXPECT_EQ(throughput(report.workload, prediction), std::nullopt);
}

TEST(Summary, FitLooksAtTheInterval) {
  core::MemoryPrediction memory;
  memory.total = {core::Bytes(10), core::Bytes(8), core::Bytes(12), {}};
  EXPECT_EQ(fit(memory), Fit::Unknown);
  memory.capacity = core::Bytes(9);
  EXPECT_EQ(fit(memory), Fit::No);
  memory.capacity = core::Bytes(11);
  EXPECT_EQ(fit(memory), Fit::Tight);
  memory.capacity = core::Bytes(12);
  EXPECT_EQ(fit(memory), Fit::Yes);
}

TEST(Summary, PowerOfZeroMeansUnknownEnergy) {
  core::Prediction prediction;
  prediction.latency.value = core::Seconds(1);
  EXPECT_FALSE(knowsEnergy(prediction));
  prediction.power = core::Watts(100);
  EXPECT_TRUE(knowsEnergy(prediction));
  prediction.energy.value =
      core::Joules(std::numeric_limits<double>::quiet_NaN());
  EXPECT_FALSE(knowsEnergy(prediction));
  // Energy is power over time.
  prediction.energy.value = core::Joules(1);
  EXPECT_TRUE(knowsEnergy(prediction));
  prediction.latency.value = core::Seconds();
  EXPECT_FALSE(knowsEnergy(prediction));
}

TEST(Summary, LaunchOverheadIsWhatNoRoofExplains) {
  AnalyzeReport report = twoKernels();
  core::Prediction &prediction = report.devices[0].prediction;
  EXPECT_EQ(launchShare(kernelRows(report.workload, prediction)).kernels, 0);
  // The copy of 1 ms: its slowest roof would need a fifth of that.
  prediction.kernels[0].bound = core::Bound::Launch;
  prediction.kernels[0].fractionOfCeiling = 0.2;
  LaunchShare launches = launchShare(kernelRows(report.workload, prediction));
  EXPECT_EQ(launches.kernels, 1);
  EXPECT_DOUBLE_EQ(launches.bound, 0.25);              // 1 / (3 + 1)
  EXPECT_DOUBLE_EQ(launches.overhead.value(), 0.8e-3); // 1 ms * (1 - 0.2)
  EXPECT_DOUBLE_EQ(launches.overheadShare, 0.2);       // 0.8 / 4

  prediction.kernels[0].fractionOfCeiling =
      std::numeric_limits<double>::quiet_NaN();
  launches = launchShare(kernelRows(report.workload, prediction));
  EXPECT_DOUBLE_EQ(launches.overheadShare, 0.25); // nothing is known to work
}
