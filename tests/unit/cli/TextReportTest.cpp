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
using testing::AllOf;
using testing::ContainsRegex;
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

INSTANTIATE_TEST_SUITE_P(TextReport, Widths, testing::Values(60, 80, 100, 160));

TEST(TextReport, StatesModelAndRequest) {
  std::string text = renderText(test::sampleReport(), {.width = 160});
  EXPECT_THAT(text, HasSubstr("23.5 M parameters"));
  EXPECT_THAT(text, HasSubstr("sha256 9f2c1ab0\n"));
  EXPECT_THAT(text, HasSubstr("batch 16, the model's own types, inference, "
                              "eager runtime"));
  EXPECT_THAT(text, HasSubstr("nothing: every operator has a counting rule"));
}

TEST(TextReport, SaysWhichFusionRulesApplied) {
  AnalyzeReport report = test::sampleReport();
  EXPECT_THAT(renderText(report, {.width = 160}), Not(HasSubstr("joined")));
  report.workload.request.runtime = "inductor";
  report.workload.fusions = {{"inductor_inline", 2},
                             {"inductor_pointwise", 40}};
  // 2 + 40 = 42
  EXPECT_THAT(renderText(report, {.width = 160}),
              HasSubstr("42 operators joined another's kernel: inline 2, "
                        "pointwise 40\n"));
}

TEST(TextReport, ListsWhatWasRecomposed) {
  std::string text = renderText(test::awkwardReport(), {.width = 100});
  // 225 - 25 = 200 and 60 - 12 = 48 operators fewer
  EXPECT_THAT(text, ContainsRegex("layer norm +25 +225 +200 +"
                                  "nn.layer_normalization\n"));
  EXPECT_THAT(text, ContainsRegex("GELU +12 +60 +48 +nn.gelu\n"));
  EXPECT_THAT(renderText(test::sampleReport(), {.width = 100}),
              Not(HasSubstr("read as one operator")));
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
              HasSubstr("roofline, version 1; intervals by argument, nobody "
                        "measured how often they hold"));
  report.devices[0].prediction.latency.coverage = 0.9;
  EXPECT_THAT(renderText(report, {.width = 160}),
              HasSubstr("intervals of latency: 90.0 % of the measured cases "
                        "fell inside; memory, energy: by argument, nobody "
                        "measured"));
}

TEST(TextReport, RepeatsTheErrorThatAnEntryStates) {
  AnalyzeReport report = test::sampleReport();
  report.devices.resize(1);
  EXPECT_THAT(renderText(report, {.width = 160}),
              ContainsRegex("the entry states a mean error of 10 % of the "
                            "roofline on 2 held-back kernels; measured, 2025 "
                            ".[0-9]+."));
  report.devices[0].device.accuracy.reset();
  EXPECT_THAT(renderText(report, {.width = 160}),
              Not(HasSubstr("held-back kernel")));
}

TEST(TextReport, ASourceIsListedOnceForAllDevices) {
  std::string text = renderText(test::sampleReport(), {.width = 160});
  for (const char *source : {"example data sheet, page 2", "public price list",
                             "example grid table", "queue of empty kernels"}) {
    EXPECT_THAT(text, HasSubstr(std::string("] ") + source));
    EXPECT_EQ(text.find(source), text.rfind(source)) << source;
  }
  // The entry's doubts belong to `hwdb show`.
  EXPECT_THAT(text, Not(HasSubstr("the data sheet states 1555 GB/s")));
}

TEST(TextReport, AssumptionsOfSomeDevicesNameThem) {
  std::string text = renderText(test::sampleReport(), {.width = 160});
  EXPECT_THAT(text, HasSubstr("\n  - latency corrected by a factor of 1.1\n"));
  EXPECT_THAT(text, HasSubstr("\n  - example-16gb: no launch interval: none "
                              "counted\n"));
}

TEST(TextReport, SaysHowMuchIsLaunching) {
  AnalyzeReport report = test::sampleReport();
  report.devices.resize(1);
  std::vector<core::KernelPrediction> &kernels =
      report.devices[0].prediction.kernels;
  for (core::KernelPrediction &kernel : kernels) {
    kernel.time = core::Seconds(1e-6);
    kernel.bound = core::Bound::Launch;
    kernel.fractionOfCeiling = 0.25;
  }
  // 102 kernels of 1 us, of which three quarters are overhead: 76.5 us
  EXPECT_THAT(renderText(report, {.width = 160}),
              AllOf(HasSubstr("100.0 % of the time is launch-bound (102 of 102 "
                              "kernels)"),
                    HasSubstr("76.5 µs (75.0 %) is launch overhead")));
  for (core::KernelPrediction &kernel : kernels)
    kernel.bound = core::Bound::Hbm;
  EXPECT_THAT(renderText(report, {.width = 160}),
              AllOf(HasSubstr("none of the 102 kernels is launch-bound"),
                    Not(HasSubstr("launch overhead"))));
}

TEST(TextReport, MigTellsBothRules) {
  AnalyzeReport report = test::sampleReport();
  report.devices.resize(1);
  EXPECT_THAT(
      renderText(report, {.width = 160}),
      AllOf(HasSubstr("recommended  3g.20gb; utilisation decides"),
            HasSubstr("by memory    1g.5gb, smallest"),
            HasSubstr("by use       3g.20gb, a size for each quarter")));
}

