//===- AlignmentTest.cpp - Two sequences laid beside each other -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Join/Alignment.h"

#include <gmock/gmock.h>

#include <string>

namespace perfopt::profiles {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

auto alignTexts(const std::string &a, const std::string &b,
                int64_t mostCells = kMostCells) {
  return align(
      static_cast<int>(a.size()), static_cast<int>(b.size()),
      [&](int i, int j) { return a[i] == b[j] ? 1 : 0; }, mostCells);
}

TEST(Alignment, KeepsTheLongestCommonSequence) {
  // a-bcd against abxd: a, b, d.
  EXPECT_THAT(alignTexts("abcd", "abxd"),
              ElementsAre(Pair(0, 0), Pair(1, 1), Pair(3, 3)));
  EXPECT_THAT(alignTexts("abc", "xyz"), IsEmpty());
  EXPECT_THAT(alignTexts("", "xyz"), IsEmpty());
}

TEST(Alignment, PrefersTheHigherSum) {
  // Pairing (0, 1) for 5 beats (0, 0) and (1, 1) for 2 each.
  auto pairs = align(2, 2, [](int i, int j) {
    return i == 0 && j == 1 ? 5 : i == j ? 2 : 0;
  });
  EXPECT_THAT(pairs, ElementsAre(Pair(0, 1)));
}

TEST(Alignment, LongSequencesAreAlignedInPieces) {
  // 900 x 771 cells are more than 256 x 256; every seventh is missing.
  std::string a, b;
  size_t common = 0;
  for (int i = 0; i < 900; ++i) {
    char letter = static_cast<char>('a' + (i * i + 3 * i) % 23);
    a += letter;
    if (i % 7)
      b += letter;
    common += i % 7 != 0;
  }
  auto pairs = alignTexts(a, b, 256 * 256);
  EXPECT_THAT(pairs, SizeIs(testing::Ge(common * 99 / 100)));
  for (size_t i = 1; i < pairs.size(); ++i) {
    ASSERT_LT(pairs[i - 1].first, pairs[i].first);
    ASSERT_LT(pairs[i - 1].second, pairs[i].second);
  }
}

} // namespace
} // namespace perfopt::profiles
