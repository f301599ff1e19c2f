//===- StatisticsTest.cpp - Tests of medians and spreads ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/Statistics.h"

#include <gtest/gtest.h>

using namespace perfopt::measure;

TEST(Statistics, TakesTheMiddleOfAnOddNumber) {
  Summary summary = summarize({5, 1, 4, 2, 3});
  EXPECT_DOUBLE_EQ(summary.median, 3);
  // Positions 0.25 * 4 = 1 and 0.75 * 4 = 3 of 1 2 3 4 5.
  EXPECT_DOUBLE_EQ(summary.lowerQuartile, 2);
  EXPECT_DOUBLE_EQ(summary.upperQuartile, 4);
  EXPECT_EQ(summary.count, 5);
  // (4 - 2) / 3
  EXPECT_DOUBLE_EQ(summary.spread(), 2.0 / 3);
}

TEST(Statistics, InterpolatesBetweenNeighbours) {
  Summary summary = summarize({10, 20, 30, 40});
  EXPECT_DOUBLE_EQ(summary.median, 25);
  // Position 0.25 * 3 = 0.75: 10 + 0.75 * 10.
  EXPECT_DOUBLE_EQ(summary.lowerQuartile, 17.5);
  EXPECT_DOUBLE_EQ(summary.upperQuartile, 32.5);
}

TEST(Statistics, OneOutlierMovesNeitherMedianNorSpread) {
  Summary summary = summarize({1, 1, 1, 1, 1, 1, 1, 1, 100});
  EXPECT_DOUBLE_EQ(summary.median, 1);
  EXPECT_DOUBLE_EQ(summary.spread(), 0);
}

TEST(Statistics, HasNothingToSayOfNoSamples) {
  EXPECT_EQ(summarize({}).count, 0);
  EXPECT_DOUBLE_EQ(summarize({}).spread(), 0);
}
