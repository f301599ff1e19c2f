//===- TableTest.cpp - Columns that align -------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Table.h"

#include <gtest/gtest.h>

using namespace perfopt::cli;

TEST(Table, AlignsWithoutTrailingSpaces) {
  Table table({{"name"}, {"ms", Align::Right}, {"note"}});
  table.addRow({"a", "1.5", "x"});
  table.addRow({"longer", "12.5", ""});
  EXPECT_EQ(table.str({.width = 40, .indent = 1}), " name      ms  note\n"
                                                   " ──────────────────\n"
                                                   " a        1.5  x\n"
                                                   " longer  12.5\n");
}

TEST(Table, CountsColumnsNotBytes) {
  Table table({{"name"}, {"n", Align::Right}});
  table.addRow({"畳み", "1"});
  table.addRow({"µ", "22"});
  EXPECT_EQ(table.str({.width = 40, .indent = 0}), "name   n\n"
                                                   "────────\n"
                                                   "畳み   1\n"
                                                   "µ     22\n");
}

TEST(Table, ShrinksThenNarrowsThenDrops) {
  Table table({{.title = "name", .shrinkTo = 5},
               {.title = "b", .dropOrder = 1},
               {.title = "c"}});
  table.addRow({"abcdefgh", "bbb", "ccc"});
  auto lastLine = [&](int width) {
    std::string text = table.str({.width = width, .indent = 0});
    text.pop_back();
    return text.substr(text.rfind('\n') + 1);
  };
  EXPECT_EQ(lastLine(18), "abcdefgh  bbb  ccc"); // 8 + 2 + 3 + 2 + 3 = 18
  EXPECT_EQ(lastLine(16), "ab…fgh  bbb  ccc");   // name 16 - 10 = 6
  EXPECT_EQ(lastLine(14), "ab…fgh bbb ccc");     // 5 + 2 + 3 + 2 + 3 = 15 > 14
  EXPECT_EQ(lastLine(12), "abc…fgh  ccc");       // 5 + 1 + 3 + 1 + 3 = 13 > 12
}

TEST(Table, WrappedCellsContinueBelow) {
  Table table({{"n"}, {.title = "source", .shrinkTo = 6, .wraps = true}});
  table.addRow({"1", "alpha beta gamma"});
  table.addRow({"2", "short"});
  EXPECT_EQ(table.str({.width = 13, .indent = 0}), "n  source\n"
                                                   "─────────────\n"
                                                   "1  alpha beta\n"
                                                   "   gamma\n"
                                                   "2  short\n");
}

TEST(Table, ColoursTextOnlyWhenAsked) {
  Table table({{"a"}, {"b"}});
  table.addRow({{"x", Tone::Strong}, "y"});
  EXPECT_EQ(table.str({.width = 40, .indent = 0}).find('\x1b'),
            std::string::npos);
  std::string colored = table.str({.width = 40, .indent = 0, .color = true});
  // The padding stands outside of the escape sequences.
  EXPECT_NE(colored.find("\x1b[1mx\x1b[0m  y\n"), std::string::npos);
}
