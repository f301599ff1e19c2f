//===- NcuReportTest.cpp - Nsight Compute's tables ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Nsight/NcuReport.h"

#include "TestData.h"

#include <gmock/gmock.h>

namespace perfopt::profiles {
namespace {

using test::readData;
using test::replaced;
using test::replacedAll;
using testing::Contains;
using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

core::Result<NcuReport> read(const std::string &text) {
  return readNcuReport(text, "ncu.csv");
}

TEST(NcuReport, ReadsTheRawPageInBaseUnits) {
  auto report = read(readData("ncu_raw.csv"));
  ASSERT_TRUE(report) << report.error().str();
  EXPECT_TRUE(report->raw);
  ASSERT_EQ(report->launches.size(), 2u);
  const NcuLaunch &launch = report->launches[0];
  EXPECT_EQ(launch.kernel, "volta_scudnn_128x64_relu_interior_nn_v1");
  EXPECT_EQ(launch.device, "Tesla V100-SXM2-16GB");
  EXPECT_EQ(launch.capability, "7.0");
  EXPECT_THAT(launch.ranges, ElementsAre("conv1"));
  // 100.00 us, 12.50 Mbyte, 125,000.00 cycle, 1.25 cycle/nsecond.
  EXPECT_THAT(launch.metrics,
              Contains(Pair("gpu__time_duration.sum", DoubleEq(100e-6))));
  EXPECT_THAT(launch.metrics, Contains(Pair("dram__bytes.sum", 12.5e6)));
  EXPECT_THAT(launch.metrics, Contains(Pair("sm__cycles_elapsed.avg", 125000)));
  EXPECT_THAT(launch.metrics, Contains(Pair("sm__cycles_elapsed.avg.per_second",
                                            DoubleEq(1.25e9))));
}

TEST(NcuReport, ReadsTheDetailsPage) {
  auto report = read(readData("ncu_details.csv"));
  ASSERT_TRUE(report) << report.error().str();
  EXPECT_FALSE(report->raw);
  ASSERT_EQ(report->launches.size(), 2u);
  EXPECT_THAT(report->launches[0].metrics,
              Contains(Pair("Duration", DoubleEq(1234.5e-6))));
  EXPECT_THAT(report->launches[1].metrics,
              Contains(Pair("Memory Throughput", 1.2e12)));
}

TEST(NcuReport, AnyLocaleGivesTheSameNumbers) {
  auto report = read(readData("ncu_details.csv"));
  auto european = read(readData("ncu_details_european.csv"));
  ASSERT_TRUE(report && european) << european.error().str();
  ASSERT_EQ(report->launches.size(), european->launches.size());
  for (size_t i = 0; i < report->launches.size(); ++i)
    EXPECT_EQ(report->launches[i].metrics, european->launches[i].metrics);
}

TEST(NcuReport, CommasBetweenFieldsDoNotTellTheDecimalMark) {
  // A German Windows host: fields apart by commas, decimal commas inside
  // quotes, dots between groups.
  std::string text = readData("ncu_details_european.csv");
  auto report = read(replacedAll(text, ";", ","));
  ASSERT_TRUE(report) << report.error().str();
  EXPECT_THAT(report->launches[0].metrics,
              Contains(Pair("Duration", DoubleEq(1234.5e-6))));
}

TEST(NcuReport, ACountSettlesASingleGroup) {
  std::string header = R"("ID","Kernel Name","Metric Name","Metric Unit",)"
                       R"("Metric Value")";
  std::string rows = "\n\"0\",\"k\",\"Duration\",\"ns\",\"117.344\"\n"
                     "\"0\",\"k\",\"smsp__inst_executed.sum\",\"inst\","
                     "\"2.048\"\n";
  // 2.048 instructions cannot be: 2048, and so 117344 ns.
  auto report = read(header + rows);
  ASSERT_TRUE(report) << report.error().str();
  EXPECT_THAT(report->launches[0].metrics,
              Contains(Pair("Duration", DoubleEq(117344e-9))));
}

TEST(NcuReport, MissingValuesAreAbsent) {
  auto report = read(replaced(readData("ncu_raw.csv"), "\"12.50\"", "\"n/a\""));
  ASSERT_TRUE(report) << report.error().str();
  EXPECT_FALSE(report->launches[0].metrics.contains("dram__bytes.sum"));
  EXPECT_TRUE(report->launches[1].metrics.contains("dram__bytes.sum"));
}

TEST(NcuReport, NamesAMissingColumn) {
  std::string text = readData("ncu_raw.csv");
  EXPECT_EQ(read(replaced(text, "Kernel Name", "Kernel")).error().str(),
            "ncu.csv:4: the table has no column 'Kernel Name'");
  std::string details = readData("ncu_details.csv");
  EXPECT_EQ(read(replaced(details, "Metric Value", "Value")).error().str(),
            "ncu.csv:2: the table has no column 'Metric Value'");
  EXPECT_EQ(read(replaced(details, "Metric Unit", "Unit")).error().str(),
            "ncu.csv:2: the table has no column 'Metric Unit'");
}

TEST(NcuReport, SaysWhereANumberIsNone) {
  auto report =
      read(replaced(readData("ncu_raw.csv"), "\"12.50\"", "\"twelve\""));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().str(), "ncu.csv:6: 'dram__bytes.sum' must be a "
                                  "number, found 'twelve'");
}

TEST(NcuReport, TheRawPageNeedsItsUnits) {
  // Without the row of units the first launch would be taken for it.
  std::string text = readData("ncu_raw.csv");
  size_t units = text.find("\"\",\"\"");
  text.erase(units, text.find('\n', units) + 1 - units);
  auto report = read(text);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().line, 5);
  EXPECT_THAT(report.error().message, HasSubstr("row of units"));
}

TEST(NcuReport, WithoutATableSaysWhatIsExpected) {
  auto report = read("==PROF== Connected\nno kernels were profiled\n");
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().str(), HasSubstr("ncu.csv: found no line that "
                                              "starts with \"ID\""));
}

} // namespace
} // namespace perfopt::profiles
