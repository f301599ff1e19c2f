//===- CsvReportTest.cpp - CSV ------------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/CsvReport.h"

#include "SampleReport.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

using namespace perfopt::cli;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {
/// Lines of a text whose fields hold no line breaks.
std::vector<std::string> lines(const std::string &text) {
  std::vector<std::string> found;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    found.push_back(line);
  return found;
}
} // namespace

TEST(CsvReport, OneRowPerDeviceAndKernel) {
  AnalyzeReport report = test::sampleReport();
  std::vector<std::string> rows = lines(renderCsv(report));
  ASSERT_EQ(rows.size(), 1 + 2 * report.workload.kernels.size());
  EXPECT_THAT(rows[0], StartsWith("model,batch,device,kernel,name,"));
  EXPECT_THAT(rows[0], HasSubstr(",time_ms,"));
  EXPECT_THAT(rows[1], StartsWith("resnet50,16,example-40gb,0,/conv1/Conv,"
                                  "nn.conv,conv,forward,f32,1,"));
  for (const std::string &row : rows)
    EXPECT_EQ(std::count(row.begin(), row.end(), ','), 25) << row;
}

TEST(CsvReport, QuotesAsRfc4180) {
  std::string text = renderCsv(test::awkwardReport());
  EXPECT_THAT(text,
              HasSubstr(",\"comma, \"\"quote\"\"\nand \x1b[31mescape\","));
}

TEST(CsvReport, UnknownIsEmpty) {
  AnalyzeReport report = test::awkwardReport();
  std::vector<std::string> rows = lines(renderCsv(report));
  // The last kernel has no prediction: ten empty fields between its intensity
  // and the device's latency.
  size_t commas = rows.back().find(",,,,,,,,,,,");
  EXPECT_NE(commas, std::string::npos) << rows.back();
  EXPECT_THAT(renderCsv(report), Not(HasSubstr(",nan")));
  EXPECT_THAT(renderCsv(report), Not(HasSubstr(",inf")));
}

TEST(CsvReport, AModelWithoutKernelsHasOnlyAHeader) {
  EXPECT_EQ(lines(renderCsv(test::emptyReport())).size(), 1u);
}
