//===- LargestFitTest.cpp - Tests of the search for what fits -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Memory/LargestFit.h"
#include "tests/unit/roofline/Samples.h"

#include <gmock/gmock.h>

using namespace perfopt;
using predictors::fitPlaces;
using predictors::largestFit;

static int64_t search(int64_t most, int64_t answer, int *questions = nullptr) {
  auto result = largestFit(most, [&](int64_t extent) -> core::Result<bool> {
    EXPECT_GE(extent, 1);
    EXPECT_LE(extent, most);
    if (questions)
      ++*questions;
    return extent <= answer;
  });
  return result ? *result : -1;
}

TEST(LargestFit, FindsEveryAnswer) {
  for (int64_t most : {1, 2, 3, 7, 8, 9, 100})
    for (int64_t answer = 0; answer <= most; ++answer)
      EXPECT_EQ(search(most, answer), answer) << "of " << most;
}

TEST(LargestFit, AsksNoMoreThanTwiceTheDigits) {
  // Doubling passes 1, 2, .., 2^20 (21 questions) and bisecting the last
  // interval of 2^19 asks 19 more.
  int questions = 0;
  EXPECT_EQ(search(int64_t(1) << 31, 600000, &questions), 600000);
  EXPECT_EQ(questions, 21 + 19);
}

TEST(LargestFit, PassesErrorsOn) {
  auto result = largestFit(8, [](int64_t extent) -> core::Result<bool> {
    if (extent > 2)
      return core::Error{"no"};
    return true;
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "no");
}

TEST(LargestFit, PlacesAreTheBoardAndItsSlices) {
  core::Device device = samples::a100();
  core::MigProfile profile;
  profile.name = "1g.5gb";
  profile.usable = core::gibibytes(4.75);
  device.mig = {profile};
  auto places = fitPlaces(device);
  ASSERT_EQ(places.size(), 2u);
  EXPECT_EQ(places[0].slice, "");
  EXPECT_EQ(places[0].capacity, core::Bytes(40e9));
  EXPECT_EQ(places[1].slice, "1g.5gb");
  EXPECT_EQ(places[1].capacity, core::gibibytes(4.75));
  device.memoryCapacity.reset();
  EXPECT_EQ(fitPlaces(device).size(), 1u);
}
