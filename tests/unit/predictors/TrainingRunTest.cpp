//===- TrainingRunTest.cpp - Tests of a whole training --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Deployment/TrainingRun.h"

#include <gtest/gtest.h>

using namespace perfopt;
using namespace perfopt::predictors;
using core::Joules;
using core::Seconds;

static core::Prediction step(double seconds, double joules) {
  core::Prediction prediction;
  prediction.latency = {Seconds(seconds), Seconds(seconds / 2),
                        Seconds(seconds * 2), std::nullopt};
  prediction.energy = {Joules(joules), Joules(joules), Joules(joules),
                       std::nullopt};
  return prediction;
}

TEST(TrainingRun, GivesTheThesisFigures) {
  core::CloudCost a100;
  a100.perGpuHour = core::UsdPerHour(2.934);
  core::TrainingRun run = trainingRun(200000, step(0.350, 0), {a100}, {});
  // 5.6.4: 0.350 s * 2e5 / 3600 = 19.44 h; * 2.934 $/h = 57.05 $, of which the
  // thesis prints 57.04: 19.44 h * 2.934 = 57.037.
  EXPECT_NEAR(run.time.value.value() / 3600, 19.44, 0.005);
  ASSERT_EQ(run.costs.size(), 1u);
  EXPECT_NEAR(run.costs[0].total.value(), 57.04, 0.015);
  EXPECT_DOUBLE_EQ(run.costs[0].total.value(), 0.350 * 2e5 / 3600 * 2.934);
}

TEST(TrainingRun, EverythingGrowsWithTheSteps) {
  core::CarbonFootprint carbon;
  carbon.perRun = core::GramsCo2e(0.25);
  core::TrainingRun run = trainingRun(1000, step(2, 300), {}, carbon);
  EXPECT_EQ(run.steps, 1000);
  EXPECT_DOUBLE_EQ(run.time.low.value(), 1000);    // 1000 * 2 / 2
  EXPECT_DOUBLE_EQ(run.time.high.value(), 4000);   // 1000 * 2 * 2
  EXPECT_DOUBLE_EQ(run.energy.value.value(), 3e5); // 1000 * 300
  ASSERT_TRUE(run.carbon);
  EXPECT_DOUBLE_EQ(run.carbon->value(), 250); // 1000 * 0.25
}

TEST(TrainingRun, WithoutAGridThereIsNoCarbon) {
  EXPECT_FALSE(trainingRun(1, step(1, 1), {}, {}).carbon);
}
