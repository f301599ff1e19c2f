//===- NamesTest.cpp - Matching names as people type them -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Support/Names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace perfopt::core;

namespace {

TEST(NamesTest, NormalizeKeepsLettersAndDigits) {
  EXPECT_EQ(normalizeName("A100-SXM4-40GB"), "a100sxm440gb");
  EXPECT_EQ(normalizeName("a100 sxm4 40gb"), "a100sxm440gb");
  EXPECT_EQ(normalizeName("--"), "");
}

TEST(NamesTest, NearestComesFirst) {
  std::vector<std::string> names = {"v100-sxm2-16gb", "a100-sxm4-40gb",
                                    "a100-sxm4-80gb"};
  EXPECT_EQ(nearestNames("a100-sxm4-80g", names).front(), "a100-sxm4-80gb");
  EXPECT_THAT(nearestNames("a100", names),
              testing::ElementsAre("a100-sxm4-40gb", "a100-sxm4-80gb"));
  EXPECT_TRUE(nearestNames("zzzz", names).empty());
  EXPECT_EQ(nearestNames("sxm", names, 2).size(), 2u);
}

TEST(NamesTest, JoinAlternatives) {
  EXPECT_EQ(joinAlternatives({}), "");
  EXPECT_EQ(joinAlternatives({"a"}), "a");
  EXPECT_EQ(joinAlternatives({"a", "b", "c"}), "a, b or c");
}

} // namespace
