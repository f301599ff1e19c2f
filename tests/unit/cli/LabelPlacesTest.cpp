//===- LabelPlacesTest.cpp - Tests of where labels go --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/LabelPlaces.h"

#include <gtest/gtest.h>

#include <cmath>

namespace perfopt::cli {
namespace {

TEST(Spread, LeavesWhatHasRoom) {
  EXPECT_EQ(spread({10, 40, 70}, 15, 0, 100),
            (std::vector<double>{10, 40, 70}));
}

TEST(Spread, PushesApartAndBackFromTheEdge) {
  // 10 and 12 are closer than 15; 95 keeps to 90, and what is above gives way.
  EXPECT_EQ(spread({10, 12, 85, 95}, 15, 0, 90),
            (std::vector<double>{10, 25, 75, 90}));
  EXPECT_EQ(spread({-5, 50}, 15, 0, 90), (std::vector<double>{0, 50}));
  EXPECT_TRUE(spread({}, 15, 0, 90).empty());
}

TEST(PlaceAlong, StaysInTheMiddleWhereItIsFree) {
  Point at = placeAlong({0, 100}, {200, 100}, 40, {});
  EXPECT_DOUBLE_EQ(at.x, 100);
  // Above the line.
  EXPECT_LT(at.y, 100);
}

TEST(PlaceAlong, GivesWayToPoints) {
  std::vector<Disc> points = {{{100, 90}, 8}, {{80, 90}, 8}};
  Point at = placeAlong({0, 100}, {200, 100}, 40, points);
  // The text is 40 wide, and 8 + 8 clear the nearer point's centre.
  EXPECT_GE(at.x - 20, 100 + 16 - 6);
}

TEST(PlaceBeside, FindsTheFreeSide) {
  Disc disc{{50, 50}, 10};
  Point free = placeBeside(disc, 20, {disc});
  EXPECT_GE(std::hypot(free.x - 50, free.y - 50), 10);
  // Neighbours everywhere but below.
  std::vector<Disc> around = {disc,           {{50, 25}, 10}, {{75, 35}, 10},
                              {{75, 50}, 10}, {{25, 50}, 10}, {{25, 35}, 10}};
  Point below = placeBeside(disc, 20, around);
  EXPECT_GT(below.y, 55);
}

} // namespace
} // namespace perfopt::cli
