//===- EntryEditTest.cpp - A database entry with corrected ceilings -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Compare/EntryEdit.h"

#include <gmock/gmock.h>

namespace perfopt::profiles {
namespace {

using testing::HasSubstr;

constexpr const char *kEntry = R"(id: board
sources:
  spec: "a sheet,
    with two lines"

# Ceilings.
peaks:
  fp32: {value: 10, unit: TFLOP/s, kind: datasheet, source: spec, date: 2020}
  int8_tensor:
    {value: 400, unit: TOP/s, kind: datasheet, source: spec, date: 2020}

bandwidths:
  l2:
    {value: 4000, unit: GB/s, kind: datasheet, source: spec, date: 2020}
  hbm:
    {value: 2000, unit: GB/s, kind: datasheet, source: spec, date: 2020,
     conditions: "nominal"}

notes:
  - "hbm: is also here"
)";

const RefitSource kSource = {"compare \"x\"", "2026-11-27"};

CeilingChange hbm() {
  return {"bandwidths", "hbm", 2000e9, 1600e9, 1550e9, 1650e9, 40, 7};
}

TEST(EntryEdit, ReplacesOneFigureAndAddsTheSource) {
  auto edited = editEntry(kEntry, {hbm()}, kSource);
  ASSERT_TRUE(edited) << edited.error().str();
  EXPECT_EQ(unifiedDiff(kEntry, *edited, "hwdb/board.yaml"),
            R"(--- a/hwdb/board.yaml
+++ b/hwdb/board.yaml
@@ -2,6 +2,7 @@
 sources:
   spec: "a sheet,
     with two lines"
+  compare: "compare \"x\""
 
 # Ceilings.
 peaks:
@@ -13,8 +14,8 @@
   l2:
     {value: 4000, unit: GB/s, kind: datasheet, source: spec, date: 2020}
   hbm:
-    {value: 2000, unit: GB/s, kind: datasheet, source: spec, date: 2020,
-     conditions: "nominal"}
+    {value: 1600, unit: GB/s, kind: measured, source: compare, date: 2026-11-27,
+     conditions: "median over 40 kernels of 7 distinct problems that run into it, 95 % interval 1550 to 1650; was 2000"}
 
 notes:
   - "hbm: is also here"
)");
}

TEST(EntryEdit, UnitsOfEachPipe) {
  auto edited = editEntry(
      kEntry,
      {{"peaks", "fp32", 10e12, 9e12, 8e12, 9.5e12, 6, 6},
       {"peaks", "int8_tensor", 400e12, 300e12, 290e12, 310e12, 6, 6}},
      kSource);
  ASSERT_TRUE(edited) << edited.error().str();
  EXPECT_THAT(*edited, HasSubstr("  fp32:\n    {value: 9, unit: TFLOP/s, kind: "
                                 "measured, source: compare"));
  EXPECT_THAT(*edited,
              HasSubstr("    {value: 300, unit: TOP/s, kind: measured"));
}

TEST(EntryEdit, ASecondRefitReplacesTheFirstSource) {
  auto once = editEntry(kEntry, {hbm()}, kSource);
  ASSERT_TRUE(once);
  auto twice = editEntry(*once, {hbm()}, {"another", "2026-12-01"});
  ASSERT_TRUE(twice) << twice.error().str();
  EXPECT_THAT(*twice, HasSubstr("  compare: \"another\"\n"));
  EXPECT_EQ(twice->find("compare \\\"x"), std::string::npos);
}

TEST(EntryEdit, SaysWhatTheEntryLacks) {
  CeilingChange change = hbm();
  change.key = "l1";
  EXPECT_EQ(editEntry(kEntry, {change}, kSource).error().str(),
            "the entry has no figure 'l1' on a line of its own below "
            "'bandwidths'");
  EXPECT_EQ(
      editEntry("bandwidths:\n  hbm: 1\n", {hbm()}, kSource).error().str(),
      "the entry has no block 'sources'");
}

TEST(UnifiedDiff, EqualTextsDoNotDiffer) {
  EXPECT_EQ(unifiedDiff("a\nb\n", "a\nb\n", "x"), "");
}

TEST(UnifiedDiff, AnAbsolutePathIsNamedAsItIs) {
  EXPECT_EQ(unifiedDiff("a\n", "b\n", "/srv/x"),
            "--- /srv/x\n+++ /srv/x\n@@ -1,1 +1,1 @@\n-a\n+b\n");
}

TEST(UnifiedDiff, ChangesFarApartAreHunksOfTheirOwn) {
  std::string before, after;
  for (int i = 1; i <= 20; ++i) {
    before += std::to_string(i) + "\n";
    after += i == 2 ? "two\n" : i == 19 ? "" : std::to_string(i) + "\n";
  }
  EXPECT_EQ(unifiedDiff(before, after, "x"),
            "--- a/x\n+++ b/x\n"
            "@@ -1,5 +1,5 @@\n 1\n-2\n+two\n 3\n 4\n 5\n"
            "@@ -16,5 +16,4 @@\n 16\n 17\n 18\n-19\n 20\n");
}

} // namespace
} // namespace perfopt::profiles
