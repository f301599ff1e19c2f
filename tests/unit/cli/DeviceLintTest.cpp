//===- DeviceLintTest.cpp - Findings about hardware entries ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/DeviceLint.h"

#include <gtest/gtest.h>

using namespace perfopt;
using namespace perfopt::cli;

namespace {
hwdb::LintResult result() {
  return {
      {{"a.yaml", 3, "unit", "tdp.unit", "'GB' does not fit here", "write W"},
       {"prices.csv", 7, "stale-price", "", "it is old", "add a row"}},
      2};
}
} // namespace

TEST(DeviceLint, OneLineAFinding) {
  EXPECT_EQ(renderLint(result()),
            "a.yaml:3: unit: tdp.unit: 'GB' does not fit here; write W\n"
            "prices.csv:7: stale-price: it is old; add a row\n"
            "2 findings in 2 files\n");
  EXPECT_EQ(renderLint({{}, 1}), "0 findings in 1 file\n");
}

TEST(DeviceLint, Json) {
  nlohmann::ordered_json json = lintJson(result());
  EXPECT_EQ(json["schema"].get<std::string>(), "perf-opt/hwdb-lint/1");
  EXPECT_EQ(json["files"].get<int>(), 2);
  EXPECT_EQ(json["findings"][0].dump(),
            R"({"file":"a.yaml","line":3,"rule":"unit","key":"tdp.unit",)"
            R"("message":"'GB' does not fit here","remedy":"write W"})");
}
