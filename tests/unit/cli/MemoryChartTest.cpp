//===- MemoryChartTest.cpp - Tests of the memory chart --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SampleReport.h"

#include "cli/Report/MemoryChart.h"

#include <gmock/gmock.h>

namespace perfopt::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string chart(const AnalyzeReport &report) {
  return drawMemoryChart(report.workload, report.devices[0]).file();
}

TEST(MemoryChart, SaysWhatIsWhere) {
  std::string svg = chart(test::sampleReport());
  EXPECT_THAT(svg, HasSubstr("Device memory of resnet50 on Example GPU"));
  EXPECT_THAT(svg, HasSubstr("batch of 16, eager runtime: "));
  EXPECT_THAT(svg, HasSubstr("Memory in use (MB, 10^6 bytes)"));
  EXPECT_THAT(svg, HasSubstr("Kernels in order of execution"));
  EXPECT_THAT(svg, HasSubstr(">forward<"));
  EXPECT_THAT(svg, HasSubstr("activations, at most 206 MB"));
  EXPECT_THAT(svg, HasSubstr("kernel 8 of "));
  EXPECT_THAT(svg, HasSubstr("(nn."));
  EXPECT_THAT(svg, HasSubstr("Conv_output_0 51.4 MB"));
  // Nothing is trained, so nothing is said of it.
  EXPECT_THAT(svg, Not(HasSubstr(">gradients")));
}

TEST(MemoryChart, PhasesAreMarked) {
  AnalyzeReport report = test::sampleReport();
  auto &kernels = report.workload.kernels;
  for (size_t i = kernels.size() / 2; i < kernels.size(); ++i)
    kernels[i].phase = core::Phase::Backward;
  EXPECT_THAT(chart(report), HasSubstr(">backward<"));
}

TEST(MemoryChart, DrawsNothingWithoutKernels) {
  std::string svg = chart(test::emptyReport());
  EXPECT_THAT(svg, HasSubstr("Device memory of empty on example-bare"));
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
  EXPECT_THAT(svg, Not(HasSubstr("inf")));
}

TEST(MemoryChart, NamesAreNoMarkup) {
  AnalyzeReport report = test::awkwardReport();
  report.workload.model.name = "<script>&\xff";
  std::string svg = chart(report);
  EXPECT_THAT(svg, HasSubstr("&lt;script&gt;&amp;?"));
  EXPECT_THAT(svg, Not(HasSubstr("<script>")));
}

TEST(MemoryChart, ManyKernelsShareColumns) {
  AnalyzeReport report = test::sampleReport();
  core::MemoryPrediction &memory = report.devices[0].prediction.memory;
  memory.timeline.assign(1000000, memory.timeline[0]);
  // 1200 columns of four points, each of at most 16 characters, five layers.
  EXPECT_LT(chart(report).size(), 1200u * 4 * 16 * 5 + 10000);
}

} // namespace
} // namespace perfopt::cli
