//===- SvgTest.cpp - Tests of the shapes of charts -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Svg.h"

#include <gmock/gmock.h>

namespace perfopt::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Svg, TextIsValidXml) {
  EXPECT_EQ(xmlText("a<b>&\"c\""), "a&lt;b&gt;&amp;&quot;c&quot;");
  EXPECT_EQ(xmlText("tab\there"), "tab?here");
  EXPECT_EQ(xmlText("層 é"), "層 é");
  EXPECT_EQ(xmlText("\xff\xc3"), "??");
  EXPECT_EQ(xmlText("\xed\xa0\x80"), "???"); // a surrogate
  EXPECT_EQ(xmlText("\xef\xbf\xbf"), "???"); // U+FFFF
}

TEST(Svg, AFileStandsAlone) {
  Svg svg(10, 20, "A \"title\"");
  svg.circle({1, 2}, 3, "ink");
  std::string file = svg.file();
  EXPECT_THAT(file, HasSubstr("xmlns=\"http://www.w3.org/2000/svg\""));
  EXPECT_THAT(file, HasSubstr("<style>"));
  EXPECT_THAT(file, HasSubstr("aria-label=\"A &quot;title&quot;\""));
  EXPECT_THAT(file, HasSubstr("viewBox=\"0 0 10 20\""));
  // The page brings the style.
  EXPECT_THAT(svg.element(), Not(HasSubstr("<style>")));
}

TEST(Svg, TooltipsKeepTheirLines) {
  Svg svg(10, 10, "");
  svg.open("mark", "one <\ntwo\tthree");
  svg.close();
  EXPECT_THAT(svg.element(), HasSubstr("<title>one &lt;\ntwo?three</title>"));
}

TEST(Svg, TextIsShortenedToItsRoom) {
  TextStyle style{.size = 10};
  EXPECT_EQ(fitText("short", 100, style), "short");
  std::string fitted = fitText(std::string(1000000, 'x'), 100, style);
  EXPECT_LE(textWidth(fitted, style), 100);
  // 100 pixels over the 5.7 of an x are 17 letters.
  EXPECT_GT(fitted.size(), 14u);
  // Letters that are wider than an x.
  EXPECT_LE(textWidth(fitText("層層層層層層層層層層", 60, style), style), 60);
}

} // namespace
} // namespace perfopt::cli
