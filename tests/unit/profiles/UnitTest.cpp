//===- UnitTest.cpp - Units as profilers write them -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Text/Unit.h"

#include <gmock/gmock.h>

namespace perfopt::profiles {
namespace {

using testing::DoubleEq;
using testing::Optional;

TEST(Unit, PrefixesAreDecimal) {
  EXPECT_THAT(unitScale("byte"), Optional(DoubleEq(1)));
  EXPECT_THAT(unitScale("Kbyte"), Optional(DoubleEq(1e3)));
  EXPECT_THAT(unitScale("Mbyte"), Optional(DoubleEq(1e6)));
  EXPECT_THAT(unitScale("Gbyte"), Optional(DoubleEq(1e9)));
  EXPECT_THAT(unitScale("Ghz"), Optional(DoubleEq(1e9)));
}

TEST(Unit, LongAndShortNamesOfTimes) {
  for (const char *unit : {"us", "usecond"})
    EXPECT_THAT(unitScale(unit), Optional(DoubleEq(1e-6))) << unit;
  for (const char *unit : {"ms", "msecond"})
    EXPECT_THAT(unitScale(unit), Optional(DoubleEq(1e-3))) << unit;
  for (const char *unit : {"ns", "nsecond"})
    EXPECT_THAT(unitScale(unit), Optional(DoubleEq(1e-9))) << unit;
  EXPECT_THAT(unitScale("s"), Optional(DoubleEq(1)));
}

TEST(Unit, Ratios) {
  // 1.25 cycle/nsecond = 1.25 GHz.
  EXPECT_THAT(unitScale("cycle/nsecond"), Optional(DoubleEq(1e9)));
  EXPECT_THAT(unitScale("Gbyte/second"), Optional(DoubleEq(1e9)));
  EXPECT_THAT(unitScale("byte/ms"), Optional(DoubleEq(1e3)));
}

TEST(Unit, WhatIsNotKnownHasNoScale) {
  EXPECT_EQ(unitScale("furlong"), std::nullopt);
  EXPECT_EQ(unitScale("Mfurlong/second"), std::nullopt);
}

} // namespace
} // namespace perfopt::profiles
