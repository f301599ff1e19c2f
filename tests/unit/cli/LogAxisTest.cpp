//===- LogAxisTest.cpp - Tests of the logarithmic axis -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/LogAxis.h"

#include <gtest/gtest.h>

namespace perfopt::cli {
namespace {

TEST(LogAxis, DecadesHaveOneLength) {
  // Three decades on 300 pixels, upwards.
  LogAxis axis(1e9, 1e12, 400, 100);
  EXPECT_DOUBLE_EQ(axis.at(1e9), 400);
  EXPECT_DOUBLE_EQ(axis.at(1e10), 300);
  EXPECT_DOUBLE_EQ(axis.at(1e12), 100);
  EXPECT_NEAR(axis.valueAt(200), 1e11, 1);
  EXPECT_TRUE(axis.holds(1e12));
  EXPECT_FALSE(axis.holds(2e12));
}

TEST(LogAxis, TicksStandAtPowersOfTen) {
  std::vector<std::string> labels;
  for (const LogAxis::Tick &tick : LogAxis(0.005, 2e4, 0, 100).decades())
    labels.push_back(tick.label);
  EXPECT_EQ(labels, (std::vector<std::string>{"0.01", "0.1", "1", "10", "100",
                                              "1 k", "10 k"}));
  labels.clear();
  for (const LogAxis::Tick &tick : LogAxis(1e11, 1e13, 0, 100).decades())
    labels.push_back(tick.label);
  EXPECT_EQ(labels, (std::vector<std::string>{"100 G", "1 T", "10 T"}));
}

TEST(LogAxis, SmallTicksStandBetween) {
  // 5 to 9, 20 to 40.
  EXPECT_EQ(LogAxis(4.5, 45, 0, 100).betweenDecades(),
            (std::vector<double>{5, 6, 7, 8, 9, 20, 30, 40}));
}

} // namespace
} // namespace perfopt::cli
