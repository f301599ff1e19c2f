//===- NsysTablesTest.cpp - Nsight Systems' tables ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Nsight/NsysTables.h"

#include "TestData.h"

#include <gmock/gmock.h>

namespace perfopt::profiles {
namespace {

using core::Seconds;
using test::readData;
using test::replaced;
using testing::Contains;
using testing::HasSubstr;
using testing::Optional;

TEST(NsysTrace, ReadsKernelsAndCopies) {
  auto profile = readNsysTrace(readData("nsys_gpu_trace.csv"), "t.csv");
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_EQ(profile->device, "NVIDIA A100-SXM4-40GB");
  ASSERT_EQ(profile->events.size(), 4u);
  EXPECT_TRUE(profile->events[0].isTransfer);
  EXPECT_FALSE(profile->events[1].isTransfer);
  // 90000 ns.
  ASSERT_TRUE(profile->events[1].time);
  EXPECT_DOUBLE_EQ(profile->events[1].time->value(), 90e-6);
  EXPECT_THAT(profile->events[2].name, HasSubstr("relu"));
}

TEST(NsysTrace, OtherUnitsOfTime) {
  auto profile = readNsysTrace(
      "Start (ms),Duration (us),CorrId,Name\n1.5,2.25,7,k\n", "t.csv");
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_DOUBLE_EQ(profile->events[0].start->value(), 1.5e-3);
  EXPECT_DOUBLE_EQ(profile->events[0].time->value(), 2.25e-6);
  profile = readNsysTrace(
      "Start:ts_ns,Duration:dur_ns,CorrId,Name\n15,225,7,k\n", "t.csv");
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_DOUBLE_EQ(profile->events[0].time->value(), 225e-9);
}

TEST(NsysTrace, SortsByStart) {
  auto profile = readNsysTrace(
      "Start (ns),Duration (ns),CorrId,Name\n20,1,2,b\n10,1,1,a\n", "t.csv");
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_EQ(profile->events[0].name, "a");
}

TEST(NsysTrace, EuropeanNumbers) {
  auto profile = readNsysTrace(
      "Start (ms);Duration (us);CorrId;Name\n1.000,5;2,25;7;k\n", "t.csv");
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_DOUBLE_EQ(profile->events[0].start->value(), 1000.5e-3);
  EXPECT_DOUBLE_EQ(profile->events[0].time->value(), 2.25e-6);
  // Nanoseconds are whole: a single group is one of thousands.
  profile = readNsysTrace(
      "Start (ns);Duration (ns);CorrId;Name\n1.000;2.250;7;k\n", "t.csv");
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_DOUBLE_EQ(profile->events[0].time->value(), 2250e-9);
}

TEST(NsysTrace, NamesMissingColumnsAndBadNumbers) {
  std::string text = readData("nsys_gpu_trace.csv");
  EXPECT_EQ(readNsysTrace(replaced(text, "Duration (ns)", "Length"), "t.csv")
                .error()
                .str(),
            "t.csv:5: the table has no column 'Duration (ns)' (or with another "
            "unit of time)");
  EXPECT_EQ(readNsysTrace(replaced(text, ",Name\n", ",Kernel\n"), "t.csv")
                .error()
                .str(),
            "t.csv:5: the table has no column 'Name'");
  EXPECT_EQ(
      readNsysTrace(replaced(text, ",90000,", ",long,"), "t.csv").error().str(),
      "t.csv:7: 'Duration (ns)' must be a number from 0, found 'long'");
}

TEST(NsysTrace, AFileWithoutAFinalLineBreakMayBeCutOff) {
  std::string text = readData("nsys_gpu_trace.csv");
  text.pop_back();
  auto profile = readNsysTrace(text, "t.csv");
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_THAT(profile->warnings, Contains(HasSubstr("may be cut off")));
}

TEST(NsysSummary, ReadsTotalsAndInstances) {
  auto profile = readNsysSummary(readData("nsys_kern_sum.csv"), "t.csv");
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_FALSE(profile->ordered);
  ASSERT_EQ(profile->events.size(), 3u);
  EXPECT_DOUBLE_EQ(profile->events[0].time->value(), 900e-6);
  EXPECT_EQ(profile->events[0].launches, 10);
  // Every kernel was launched 10 times.
  EXPECT_THAT(profile->warnings, Contains(HasSubstr("multiple of 10 times")));
}

TEST(NsysSummary, NamesAMissingColumn) {
  std::string text = readData("nsys_kern_sum.csv");
  EXPECT_EQ(readNsysSummary(replaced(text, "Instances", "Count"), "t.csv")
                .error()
                .str(),
            "t.csv:1: the table has no column 'Instances'");
  EXPECT_THAT(
      readNsysSummary(replaced(text, "Total Time (ns)", "Total"), "t.csv")
          .error()
          .str(),
      HasSubstr("t.csv:1: the table has no column 'Total Time (ns)'"));
}

} // namespace
} // namespace perfopt::profiles