TEST(TextReport, CostIsPerHourPer1000AndPer10000) {
  AnalyzeReport report = test::sampleReport();
  report.devices.resize(1);
  core::CloudCost &cheapest = report.devices[0].cost[3];
  ASSERT_EQ(cheapest.price.provider, "Gamma");
  cheapest.perGpuHour = core::UsdPerHour(1.29);
  cheapest.per1000 = core::Usd(0.000157);
  cheapest.per10000 = core::Usd(0.00157);
  EXPECT_THAT(renderText(report, {.width = 160}),
              ContainsRegex("Gamma.* 1\\.29.* 0\\.000157 .*0\\.00157"));
  // Beta Cloud's only offer gets three years older than the others.
  EXPECT_THAT(renderText(report, {.width = 160}), Not(HasSubstr(", old")));
  report.devices[0].cost[1].price.date = "2022/2024";
  EXPECT_THAT(renderText(report, {.width = 160}),
              ContainsRegex("Beta Cloud.*2022/2024, old"));
  report.devices[0].cost[1].price.date.clear();
  EXPECT_THAT(renderText(report, {.width = 160}),
              ContainsRegex("Beta Cloud.*undated"));
}

TEST(TextReport, OnlyTheFirstOffersAreShown) {
  AnalyzeReport report = test::sampleReport();
  report.devices.resize(1);
  std::vector<core::CloudCost> &cost = report.devices[0].cost;
  for (int i = 0; i < 4; ++i) {
    cost.push_back(cost[1]);
    cost.back().price.provider = "Cloud " + std::to_string(i);
    cost.back().per1000 = core::Usd(100.0 + i);
  }
  // Alpha, Beta, Gamma and four more, of which five are shown.
  std::string text = renderText(report, {.width = 160});
  EXPECT_THAT(text, AllOf(HasSubstr("Cloud 1"), Not(HasSubstr("Cloud 2")),
                          HasSubstr("and 2 dearer or older")));
}

TEST(TextReport, AnUnknownPueIsSaid) {
  AnalyzeReport report = test::sampleReport();
  report.devices.resize(1);
  EXPECT_THAT(renderText(report, {.width = 160}),
              HasSubstr("PUE 1.20 (example operator's report)"));
  report.devices[0].carbon->pueSource.clear();
  EXPECT_THAT(renderText(report, {.width = 160}), HasSubstr("PUE 1 (unknown)"));
}

TEST(TextReport, DiagnosticsAreWarningsBesideTheNumbers) {
  std::string text = renderText(test::sampleReport(), {.width = 160});
  EXPECT_THAT(text, HasSubstr("\n  warning      the entry has no launch "
                              "interval: times"));
}

TEST(TextReport, LongNamesOfTheMemoryPeakFitOneLine) {
  AnalyzeReport report = test::sampleReport();
  report.workload.memory.holders = {
      {std::string(70, 'a') + "_1", core::Bytes(3e6)},
      {"x", core::Bytes(2e6)},
      {std::string(70, 'b') + "_3", core::Bytes(1e6)}};
  std::string text = renderText(report, {.width = 80});
  EXPECT_THAT(text, ContainsRegex("largest: a+….*_1 3\\.00 MB, x 2\\.00 MB, "
                                  "b+….*_3 1\\.00 MB\n"));
}

TEST(TextReport, DimensionsThatSayNothingNewAreLeftOut) {
  AnalyzeReport report = test::sampleReport();
  EXPECT_THAT(renderText(report, {}), Not(HasSubstr("dimensions")));
  report.workload.request.dims["frames"] = 8;
  EXPECT_THAT(renderText(report, {}), HasSubstr("dimensions   frames = 8\n"));
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
  EXPECT_THAT(text, HasSubstr("<0.1 % of the tensor bytes: com.acme.fancy"));
  EXPECT_THAT(text, HasSubstr("latency      at least "));
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
  EXPECT_THAT(text, HasSubstr("unknown: the model has no operators"));
  EXPECT_THAT(text,
              HasSubstr("energy       unknown: the latency is not known"));
  EXPECT_THAT(text, Not(HasSubstr("states no power")));
  EXPECT_THAT(text, Not(HasSubstr("slowest")));
}

TEST(TextReport, AModelOfUncountedOperatorsHasNoAnswers) {
  AnalyzeReport report = test::sampleReport();
  report.workload.kernels.clear();
  report.workload.totals.unmodelled = {report.workload.operators[0].id};
  report.workload.totals.unmodelledFlopsPct = 100;
  report.workload.totals.unmodelledBytesPct = 100;
  for (DeviceReport &device : report.devices) {
    device.prediction.kernels.clear();
    device.prediction.latency = {};
  }
  std::string text = renderText(report, {.width = 160});
  EXPECT_THAT(text,
              AllOf(HasSubstr("unknown: nothing of the model has a "
                              "counting rule"),
                    HasSubstr("100.0 % of the tensor bytes"),
                    Not(HasSubstr("recommended")), Not(HasSubstr("cloud cost")),
                    Not(HasSubstr("samples/s;"))));
}

TEST(TextReport, AnUnknownShareIsNoPercentage) {
  AnalyzeReport report = test::sampleReport();
  report.workload.totals.unmodelledFlopsPct = 100;
  report.workload.totals.unmodelledBytesPct = 100;
  EXPECT_THAT(renderText(report, {.width = 160}),
              AllOf(HasSubstr("not counted  share unknown"),
                    HasSubstr("times are lower bounds")));
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
