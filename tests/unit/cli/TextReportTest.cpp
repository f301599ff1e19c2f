//===- TextReportTest.cpp - The report for the terminal -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/TextReport.h"

#include "SampleReport.h"

#include "cli/Report/Text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

using namespace perfopt;
using namespace perfopt::cli;
using testing::HasSubstr;
using testing::Not;

namespace {

std::vector<std::string> lines(const std::string &text) {
  std::vector<std::string> found;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    found.push_back(line);
  return found;
}

/// The columns of `line` in which `word` ends, or -1.
int endOf(const std::string &line, const std::string &word) {
  size_t at = line.find(word);
  return at == std::string::npos
             ? -1
             : displayWidth(line.substr(0, at + word.size()));
}

/// The lines of the table whose title line holds `column`, title included.
std::vector<std::string> tableWith(const std::string &text,
                                   const std::string &column) {
  std::vector<std::string> table;
  for (const std::string &line : lines(text)) {
    bool inside = !table.empty();
    if (!inside && line.find(column) == std::string::npos)
      continue;
    if (inside && line.find_first_not_of(' ') == std::string::npos)
      break;
    table.push_back(line);
  }
  return table;
}

class Widths : public testing::TestWithParam<int> {};

} // namespace

TEST_P(Widths, EveryLineKeepsToTheWidth) {
  TextOptions options{.width = GetParam(), .top = 200};
  for (const AnalyzeReport &report :
       {test::sampleReport(), test::emptyReport(), test::awkwardReport()})
    for (const std::string &line : lines(renderText(report, options))) {
      EXPECT_LE(displayWidth(line), GetParam()) << line;
      EXPECT_FALSE(line.ends_with(' ')) << '"' << line << '"';
    }
}

TEST_P(Widths, KernelColumnsAlign) {
  for (const AnalyzeReport &report :
       {test::sampleReport(), test::awkwardReport()}) {
    std::string text = renderText(report, {.width = GetParam(), .top = 200});
    std::vector<std::string> table = tableWith(text, "%peak");
    // Title and rule, then every kernel.
    ASSERT_EQ(table.size(), 2 + report.workload.kernels.size());
    int end = endOf(table[0], "%time");
    int bound = endOf(table[0], " bound") - 5;
    for (const std::string &line : table) {
      // The last column is right-aligned: all lines end together.
      EXPECT_EQ(displayWidth(line), end) << line;
      if (line.find("hbm") != std::string::npos) {
        EXPECT_EQ(endOf(line, " hbm") - 3, bound) << line;
      }
    }
  }
}

TEST_P(Widths, NothingIsColouredUnlessAsked) {
  TextOptions options{.width = GetParam(), .top = 200};
  AnalyzeReport report = test::awkwardReport();
  EXPECT_THAT(renderText(report, options), Not(HasSubstr("\x1b")));
  options.color = true;
  EXPECT_THAT(renderText(report, options), HasSubstr("\x1b["));
}

INSTANTIATE_TEST_SUITE_P(TextReport, Widths, testing::Values(80, 100, 160));

TEST(TextReport, StatesModelAndRequest) {
  std::string text = renderText(test::sampleReport(), {.width = 160});
  EXPECT_THAT(text, HasSubstr("23.5 M parameters"));
  EXPECT_THAT(text, HasSubstr("sha256 9f2c1ab04d7e\n"));
  EXPECT_THAT(text, HasSubstr("batch 16, the model's own types, inference, "
                              "eager runtime"));
  EXPECT_THAT(text, HasSubstr("nothing: every operator has a counting rule"));
}

TEST(TextReport, ComparesSeveralDevicesOnly) {
  AnalyzeReport report = test::sampleReport();
  EXPECT_THAT(renderText(report, {}), HasSubstr("2 devices, batch of 16"));
  report.devices.resize(1);
  EXPECT_THAT(renderText(report, {}), Not(HasSubstr("devices, batch")));
}

TEST(TextReport, SaysWhatAnIntervalMeans) {
  AnalyzeReport report = test::sampleReport();
  report.devices.resize(1);
  EXPECT_THAT(renderText(report, {.width = 160}),
              HasSubstr("latency, memory, energy: bounds by argument, how "
                        "often they hold has not been measured"));
  report.devices[0].prediction.latency.coverage = 0.9;
  EXPECT_THAT(renderText(report, {.width = 160}),
              HasSubstr("latency: 90.0 % of the measured cases fell inside; "
                        "memory, energy: bounds by argument"));
}

TEST(TextReport, TellsWhatIsMissing) {
  AnalyzeReport report = test::sampleReport();
  report.devices.erase(report.devices.begin());
  std::string text = renderText(report, {});
  EXPECT_THAT(text, HasSubstr("the device's entry lists no profiles"));
  EXPECT_THAT(text, HasSubstr("no price known for this device"));
  EXPECT_THAT(text, HasSubstr("unknown: the device's entry states no power"));
  EXPECT_THAT(text, HasSubstr("no electricity grid was chosen"));
}

TEST(TextReport, NamesUncountedOperators) {
  std::string text = renderText(test::awkwardReport(), {.width = 160});
  EXPECT_THAT(text, HasSubstr("3.2 % of the FLOPs, <0.1 % of the bytes: "
                              "com.acme.fancy"));
  EXPECT_THAT(text, HasSubstr("no counting rule for 'com.acme.fancy'"));
}

TEST(TextReport, TightMemoryAndCautionAreSaid) {
  std::string text = renderText(test::awkwardReport(), {.width = 160});
  EXPECT_THAT(text, HasSubstr("fits, but the upper end of the interval does "
                              "not"));
  EXPECT_THAT(text, HasSubstr("out of range"));
  EXPECT_THAT(text, HasSubstr("recommended  none"));
}

TEST(TextReport, EmptyModel) {
  std::string text = renderText(test::emptyReport(), {});
  EXPECT_THAT(text, HasSubstr("the model launches no kernel"));
  EXPECT_THAT(text, Not(HasSubstr("nan")));
  EXPECT_THAT(text, Not(HasSubstr("slowest")));
}

TEST(TextReport, AGraphPredictorHasNoTimesByKernel) {
  AnalyzeReport report = test::sampleReport();
  report.devices[0].prediction.kernels.clear();
  EXPECT_THAT(renderText(report, {}),
              HasSubstr("the predictor answers for the whole graph only"));
}

TEST(TextReport, TopLimitsTheTable) {
  AnalyzeReport report = test::sampleReport();
  report.devices.resize(1);
  std::string text = renderText(report, {.top = 3});
  EXPECT_THAT(text, HasSubstr("slowest 3 of 102 kernels"));
  EXPECT_EQ(tableWith(text, "%peak").size(), 2u + 3u);
  EXPECT_THAT(renderText(report, {.top = 0}), Not(HasSubstr("slowest")));
}
