//===- TextTest.cpp - Widths, shortening, wrapping ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace perfopt::cli;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Text, WidthCountsColumnsNotBytes) {
  EXPECT_EQ(displayWidth(""), 0);
  EXPECT_EQ(displayWidth("conv"), 4);
  EXPECT_EQ(displayWidth("a…b"), 3);    // the ellipsis is 3 bytes, 1 column
  EXPECT_EQ(displayWidth("3.1 µs"), 6); // the micro sign is 2 bytes
  EXPECT_EQ(displayWidth("畳み"), 4);   // 2 columns each
  EXPECT_EQ(displayWidth("███▌"), 4);
}

TEST(Text, PrintableReplacesControlCharacters) {
  EXPECT_EQ(printable("a\nb\tc"), "a?b?c");
  EXPECT_EQ(printable("\x1b[31mred"), "?[31mred");
  EXPECT_EQ(printable("\x7f"), "?");
  // U+009B introduces a control sequence, U+00B5 is the micro sign.
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m"),
            "?31m");
  EXPECT_EQ(printable("µ 畳"), "µ 畳");
}

TEST(Text, ShortenKeepsBothEnds) {
  EXPECT_EQ(shortenMiddle("/layer1/conv", 12), "/layer1/conv");
  // 11 columns: 10 beside the ellipsis, 5 in front and 5 behind.
  EXPECT_EQ(shortenMiddle("/layer1/conv", 11), "/laye…/conv");
  // 10 columns: 9 beside the ellipsis, 4 in front and 5 behind.
  EXPECT_EQ(shortenMiddle("/layer1/conv", 10), "/lay…/conv");
  EXPECT_EQ(shortenMiddle("conv", 1), "…");
  EXPECT_EQ(shortenMiddle("conv", 0), "");
}

TEST(Text, ShortenEndCutsAtAWord) {
  EXPECT_EQ(shortenEnd("a thesis, chapter 3", 19), "a thesis, chapter 3");
  // 17 columns leave "a thesis, chapte", of which whole words are "a thesis,".
  EXPECT_EQ(shortenEnd("a thesis, chapter 3", 17), "a thesis…");
  // Little would be left in front of the only space.
  EXPECT_EQ(shortenEnd("a https://example.org", 12), "a https://e…");
  EXPECT_EQ(shortenEnd("畳み込層", 6), "畳み…");
  EXPECT_EQ(shortenEnd("abc", 1), "…");
  EXPECT_EQ(shortenEnd("abc", 0), "");
}

TEST(Text, ShortenNeverCutsACharacter) {
  // 4 characters of 2 columns. 6 columns leave 5: one character in front and
  // one behind, since half a character cannot be shown.
  EXPECT_EQ(shortenMiddle("畳み込層", 6), "畳…層");
  for (int width = 1; width < 8; ++width)
    EXPECT_LE(displayWidth(shortenMiddle("畳み込層", width)), width);
}

TEST(Text, WrapBreaksAtSpaces) {
  EXPECT_THAT(wrap("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(wrap("see https://example.org/long now", 8),
              ElementsAre("see", "https://example.org/long", "now"));
  EXPECT_THAT(wrap("  ", 8), IsEmpty());
  EXPECT_THAT(wrap("a  b", 8), ElementsAre("a b"));
}

TEST(Text, BarHasEighthsOfAColumn) {
  EXPECT_EQ(bar(1, 3), "███");
  EXPECT_EQ(bar(0.5, 3), "█▌");  // 0.5 * 3 = 1 + 4/8
  EXPECT_EQ(bar(0.375, 1), "▍"); // 3/8
  EXPECT_EQ(bar(1e-9, 3), "▏");  // visible all the same
  EXPECT_EQ(bar(7, 2), "██");    // never wider
  EXPECT_EQ(bar(0, 3), "");
  EXPECT_EQ(bar(0.0 / 0.0, 3), "");
}
