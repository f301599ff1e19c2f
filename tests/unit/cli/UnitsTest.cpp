//===- UnitsTest.cpp - Quantities as people read them -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Units.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

using namespace perfopt;
using namespace perfopt::cli;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
} // namespace

TEST(Units, PrefixLeavesThreeDigits) {
  EXPECT_EQ(format(core::Seconds(0.0123)), "12.3 ms");
  EXPECT_EQ(format(core::Seconds(2.7e-6)), "2.70 µs");
  EXPECT_EQ(format(core::Seconds(1.5e-9)), "0.00150 µs");
  EXPECT_EQ(format(core::Seconds(8.92e-12)), "< 1 ns");
  EXPECT_EQ(format(core::Seconds(90)), "90.0 s");
  EXPECT_EQ(format(core::Bytes(102228128)), "102 MB"); // 102.228128e6
  EXPECT_EQ(format(core::Bytes(1.84e9)), "1.84 GB");
  EXPECT_EQ(format(core::Flops(8.18e9)), "8.18 GFLOP");
  EXPECT_EQ(format(core::Macs(4.09e9)), "4.09 GMAC");
  EXPECT_EQ(format(core::Joules(0.047)), "47.0 mJ");
  EXPECT_EQ(format(core::GramsCo2e(3.28e-5)), "32.8 µg");
  EXPECT_EQ(format(core::Watts(252)), "252 W");
}

TEST(Units, LongRunsAreInMinutesAndHours) {
  EXPECT_EQ(formatDuration(core::Seconds(0.35)), "350 ms");
  EXPECT_EQ(formatDuration(core::Seconds(59.9)), "59.9 s");
  EXPECT_EQ(formatDuration(core::Seconds(59.99)), "1.00 min");
  EXPECT_EQ(formatDuration(core::Seconds(90)), "1.50 min");
  EXPECT_EQ(formatDuration(core::Seconds(3599)), "1.00 h");
  EXPECT_EQ(formatDuration(core::Seconds(70000)), "19.4 h"); // 70000 / 3600
  EXPECT_EQ(formatDuration(core::Seconds(kNan)), "unknown");
}

TEST(Units, MuchEnergyIsInWattHours) {
  EXPECT_EQ(formatConsumption(core::Joules(0.047)), "47.0 mJ");
  EXPECT_EQ(formatConsumption(core::Joules(1800)), "1.80 kJ");
  EXPECT_EQ(formatConsumption(core::Joules(5400)), "1.50 Wh");     // / 3600
  EXPECT_EQ(formatConsumption(core::Joules(4.32e6)), "1.20 kWh");  // / 3.6e6
  EXPECT_EQ(formatConsumption(core::Joules(1.08e11)), "30.0 MWh"); // / 3.6e9
  EXPECT_EQ(formatConsumption(core::Joules(kNan)), "unknown");
}

TEST(Units, MoneyNeverReadsAsNothing) {
  EXPECT_EQ(format(core::Usd(57.04)), "57.04 $");
  EXPECT_EQ(format(core::Usd(0.000157)), "0.000157 $");
}

TEST(Units, RoundingMovesUpToTheNextPrefix) {
  EXPECT_EQ(format(core::Bytes(999.4e6)), "999 MB");
  EXPECT_EQ(format(core::Bytes(999.6e6)), "1.00 GB");
}

TEST(Units, NothingAndUnknown) {
  EXPECT_EQ(format(core::Bytes()), "0 B");
  EXPECT_EQ(format(core::Seconds(kNan)), "unknown");
  EXPECT_EQ(format(core::FlopsPerByte(kInfinity)), "unknown");
  EXPECT_EQ(format(core::BytesPerSecond(kNan)), "unknown");
  EXPECT_EQ(formatShare(kNan), "unknown");
}

TEST(Units, CeilingsHaveFourDigitsInTheDatasheetsUnit) {
  EXPECT_EQ(format(core::FlopsPerSecond(292.2e12)), "292.2 TFLOP/s");
  EXPECT_EQ(format(core::FlopsPerSecond(7.8e12)), "7.800 TFLOP/s");
  EXPECT_EQ(format(core::BytesPerSecond(1346e9)), "1346 GB/s");
  EXPECT_EQ(format(core::BytesPerSecond(19287.3e9)), "19287 GB/s");
}

TEST(Units, CountsAndShares) {
  EXPECT_EQ(formatCount(9999), "9999");
  EXPECT_EQ(formatCount(25557032), "25.6 M");
  EXPECT_EQ(formatShare(0.8014), "80.1 %");
  EXPECT_EQ(formatShare(1e-5), "<0.1 %");
  EXPECT_EQ(formatShare(0), "0 %");
  EXPECT_EQ(formatShare(100), "10000.0 %");
  EXPECT_EQ(formatShare(120795955.207), "more than 100 times");
}

TEST(Units, ColumnSharesItsDecimals) {
  // The largest has two digits in front of the point, so two behind it.
  EXPECT_THAT(formatColumn({12.345, 0.5, 0}),
              ElementsAre("12.35", "0.50", "0"));
  EXPECT_THAT(formatColumn({0.25, 0.0001, kNan}),
              ElementsAre("0.250", "<0.001", "-"));
  EXPECT_THAT(formatColumn({123456, 1}), ElementsAre("123456", "1"));
  EXPECT_THAT(formatColumn({}), IsEmpty());
}

TEST(Units, AmountsKeepThreeDigitsOfTheSmallest) {
  // 0.000157 needs six decimals for three digits.
  EXPECT_THAT(formatAmounts({0.000157, 1.5, kNan, 0}),
              ElementsAre("0.000157", "1.500000", "-", "0"));
  EXPECT_THAT(formatAmounts({32.77, 4.1}), ElementsAre("32.77", "4.10"));
  EXPECT_THAT(formatAmounts({}), IsEmpty());
}
