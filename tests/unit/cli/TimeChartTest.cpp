//===- TimeChartTest.cpp - Tests of the time chart -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SampleReport.h"

#include "cli/Report/TimeChart.h"

#include <gmock/gmock.h>

namespace perfopt::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string chart(const AnalyzeReport &report) {
  return drawTimeChart(report.workload, report.devices[0]).file();
}

TEST(TimeChart, SaysWhatTakesLong) {
  std::string svg = chart(test::sampleReport());
  EXPECT_THAT(svg, HasSubstr("Time of resnet50 on Example GPU SXM 40GB"));
  EXPECT_THAT(svg, HasSubstr(">by kernel family<"));
  EXPECT_THAT(svg, HasSubstr(">conv<"));
  EXPECT_THAT(svg, HasSubstr(">53 kernels<"));
  EXPECT_THAT(svg, HasSubstr(">nn.conv<"));
  EXPECT_THAT(svg, HasSubstr(">/layer1/layer1.0/Add<"));
  EXPECT_THAT(svg, HasSubstr(" others<"));
  // Inference has one phase.
  EXPECT_THAT(svg, Not(HasSubstr("by phase")));
}

TEST(TimeChart, PhasesOfATrainingStep) {
  AnalyzeReport report = test::sampleReport();
  report.workload.kernels.back().phase = core::Phase::Backward;
  std::string svg = chart(report);
  EXPECT_THAT(svg, HasSubstr(">by phase<"));
  EXPECT_THAT(svg, HasSubstr(">backward<"));
}

TEST(TimeChart, WithoutTimesThereAreNoBars) {
  std::string svg = chart(test::emptyReport());
  EXPECT_THAT(svg, HasSubstr("no kernel has a known time"));
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
}

TEST(TimeChart, NamesAreNoMarkup) {
  AnalyzeReport report = test::sampleReport();
  for (core::Kernel &kernel : report.workload.kernels)
    kernel.name = "<b>&";
  for (core::Operator &op : report.workload.operators)
    op.op = "<i>";
  std::string svg = chart(report);
  EXPECT_THAT(svg, HasSubstr("&lt;b&gt;&amp;"));
  EXPECT_THAT(svg, Not(HasSubstr("<b>")));
  EXPECT_THAT(svg, Not(HasSubstr("<i>")));
}

} // namespace
} // namespace perfopt::cli
