//===- SamplingTest.cpp - Tests of timing work again and again ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/Sampling.h"

#include <gmock/gmock.h>

#include <vector>

using namespace perfopt;
using measure::sample;
using measure::SamplingOptions;
using measure::Summary;

TEST(Sampling, RepeatsUntilASampleIsLongEnough) {
  std::vector<int64_t> asked;
  // Each time takes a millisecond.
  auto work = [&](int64_t times) {
    asked.push_back(times);
    return core::Seconds(1e-3 * double(times));
  };
  Summary summary = sample(work, {core::Seconds(0.05), 2, 5});
  // 1 ms is too short; at most tenfold: 10 ms. Then 10 * 1.1 * 50 / 10 = 55.
  // Two warm-ups and five samples follow.
  EXPECT_THAT(asked,
              testing::ElementsAre(1, 10, 55, 55, 55, 55, 55, 55, 55, 55));
  EXPECT_NEAR(summary.median, 1e-3, 1e-12);
  EXPECT_EQ(summary.count, 5);
}

TEST(Sampling, CountsNoWarmUp) {
  // The first three runs (one to find the length, two warm-ups) take 9 s, the
  // samples 1 s.
  int runs = 0;
  auto work = [&](int64_t) { return core::Seconds(runs++ < 3 ? 9 : 1); };
  Summary summary = sample(work, {core::Seconds(0.5), 2, 3});
  EXPECT_DOUBLE_EQ(summary.median, 1);
  EXPECT_DOUBLE_EQ(summary.upperQuartile, 1);
}

TEST(Sampling, EndsWhenTheClockDoesNotMove) {
  auto work = [](int64_t) { return core::Seconds(0); };
  EXPECT_DOUBLE_EQ(sample(work, {core::Seconds(0.05), 0, 1}).median, 0);
}

TEST(Sampling, SaysHowManyAndHowFarApart) {
  // (1.02 - 0.98) / 1 = 4 %
  EXPECT_EQ(measure::describe({1.0, 0.98, 1.02, 9}), "median of 9, spread 4 %");
}
