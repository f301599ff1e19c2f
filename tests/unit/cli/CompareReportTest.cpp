//===- CompareReportTest.cpp - The prediction beside a measurement --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/CompareReport.h"

#include "SampleCompare.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace perfopt::cli {
namespace {

using test::sampleCompare;
using testing::HasSubstr;
using testing::Not;

TextOptions wide() {
  TextOptions options;
  options.width = 130;
  return options;
}

TEST(CompareReport, TextHasTotalsGapsAndBothLeftOvers) {
  std::string text = renderCompareText(sampleCompare(), wide());
  // Kernels 1 + 2 ms, measured 4 + 0.5 ms: not of the same things, no ratio.
  EXPECT_THAT(text,
              testing::ContainsRegex("time of kernels +3.00 ms +4.50 ms +-\n"));
  // 3 ms against the end of the last unit, 4.5 + 0.5 = 5 ms.
  EXPECT_THAT(
      text, testing::ContainsRegex("from start to end +3.00 ms +5.00 ms +-\n"));
  // Of the convolution 4 ms / 1 ms, 1.2 GFLOP / 1 GFLOP, 60 MB / 50 MB.
  EXPECT_THAT(
      text,
      testing::ContainsRegex(
          "of what was matched\n.*time of kernels +1.00 ms +4.00 ms +x4.00"));
  EXPECT_THAT(text,
              testing::ContainsRegex("FLOPs +1.00 GFLOP +1.20 GFLOP +x1.20"));
  EXPECT_THAT(text,
              testing::ContainsRegex("device memory +50.0 MB +60.0 MB +x1.20"));
  // 2 GFLOP counted, the copy's are unknown.
  EXPECT_THAT(text, testing::ContainsRegex("FLOPs +2.00 GFLOP +- +-"));
  EXPECT_THAT(text, HasSubstr("matched"));
  EXPECT_THAT(text, HasSubstr("1 of 2 kernels with 1 of 2 units"));
  // 4 - 1 = +3; max(1.2e9 / 1e12, 6e7 / 1e11) = 1.2 ms of 4 ms = 30 %.
  EXPECT_THAT(text, testing::ContainsRegex(
                        "conv +conv +order +1.000 +4.000 +.3.000 +x4.00 "
                        "+compute +30.0 +fprop .1"));
  EXPECT_THAT(text, HasSubstr("predicted, not measured: 1 of 1"));
  EXPECT_THAT(text, HasSubstr("measured, not predicted: 1 of 1"));
  EXPECT_THAT(text, HasSubstr("bandwidths.hbm: 100.0 GB/s becomes 90.00 GB/s"));
  EXPECT_THAT(text, HasSubstr("from 12 kernels of 6 distinct problems"));
  EXPECT_THAT(text,
              testing::EndsWith("\n\n--- a/board.yaml\n+++ b/board.yaml\n"));
}

TEST(CompareReport, TextSaysHowToPatch) {
  CompareReport report = sampleCompare();
  EXPECT_THAT(renderCompareText(report, wide()),
              HasSubstr("patch -p1 < REPORT"));
  report.refit->file = "/srv/hwdb/devices/own/board.yaml";
  EXPECT_THAT(renderCompareText(report, wide()),
              HasSubstr("patch /srv/hwdb/devices/own/board.yaml REPORT"));
}

TEST(CompareReport, TextWithoutRefitHasNoProposal) {
  CompareReport report = sampleCompare();
  report.refit.reset();
  EXPECT_THAT(renderCompareText(report, wide()),
              Not(HasSubstr("what the measurement says")));
}

TEST(CompareReport, CsvHasARowForEachSide) {
  EXPECT_EQ(
      renderCompareCsv(sampleCompare()),
      "model,device,profile,name,family,matched_by,kernels,units,"
      "measured_names,predicted_ms,measured_ms,difference_ms,counted_flops,"
      "measured_flops,counted_bytes,predicted_dram_bytes,l1_bytes,l2_bytes,"
      "dram_bytes,bound,roofline_pct\n"
      "\"net, \"\"small\"\"\",board,ncu-raw,conv,conv,order,1,1,"
      "fprop; nhwcToNchw,1,4,3,1000000000,1200000000,50000000,50000000,,,"
      "60000000,compute,30\n"
      "\"net, \"\"small\"\"\",board,ncu-raw,fc,gemm,none,1,0,,2,,-2,"
      "1000000000,,50000000,50000000,,,,compute,\n"
      "\"net, \"\"small\"\"\",board,ncu-raw,[CUDA memcpy],,none,0,1,"
      "[CUDA memcpy],,0.5,0.5,,,,,,,,,\n");
}

TEST(CompareReport, JsonHasWhatIsUnknownAsNull) {
  nlohmann::ordered_json json = renderCompareJson(sampleCompare());
  EXPECT_EQ(json["schema"], "perf-opt/compare/1");
  EXPECT_EQ(json["profile"]["format"], "ncu-raw");
  EXPECT_EQ(json["rows"].size(), 3u);
  EXPECT_EQ(json["rows"][0]["matched_by"], "order");
  EXPECT_EQ(json["rows"][0]["measured_bytes"]["dram"], 60000000);
  EXPECT_TRUE(json["rows"][0]["measured_bytes"]["l2"].is_null());
  EXPECT_TRUE(json["rows"][1]["measured_ms"].is_null());
  EXPECT_TRUE(json["totals"]["measured_flops"].is_null());
  // The convolution alone: 4 ms / 1 ms.
  EXPECT_EQ(json["totals"]["ratio"], 4);
  EXPECT_EQ(json["totals"]["matched"]["measured_flops"], 1200000000);
  EXPECT_EQ(json["totals"]["matched"]["predicted_bytes"]["dram"], 50000000);
  EXPECT_EQ(json["refit"]["changes"][0]["kernels"], 12);
}

} // namespace
} // namespace perfopt::cli
