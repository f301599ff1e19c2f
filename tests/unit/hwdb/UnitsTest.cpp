//===- UnitsTest.cpp - The units that entries are written in --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Units.h"

#include <gtest/gtest.h>

using namespace perfopt::hwdb;

namespace {

TEST(UnitsTest, FactorsToBaseUnits) {
  EXPECT_EQ(unitFactor(Dimension::Throughput, "TFLOP/s"), 1e12);
  EXPECT_EQ(unitFactor(Dimension::Throughput, "TOP/s"), 1e12);
  EXPECT_EQ(unitFactor(Dimension::Bandwidth, "GB/s"), 1e9);
  EXPECT_EQ(unitFactor(Dimension::Storage, "GiB"), 1073741824.0); // 2^30
  EXPECT_EQ(unitFactor(Dimension::Storage, "MiB"), 1048576.0);    // 2^20
  EXPECT_EQ(unitFactor(Dimension::Storage, "GB"), 1e9);
  EXPECT_EQ(unitFactor(Dimension::Power, "W"), 1.0);
  EXPECT_EQ(unitFactor(Dimension::Time, "us"), 1e-6);
  EXPECT_EQ(unitFactor(Dimension::Frequency, "MHz"), 1e6);
}

TEST(UnitsTest, OtherDimensionsAndSpellingsAreRefused) {
  EXPECT_EQ(unitFactor(Dimension::Bandwidth, "GB"), std::nullopt);
  EXPECT_EQ(unitFactor(Dimension::Throughput, "GB/s"), std::nullopt);
  EXPECT_EQ(unitFactor(Dimension::Bandwidth, "Gb/s"), std::nullopt);
  EXPECT_EQ(unitFactor(Dimension::Power, ""), std::nullopt);
}

TEST(UnitsTest, EveryDimensionHasUnits) {
  for (int i = 0; i <= static_cast<int>(Dimension::Cycles); ++i)
    EXPECT_FALSE(unitNames(static_cast<Dimension>(i)).empty());
}

} // namespace
