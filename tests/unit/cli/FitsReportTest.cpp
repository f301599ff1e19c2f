//===- FitsReportTest.cpp - Tests of the table of what fits ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SampleReport.h"

#include <gmock/gmock.h>

namespace perfopt::cli {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

TEST(FitsReport, OneRowForEachPlace) {
  std::string text = renderFitsText(test::sampleFits(), {});
  EXPECT_THAT(text, HasSubstr("what fits: bert"));
  EXPECT_THAT(text, ContainsRegex("example-40gb +whole +42.40 +512 +40.10 "
                                  "+2048\\* +12.00"));
  EXPECT_THAT(text, ContainsRegex("example-40gb +1g.5gb +4.95 *.* +none"));
  EXPECT_THAT(text, HasSubstr("* the model allows no more"));
}

TEST(FitsReport, SequencesOnlyWhereTheModelHasThem) {
  FitsReport report = test::sampleFits();
  report.request.seq.reset();
  for (FitRow &row : report.rows)
    row.sequence.reset();
  std::string text = renderFitsText(report, {});
  EXPECT_THAT(text, Not(HasSubstr("sequence")));
  auto json = renderFitsJson(report);
  EXPECT_TRUE(json["rows"][0]["sequence"].is_null());
  EXPECT_THAT(renderFitsCsv(report),
              HasSubstr("\nexample-40gb,,42400.000,512,40100.000,,\n"));
}

TEST(FitsReport, SaysWhatIsHeldAndPrintsNoColumnForIt) {
  FitsReport report = test::heldFits();
  std::string text = renderFitsText(report, {});
  EXPECT_THAT(text, ContainsRegex("batch +held at 4: given with --batch"));
  EXPECT_THAT(text, ContainsRegex("sequence +the longest at a batch of 4"));
  EXPECT_THAT(text, Not(HasSubstr("largest batch")));
  EXPECT_THAT(text,
              ContainsRegex("example-40gb +whole +42.40 +2048\\* +12.00"));
  auto json = renderFitsJson(report);
  EXPECT_EQ(json["held"]["batch"]["extent"], 4);
  EXPECT_EQ(json["held"]["batch"]["reason"], "given with --batch");
  EXPECT_TRUE(json["held"]["sequence"].is_null());
  EXPECT_TRUE(json["rows"][0]["batch"].is_null());
  EXPECT_THAT(renderFitsCsv(report),
              HasSubstr("\nexample-40gb,,42400.000,,,2048,12000.000\n"));
  EXPECT_TRUE(fitsAnywhere(report));
}

TEST(FitsReport, SaysWhatAStepOfTrainingIs) {
  FitsReport report = test::heldFits();
  EXPECT_THAT(
      renderFitsText(report, {}),
      HasSubstr("training with adamw, state in the parameters' type, 8 batches"));
  auto training = renderFitsJson(report)["request"]["training"];
  EXPECT_EQ(training["optimizer"], "adamw");
  EXPECT_EQ(training["accumulate"], 8);
  EXPECT_EQ(training["checkpointing"], true);
}

TEST(FitsReport, JsonHasThePublishedNames) {
  auto json = renderFitsJson(test::sampleFits());
  EXPECT_EQ(json["schema"], "perf-opt/fits/1");
  EXPECT_TRUE(json["rows"][0]["slice"].is_null());
  EXPECT_EQ(json["rows"][1]["slice"], "1g.5gb");
  EXPECT_EQ(json["rows"][0]["batch"]["largest"], 512);
  EXPECT_EQ(json["rows"][0]["sequence"]["limited_by_model"], true);
  EXPECT_EQ(json["rows"][0]["capacity_mb"], 42400);
}

TEST(FitsReport, FitsAnywhere) {
  FitsReport report = test::sampleFits();
  EXPECT_TRUE(fitsAnywhere(report));
  report.rows.erase(report.rows.begin());
  EXPECT_FALSE(fitsAnywhere(report));
}

} // namespace
} // namespace perfopt::cli
