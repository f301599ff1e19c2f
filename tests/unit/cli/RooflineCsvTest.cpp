//===- RooflineCsvTest.cpp - Roofs and points as CSV ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SampleReport.h"

#include "cli/Report/RooflineCsv.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

namespace perfopt::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(RooflineCsv, RoofsThenPointsOfEveryDevice) {
  AnalyzeReport report = test::sampleReport();
  report.devices.resize(1);
  std::istringstream in(renderRooflineCsv(report));
  std::string line;
  std::getline(in, line);
  EXPECT_THAT(line, StartsWith("model,batch,device,record,name,origin,level,"));
  size_t roofs = 0, points = 0;
  while (std::getline(in, line)) {
    EXPECT_EQ(std::count(line.begin(), line.end(), ','), 16) << line;
    bool isRoof = line.find(",roof,") != std::string::npos;
    EXPECT_FALSE(isRoof && points > 0) << "roofs come first: " << line;
    ++(isRoof ? roofs : points);
  }
  const core::Device &device = report.devices[0].device;
  EXPECT_EQ(roofs, device.peaks.size() + device.bandwidths.size());
  EXPECT_GT(points, 0u);
}

TEST(RooflineCsv, SaysWhereARoofIsFrom) {
  std::string text = renderRooflineCsv(test::sampleReport());
  EXPECT_THAT(text,
              HasSubstr("resnet50,16,example-40gb,roof,hbm,measured,hbm,,,"
                        "1346000000000,"));
  EXPECT_THAT(text, HasSubstr(",point,/layer1/layer1.0/Add,predicted,hbm,"));
}

TEST(RooflineCsv, UnknownIsEmpty) {
  std::string text = renderRooflineCsv(test::awkwardReport());
  EXPECT_THAT(text, Not(HasSubstr(",nan")));
  EXPECT_THAT(text, Not(HasSubstr(",inf")));
  EXPECT_THAT(text, HasSubstr("\"comma, \"\"quote\"\"\n"));
}

} // namespace
} // namespace perfopt::cli
