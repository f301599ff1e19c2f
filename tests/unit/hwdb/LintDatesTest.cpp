//===- LintDatesTest.cpp - ISO 8601 dates as days -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Dates.h"

#include <gtest/gtest.h>

using namespace perfopt::hwdb;
using namespace std::chrono_literals;

namespace {

TEST(LintDatesTest, AsExactAsTheyAre) {
  std::optional<Days> day = parseDays("2024-02-29");
  ASSERT_TRUE(day);
  EXPECT_EQ(day->first, Day(2024y / 2 / 29));
  EXPECT_EQ(day->last, Day(2024y / 2 / 29));
  std::optional<Days> month = parseDays("2025-02");
  ASSERT_TRUE(month);
  EXPECT_EQ(month->first, Day(2025y / 2 / 1));
  EXPECT_EQ(month->last, Day(2025y / 2 / 28));
  std::optional<Days> year = parseDays("2026");
  ASSERT_TRUE(year);
  EXPECT_EQ((year->last - year->first).count(), 364);
}

TEST(LintDatesTest, FromTheOneToTheOther) {
  std::optional<Days> years = parseDays("2022/2024");
  ASSERT_TRUE(years);
  EXPECT_EQ(years->first, Day(2022y / 1 / 1));
  EXPECT_EQ(years->last, Day(2024y / 12 / 31));
  std::optional<Days> days = parseDays("2026-09-20/25");
  ASSERT_TRUE(days);
  EXPECT_EQ(days->first, Day(2026y / 9 / 20));
  EXPECT_EQ(days->last, Day(2026y / 9 / 25));
}

TEST(LintDatesTest, WhatIsNoDate) {
  for (const char *text : {"", "May", "25", "2025-", "2025-13", "2025-02-30",
                           "2025-2-1", "2025-02-01-01", "2025/", "2025/x",
                           "2026/2025", "2026-09-25/20", "2025 ", "-2025"})
    EXPECT_FALSE(parseDays(text)) << text;
}

} // namespace
