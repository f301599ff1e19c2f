//===- ResultTest.cpp - A value, or the reason why there is none ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Support/Result.h"

#include <gtest/gtest.h>

using namespace perfopt::core;

namespace {

TEST(ResultTest, HoldsAValueOrAnError) {
  Result<int> value(3);
  ASSERT_TRUE(value);
  EXPECT_EQ(*value, 3);

  Result<int> failed(Error{"no number"});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().message, "no number");
}

TEST(ResultTest, ErrorsPrintWhatIsKnown) {
  EXPECT_EQ((Error{"m"}.str()), "m");
  EXPECT_EQ((Error{"m", "f.yaml"}.str()), "f.yaml: m");
  EXPECT_EQ((Error{"m", "f.yaml", 3}.str()), "f.yaml:3: m");
  EXPECT_EQ((Error{"m", "f.yaml", 3, 7}.str()), "f.yaml:3:7: m");
}

} // namespace
