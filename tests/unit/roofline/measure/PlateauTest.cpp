//===- PlateauTest.cpp - Tests of bandwidth curves ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/Plateau.h"

#include <gmock/gmock.h>

using namespace perfopt;
using core::Bytes;
using core::BytesPerSecond;
using measure::BandwidthPoint;
using measure::findPlateau;
using measure::growingSizes;

/// A staircase: 100, 95, 98 in the first level, 70 at its edge, 50, 51, 49, 20.
static std::vector<BandwidthPoint> staircase() {
  std::vector<BandwidthPoint> points;
  double size = 1;
  for (double value : {100, 95, 98, 70, 50, 51, 49, 20}) {
    points.push_back({Bytes(size), BytesPerSecond(value)});
    size *= 2;
  }
  return points;
}

TEST(Plateau, IsTheLongestStretchWithinTheTolerance) {
  auto plateau = findPlateau(staircase(), Bytes(1), Bytes(128));
  ASSERT_TRUE(plateau);
  // Both steps have three points; the first is faster.
  EXPECT_EQ(plateau->points, 3);
  EXPECT_DOUBLE_EQ(plateau->bandwidth.value(), 98);
  EXPECT_DOUBLE_EQ(plateau->from.value(), 1);
  EXPECT_DOUBLE_EQ(plateau->to.value(), 4);
}

TEST(Plateau, LooksOnlyWhereItIsAsked) {
  auto plateau = findPlateau(staircase(), Bytes(8), Bytes(64));
  ASSERT_TRUE(plateau);
  // Of 70 50 51 49 the last three.
  EXPECT_EQ(plateau->points, 3);
  EXPECT_DOUBLE_EQ(plateau->bandwidth.value(), 50);
  EXPECT_DOUBLE_EQ(plateau->from.value(), 16);
}

TEST(Plateau, NeverJoinsWhatATenthOrMoreLiesBetween) {
  // Each is 8 % below the one before: only neighbours are near enough.
  std::vector<BandwidthPoint> slope = {{Bytes(1), BytesPerSecond(100)},
                                       {Bytes(2), BytesPerSecond(92)},
                                       {Bytes(4), BytesPerSecond(84)}};
  auto plateau = findPlateau(slope, Bytes(1), Bytes(4));
  ASSERT_TRUE(plateau);
  EXPECT_EQ(plateau->points, 2);
  EXPECT_DOUBLE_EQ(plateau->bandwidth.value(), 96); // (100 + 92) / 2
}

TEST(Plateau, IsMissingWithoutAPoint) {
  EXPECT_FALSE(findPlateau(staircase(), Bytes(300), Bytes(400)));
}

TEST(Plateau, SizesGrowByEvenRatios) {
  std::vector<double> sizes;
  for (Bytes size : growingSizes(Bytes(1024), Bytes(4096), 2, Bytes(512)))
    sizes.push_back(size.value());
  // 1024 * 2^(i/2): 1024, 1448, 2048, 2896, 4096, to the nearest 512.
  EXPECT_THAT(sizes, testing::ElementsAre(1024, 1536, 2048, 3072, 4096));
}

TEST(Plateau, SizesDoNotRepeatBelowTheGranule) {
  std::vector<double> sizes;
  for (Bytes size : growingSizes(Bytes(100), Bytes(1024), 2, Bytes(512)))
    sizes.push_back(size.value());
  EXPECT_THAT(sizes, testing::ElementsAre(512, 1024));
}
