//===- SlicingTest.cpp - Ranges along extents -----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/Slicing.h"

#include <gtest/gtest.h>

#include <vector>

namespace perfopt::nn {
namespace {

SliceRange slice(int64_t extent, int64_t start, int64_t end, int64_t step) {
  SliceBounds bounds{Shape{start}, Shape{end}, std::nullopt, Shape{step}};
  auto ranges = sliceRanges(std::nullopt, {extent}, bounds);
  return mlir::succeeded(ranges) ? ranges->front() : SliceRange{-1, 0, -1};
}

/// The elements that Python's x[start:end:step] lists, one by one.
std::vector<int64_t> elements(int64_t extent, int64_t start, int64_t end,
                              int64_t step) {
  auto fromBack = [&](int64_t at) { return at < 0 ? at + extent : at; };
  start = fromBack(start);
  end = fromBack(end);
  std::vector<int64_t> listed;
  // Far enough on both sides; what lies outside is passed over.
  for (int64_t at = start; step > 0 ? at < end : at > end; at += step) {
    if (at < -20 || at > 20)
      break;
    if (at >= 0 && at < extent)
      listed.push_back(at);
  }
  return listed;
}

TEST(Slicing, listsWhatPythonLists) {
  for (int64_t extent = 0; extent <= 6; ++extent)
    for (int64_t start = -9; start <= 9; ++start)
      for (int64_t end = -9; end <= 9; ++end)
        for (int64_t step : {1, -1}) {
          SCOPED_TRACE(testing::Message() << extent << ": " << start << " to "
                                          << end << " by " << step);
          SliceRange range = slice(extent, start, end, step);
          std::vector<int64_t> expected = elements(extent, start, end, step);
          ASSERT_EQ(range.count, int64_t(expected.size()));
          for (int64_t i = 0; i < range.count; ++i)
            ASSERT_EQ(range.start + i * range.step, expected[i]);
        }
}

TEST(Slicing, stepsFromTheFirstElementInside) {
  // 10 elements: 1, 4, 7
  SliceRange up = slice(10, 1, 10, 3);
  EXPECT_EQ(up.start, 1);
  EXPECT_EQ(up.count, 3);
  // clamped to 9: 9, 6, 3, 0
  SliceRange down = slice(10, 100, -100, -3);
  EXPECT_EQ(down.start, 9);
  EXPECT_EQ(down.count, 4);
}

TEST(Slicing, surelyEndsForExtremeNumbers) {
  for (int64_t start : {INT64_MIN, INT64_MIN + 1, INT64_MAX})
    for (int64_t end : {INT64_MIN, INT64_MAX})
      for (int64_t step : {INT64_MIN, INT64_MAX, int64_t(1), int64_t(-1)}) {
        SliceRange range = slice(10, start, end, step);
        EXPECT_GE(range.count, 0);
        EXPECT_LE(range.count, 10);
      }
}

TEST(Slicing, refusesWhatHasNoMeaning) {
  EXPECT_EQ(slice(10, 0, 10, 0).count, -1);
  SliceBounds lengths{Shape{0, 0}, Shape{1}, std::nullopt, std::nullopt};
  EXPECT_TRUE(mlir::failed(sliceRanges(std::nullopt, {4, 4}, lengths)));
  SliceBounds axis{Shape{0}, Shape{1}, Shape{2}, std::nullopt};
  EXPECT_TRUE(mlir::failed(sliceRanges(std::nullopt, {4, 4}, axis)));
}

TEST(Slicing, readsPartsOfAShape) {
  using Range = std::pair<int64_t, int64_t>;
  EXPECT_EQ(shapeRange(4, 0, std::nullopt), Range(0, 4));
  EXPECT_EQ(shapeRange(4, 1, -1), Range(1, 2));
  EXPECT_EQ(shapeRange(4, -3, 100), Range(1, 3));
  EXPECT_EQ(shapeRange(4, 3, 1), Range(3, 0));
  EXPECT_EQ(shapeRange(4, INT64_MIN, INT64_MAX), Range(0, 4));
}

} // namespace
} // namespace perfopt::nn
