//===- SweepReportTest.cpp ------------------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SampleReport.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace perfopt::cli;
using testing::HasSubstr;

TEST(SweepReport, HasATableForEachDeviceAndType) {
  std::string text = renderSweepText(test::sampleSweep(), {});
  EXPECT_THAT(text, HasSubstr("example-board, the model's own types"));
  EXPECT_THAT(text, HasSubstr("example-bare, fp16"));
  EXPECT_THAT(text, HasSubstr("1 sizes evaluated from exact polynomials, 1 "
                              "counted one by one; predictor roofline"));
  EXPECT_THAT(text, HasSubstr("counted size by size"));
}

TEST(SweepReport, SaysWhatHoldsForEverySize) {
  EXPECT_THAT(renderSweepText(test::sampleSweep(), {}),
              HasSubstr("training with sgd and momentum, state in the parameters' type, eager"));
  auto request = renderSweepJson(test::sampleSweep())["request"];
  EXPECT_EQ(request["training"]["momentum"], true);
  EXPECT_FALSE(request.contains("batch"));
}

TEST(SweepReport, KeepsUnknownsApartFromNumbers) {
  std::string csv = renderSweepCsv(test::sampleSweep());
  // 1 / 1 ms; 2e9 B of 4e9 fit
  EXPECT_THAT(csv, HasSubstr("example-board,,1,,1,1000,2000,1,0.25\n"));
  // 8 / 4 ms = 2000; 5e9 B of 4e9 do not
  EXPECT_THAT(csv, HasSubstr("example-board,,8,,4,2000,5000,0,1\n"));
  EXPECT_THAT(csv, HasSubstr("example-bare,fp16,8,128,4,2000,5000,,\n"));
}

} // namespace
