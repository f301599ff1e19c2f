//===- DelimitedTest.cpp - Tables among other text ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Text/Delimited.h"

#include <gmock/gmock.h>

namespace perfopt::profiles {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

bool isHeader(const std::vector<std::string> &columns) {
  return columns.size() > 1 && columns[0] == "ID";
}

core::Result<std::optional<DelimitedTable>> find(std::string_view text) {
  return DelimitedTable::find(text, "t.csv", isHeader);
}

TEST(Delimited, FindsTheHeaderBehindOtherText) {
  auto table = find("hello\n==PROF== x\n\n\"ID\",\"Name\"\n\"0\",\"a, b\"\n");
  ASSERT_TRUE(table);
  ASSERT_TRUE(table->has_value());
  EXPECT_EQ((*table)->headerLine(), 4);
  ASSERT_EQ((*table)->rows().size(), 1u);
  EXPECT_EQ((*table)->rows()[0].line, 5);
  EXPECT_THAT((*table)->rows()[0].fields, ElementsAre("0", "a, b"));
}

TEST(Delimited, TakesSemicolonsTabsQuotesAndLineBreaksInFields) {
  for (char separator : {',', ';', '\t'}) {
    std::string text = "ID,Name\r\n1,\"say \"\"x\"\"\ny\"\r\n2,z";
    std::ranges::replace(text, ',', separator);
    auto table = find(text);
    ASSERT_TRUE(table && table->has_value());
    EXPECT_EQ((*table)->delimiter(), separator);
    ASSERT_EQ((*table)->rows().size(), 2u);
    EXPECT_THAT((*table)->rows()[0].fields, ElementsAre("1", "say \"x\"\ny"));
    // The first row takes lines 2 and 3.
    EXPECT_EQ((*table)->rows()[1].line, 4);
  }
}

TEST(Delimited, EndsAtAnEmptyLineAndPassesOverMessages) {
  auto table = find("ID,Name\n1,a\n==PROF== Disconnected\n2,b\n\n3,c,d\n");
  ASSERT_TRUE(table && table->has_value());
  EXPECT_EQ((*table)->rows().size(), 2u);
}

TEST(Delimited, SaysWhereARowIsCutOff) {
  auto table = find("ID,Name,Unit\n1,a,b\n2,a");
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().str(),
            "t.csv:3: found 2 fields, expected 3 as in the header in line 1; "
            "the file seems to be cut off");
  table = find("ID,Name\n1,\"a");
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().line, 2);
  EXPECT_THAT(table.error().message, HasSubstr("quoted field is not closed"));
}

TEST(Delimited, NamesAMissingColumn) {
  auto table = find("\nID,Name\n1,a\n");
  ASSERT_TRUE(table && table->has_value());
  EXPECT_EQ((*table)->requireColumn("Unit").error().str(),
            "t.csv:2: the table has no column 'Unit'");
  EXPECT_EQ(*(*table)->requireColumn("Name"), 1u);
}

TEST(Delimited, WithoutAHeaderThereIsNoTable) {
  auto table = find("a,b\n1,2\n");
  ASSERT_TRUE(table);
  EXPECT_FALSE(table->has_value());
}

} // namespace
} // namespace perfopt::profiles
