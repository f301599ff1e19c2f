//===- LocalNumberTest.cpp - Numbers in any locale ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Text/LocalNumber.h"

#include <gmock/gmock.h>

namespace perfopt::profiles {
namespace {

using testing::HasSubstr;
using testing::Optional;

TEST(LocalNumber, ReadsGroupsAndFractionsOfEitherMark) {
  EXPECT_THAT(parseNumber("1,234.5", DecimalMark::Dot), Optional(1234.5));
  EXPECT_THAT(parseNumber("1.234,5", DecimalMark::Comma), Optional(1234.5));
  EXPECT_THAT(parseNumber("1,215,000,000.00", DecimalMark::Dot),
              Optional(1215e6));
  EXPECT_THAT(parseNumber("12", DecimalMark::Comma), Optional(12));
  EXPECT_THAT(parseNumber("-1,5e-3", DecimalMark::Comma), Optional(-1.5e-3));
  EXPECT_THAT(parseNumber("+2.5E+2", DecimalMark::Dot), Optional(250));
}

TEST(LocalNumber, ReadsSpacesAndApostrophesBetweenGroups) {
  for (const char *text :
       {"1 234 567,5", "1\u00a0234\u00a0567,5", "1\u202f234\u202f567,5",
        "1'234'567,5", "1\u2019234\u2019567,5"})
    EXPECT_THAT(parseNumber(text, DecimalMark::Comma), Optional(1234567.5))
        << text;
}

TEST(LocalNumber, RefusesWhatIsNoNumberInThisLocale) {
  for (const char *text : {"", "n/a", "nan", "inf", "1,23,4.5", "1.2.3", "12a",
                           "--1", "e5", ".", "1,2345.0"})
    EXPECT_EQ(parseNumber(text, DecimalMark::Dot), std::nullopt) << text;
}

DecimalMark decide(std::initializer_list<const char *> texts, bool whole,
                   DecimalMark fallback) {
  NumberLocale locale;
  for (const char *text : texts)
    locale.observe(text, whole, "here");
  auto mark = locale.decide(fallback);
  EXPECT_TRUE(mark);
  return *mark;
}

TEST(NumberLocale, IsToldByGroupsAndFractions) {
  for (const char *text : {"1,234.5", "12.5", "0.123", "1,234,567", "1.2345"})
    EXPECT_EQ(decide({text}, false, DecimalMark::Comma), DecimalMark::Dot)
        << text;
  for (const char *text : {"1.234,5", "12,5", "0,123", "1.234.567", "1,2345"})
    EXPECT_EQ(decide({text}, false, DecimalMark::Dot), DecimalMark::Comma)
        << text;
}

TEST(NumberLocale, ASingleGroupTellsNothing) {
  for (DecimalMark fallback : {DecimalMark::Dot, DecimalMark::Comma}) {
    EXPECT_EQ(decide({"117.344", "1,234", "7", "n/a"}, false, fallback),
              fallback);
  }
}

TEST(NumberLocale, ASingleGroupOfACountIsNoFraction) {
  // 117.344 instructions cannot be.
  EXPECT_EQ(decide({"117.344"}, true, DecimalMark::Dot), DecimalMark::Comma);
  EXPECT_EQ(decide({"117,344"}, true, DecimalMark::Comma), DecimalMark::Dot);
}

TEST(NumberLocale, TwoLocalesInOneFileAreAnError) {
  NumberLocale locale;
  locale.observe("1,234.5", false, "line 3");
  locale.observe("1.234,5", false, "line 7");
  auto mark = locale.decide(DecimalMark::Dot);
  ASSERT_FALSE(mark);
  EXPECT_THAT(mark.error().message, HasSubstr("'1,234.5' (line 3)"));
  EXPECT_THAT(mark.error().message, HasSubstr("'1.234,5' (line 7)"));
}

} // namespace
} // namespace perfopt::profiles
