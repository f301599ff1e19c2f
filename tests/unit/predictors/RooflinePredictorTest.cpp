//===- RooflinePredictorTest.cpp - Tests of the roofline predictor --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Analytic/RooflinePredictor.h"
#include "tests/unit/roofline/Samples.h"

#include <gmock/gmock.h>

using namespace perfopt;
using core::Bound;
using core::ElementType;
using predictors::RooflinePredictor;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

static core::Workload workloadOf(std::vector<core::Kernel> kernels) {
  core::Workload workload;
  workload.kernels = std::move(kernels);
  return workload;
}

static core::Prediction predict(const core::Workload &workload,
                                const core::Device &device) {
  auto prediction = RooflinePredictor().predict(workload, device);
  EXPECT_TRUE(prediction);
  return *prediction;
}

TEST(RooflinePredictor, AddsUpKernels) {
  auto prediction =
      predict(workloadOf({samples::relu(25'000'000), samples::relu(1024)}),
              samples::a100());
  ASSERT_EQ(prediction.kernels.size(), 2u);
  EXPECT_EQ(prediction.device, "a100-sxm4-40gb");

  const core::KernelPrediction &large = prediction.kernels[0];
  EXPECT_EQ(large.kernel, 0);
  EXPECT_EQ(large.bound, Bound::Hbm);
  EXPECT_EQ(large.ceiling, "HBM 1346 GB/s");
  EXPECT_EQ(large.pipe, core::Pipe::Fp32);
  EXPECT_DOUBLE_EQ(large.bytesHbm.value(), 200e6); // 2 * 25e6 * 4 B

  const core::KernelPrediction &tiny = prediction.kernels[1];
  EXPECT_EQ(tiny.bound, Bound::Launch);
  EXPECT_EQ(tiny.ceiling, "launch 3 us");

  // 2 us floor + 148.59 us of HBM, then a launch interval of 3 us
  EXPECT_NEAR(core::microseconds(prediction.latency.value), 153.59, 0.01);
  // 148.588 us + 8192 B / 1346 GB/s = 0.006 us
  EXPECT_NEAR(core::microseconds(prediction.latency.low), 148.594, 0.001);
  // 2 * 150.588 + 3 us; 2 * (2 + 8192 B / 35.904 GB/s = 0.228) + 3 us
  EXPECT_NEAR(core::microseconds(prediction.latency.high), 311.63, 0.01);
  EXPECT_FALSE(prediction.latency.coverage.has_value());
}

TEST(RooflinePredictor, ATinyModelTakesItsLaunches) {
  auto prediction =
      predict(workloadOf(std::vector<core::Kernel>(50, samples::relu(16))),
              samples::a100());
  // 50 * 3 us
  EXPECT_NEAR(core::milliseconds(prediction.latency.value), 0.15, 1e-9);
  EXPECT_LT(prediction.utilization, 0.01);
}

TEST(RooflinePredictor, EnergyFollowsUtilisation) {
  auto prediction =
      predict(workloadOf({samples::relu(25'000'000)}), samples::a100());
  // HBM share 148.588 / 150.588 = 0.98672; 50 + 350 * 0.98672 = 395.35 W
  EXPECT_NEAR(prediction.power.value(), 395.35, 0.01);
  // 395.35 W * 150.588 us = 59.535 mJ
  EXPECT_NEAR(prediction.energy.value.value(), 59.535e-3, 1e-6);
  // 50 W * 148.588 us; 400 W * (2 * 150.588 + 3) us
  EXPECT_NEAR(prediction.energy.low.value(), 7.4294e-3, 1e-6);
  EXPECT_NEAR(prediction.energy.high.value(), 121.67e-3, 1e-5);
  EXPECT_NEAR(prediction.utilization, 0.98672, 1e-4);
}

TEST(RooflinePredictor, IntervalsHoldTheValue) {
  std::vector<core::Kernel> kernels;
  for (int64_t size : {1, 32, 300, 4000})
    kernels.push_back(samples::gemm(size, 2 * size, size));
  kernels.push_back(samples::relu(100));
  auto prediction = predict(workloadOf(kernels), samples::a100());
  EXPECT_LT(prediction.latency.low, prediction.latency.value);
  EXPECT_LT(prediction.latency.value, prediction.latency.high);
  EXPECT_LT(prediction.energy.low, prediction.energy.value);
  EXPECT_LT(prediction.energy.value, prediction.energy.high);
}

TEST(RooflinePredictor, StatesItsAssumptionsAndNoFigures) {
  core::Workload workload = workloadOf({samples::gemm(1024, 1024, 1024)});
  auto prediction = predict(workload, samples::a100());
  EXPECT_EQ(prediction.provenance.predictor, "roofline");
  const auto &basis = prediction.provenance.basis;
  for (const char *what : {"a kernel takes", "latency:", "energy:", "memory:"})
    EXPECT_THAT(basis, Contains(StartsWith(what)));
  // The entry's figures have their own provenance.
  EXPECT_THAT(basis, Not(Contains(HasSubstr("TFLOP/s"))));
  EXPECT_THAT(prediction.diagnostics, IsEmpty());

  core::Device device = samples::a100();
  device.kernelFloor.reset();
  EXPECT_THAT(predict(workload, device).provenance.basis,
              Contains(HasSubstr("no kernel floor: 1.35 us assumed")));
}

TEST(RooflinePredictor, ReportsEachSubstitutedPipeOnce) {
  auto prediction =
      predict(workloadOf({samples::gemm(64, 64, 64, ElementType::BF16),
                          samples::gemm(64, 64, 64, ElementType::BF16),
                          samples::gemm(64, 64, 64, ElementType::F16)}),
              samples::v100());
  EXPECT_THAT(
      prediction.diagnostics,
      ElementsAre(AllOf(HasSubstr("'v100-sxm2-16gb'"), HasSubstr("bf16"),
                        HasSubstr("2 kernels"), HasSubstr("fp32"))));
}

TEST(RooflinePredictor, FailsOnAnIncompleteDevice) {
  core::Device device = samples::a100();
  device.bandwidths.erase(core::MemoryLevel::Hbm);
  auto prediction =
      RooflinePredictor().predict(workloadOf({samples::relu(10)}), device);
  ASSERT_FALSE(prediction);
  EXPECT_THAT(prediction.error().message, HasSubstr("HBM bandwidth"));

  device = samples::a100();
  device.peaks.erase(core::Pipe::Fp32);
  auto withoutFp32 =
      RooflinePredictor().predict(workloadOf({samples::relu(10)}), device);
  ASSERT_FALSE(withoutFp32);
  EXPECT_THAT(withoutFp32.error().message, HasSubstr("fp32"));
}

TEST(RooflinePredictor, AnEmptyWorkloadTakesNoTime) {
  auto prediction = predict(core::Workload(), samples::a100());
  EXPECT_EQ(prediction.latency.value.value(), 0);
  EXPECT_EQ(prediction.utilization, 0);
  EXPECT_EQ(prediction.power.value(), 0);
}
