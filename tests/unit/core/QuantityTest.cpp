//===- QuantityTest.cpp - Numbers that carry their unit -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Support/Quantity.h"

#include <gtest/gtest.h>

using namespace perfopt::core;

namespace {

template <typename A, typename B>
concept CanAdd = requires(A a, B b) {
  a + b;
};
template <typename A, typename B>
concept CanCompare = requires(A a, B b) {
  a < b;
};
template <typename A, typename B>
concept CanMultiply = requires(A a, B b) {
  a *b;
};

// Units do not mix.
static_assert(CanAdd<Bytes, Bytes>);
static_assert(!CanAdd<Bytes, Flops>);
static_assert(!CanAdd<Flops, Macs>);
static_assert(!CanAdd<Bytes, double>);
static_assert(!CanCompare<Seconds, Joules>);
static_assert(!CanMultiply<Bytes, Bytes>);
static_assert(!std::is_convertible_v<double, Bytes>);
static_assert(!std::is_convertible_v<Bytes, double>);
static_assert(sizeof(Bytes) == sizeof(double));

// Everything folds at compile time.
static_assert(Bytes(3) + Bytes(4) == Bytes(7));
static_assert(Bytes(7) - Bytes(4) == Bytes(3));
static_assert(2 * Flops(3) == Flops(6));
static_assert(Flops(6) / 2 == Flops(3));
static_assert(Bytes(6) / Bytes(3) == 2.0);
static_assert(Seconds(1) < Seconds(2));
static_assert(Bytes() == Bytes(0));

TEST(QuantityTest, RooflineTimes) {
  // 312e12 FLOP at 312e12 FLOP/s
  EXPECT_EQ(Flops(312e12) / FlopsPerSecond(312e12), Seconds(1));
  // 1.346e12 B at 1346 GB/s
  EXPECT_EQ(Bytes(1.346e12) / BytesPerSecond(1346e9), Seconds(1));
  EXPECT_EQ(Flops(8) / Bytes(2), FlopsPerByte(4));
  EXPECT_EQ(Flops(8) / Seconds(2), FlopsPerSecond(4));
  EXPECT_EQ(Bytes(8) / Seconds(2), BytesPerSecond(4));
}

TEST(QuantityTest, EnergyCostAndCarbon) {
  EXPECT_EQ(Watts(400) * Seconds(2), Joules(800));
  EXPECT_EQ(Joules(800) / Seconds(2), Watts(400));
  // 3.6 USD/h for 1000 s = 3.6 * 1000 / 3600
  EXPECT_DOUBLE_EQ((UsdPerHour(3.6) * Seconds(1000)).value(), 1.0);
  // 400 g/kWh for 3.6e6 J, which is 1 kWh
  EXPECT_DOUBLE_EQ((GramsCo2ePerKwh(400) * Joules(3.6e6)).value(), 400.0);
}

TEST(QuantityTest, UnitsForPrinting) {
  EXPECT_EQ(mebibytes(1), Bytes(1048576));    // 2^20
  EXPECT_EQ(gibibytes(1), Bytes(1073741824)); // 2^30
  EXPECT_EQ(megabytes(Bytes(5e6)), 5.0);
  EXPECT_EQ(gigabytes(Bytes(5e9)), 5.0);
  EXPECT_DOUBLE_EQ(milliseconds(Seconds(0.25)), 250.0);
  EXPECT_DOUBLE_EQ(microseconds(fromMicroseconds(2.7)), 2.7);
}

TEST(QuantityTest, CountsStayExactUpTo2To53) {
  Flops big(9007199254740991.0); // 2^53 - 1
  EXPECT_EQ((big + Flops(1) - Flops(1)).value(), 9007199254740991.0);
}

} // namespace
