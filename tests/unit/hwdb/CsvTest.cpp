//===- CsvTest.cpp - Tables with a header line ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Csv.h"

#include <gtest/gtest.h>

using namespace perfopt::core;
using namespace perfopt::hwdb;

namespace {

std::string parseError(std::string_view text) {
  Result<CsvTable> table = CsvTable::parse(text, "t.csv", {"a", "b"});
  return table ? "no error" : table.error().str();
}

TEST(CsvTest, FieldsByName) {
  Result<CsvTable> table = CsvTable::parse("a,b\n1,\"x, \"\"y\"\"\nz\"\r\n\n,w",
                                           "t.csv", {"b", "a"});
  ASSERT_TRUE(table) << table.error().str();
  ASSERT_EQ(table->size(), 2u);
  EXPECT_EQ(table->field(0, "a"), "1");
  EXPECT_EQ(table->field(0, "b"), "x, \"y\"\nz");
  EXPECT_EQ(table->field(1, "a"), "");
  EXPECT_EQ(table->field(1, "b"), "w");
  // The quoted line break counts: header 1, row 2 and 3, empty 4, row 5.
  EXPECT_EQ(table->error(1, "m").str(), "t.csv:5: m");
}

TEST(CsvTest, Numbers) {
  Result<CsvTable> table =
      CsvTable::parse("a,b\n2.5,\n1e3,-1\nx,inf\n1x,0\n", "t.csv", {"a", "b"});
  ASSERT_TRUE(table);
  EXPECT_EQ(**table->number(0, "a"), 2.5);
  EXPECT_EQ(*table->number(0, "b"), std::nullopt);
  EXPECT_EQ(**table->number(1, "a"), 1000);
  EXPECT_FALSE(table->number(1, "b"));
  EXPECT_EQ(table->number(2, "a").error().str(),
            "t.csv:4: 'a' must be a number from 0, found 'x'");
  EXPECT_FALSE(table->number(2, "b"));
  EXPECT_FALSE(table->number(3, "a"));
}

TEST(CsvTest, MalformedTables) {
  EXPECT_EQ(parseError(""),
            "t.csv: the table is empty; expected a line with the columns' "
            "names");
  EXPECT_EQ(parseError("a,c\n1,2\n"), "t.csv:1: the table has no column 'b'");
  EXPECT_EQ(parseError("a,b\n1,2\n3\n"),
            "t.csv:3: found 1 fields, expected 2 as in the header");
  EXPECT_EQ(parseError("a,b\n1,\"2\n"),
            "t.csv:2: a quoted field is not closed");
}

} // namespace
