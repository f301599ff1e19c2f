//===- Alignment.cpp - Two sequences laid beside each other ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Join/Alignment.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace perfopt::profiles {

namespace {

enum class Step : uint8_t { Pair, SkipFirst, SkipSecond };

using Pairs = std::vector<std::pair<int, int>>;

/// The best alignment of [i0, i1) and [j0, j1).
Pairs alignBlock(int i0, int i1, int j0, int j1,
                 const std::function<int(int, int)> &score) {
  size_t rows = i1 - i0, columns = j1 - j0;
  std::vector<Step> steps((rows + 1) * (columns + 1), Step::SkipSecond);
  // Sums of at most 2^31 / 2^16 anchors are far from overflow in 64 bits.
  std::vector<int64_t> above(columns + 1, 0), current(columns + 1, 0);
  for (size_t i = 1; i <= rows; ++i) {
    current[0] = 0;
    steps[i * (columns + 1)] = Step::SkipFirst;
    for (size_t j = 1; j <= columns; ++j) {
      Step step =
          above[j] >= current[j - 1] ? Step::SkipFirst : Step::SkipSecond;
      int64_t best = std::max(above[j], current[j - 1]);
      int pair =
          score(i0 + static_cast<int>(i) - 1, j0 + static_cast<int>(j) - 1);
      // An equal sum without this pair leaves it out: the earlier one stays.
      if (pair > 0 && above[j - 1] + pair > best) {
        best = above[j - 1] + pair;
        step = Step::Pair;
      }
      current[j] = best;
      steps[i * (columns + 1) + j] = step;
    }
    std::swap(above, current);
  }
  Pairs pairs;
  size_t i = rows, j = columns;
  while (i > 0 && j > 0) {
    switch (steps[i * (columns + 1) + j]) {
    case Step::Pair:
      pairs.emplace_back(i0 + static_cast<int>(i) - 1,
                         j0 + static_cast<int>(j) - 1);
      --i, --j;
      break;
    case Step::SkipFirst:
      --i;
      break;
    case Step::SkipSecond:
      --j;
      break;
    }
  }
  std::ranges::reverse(pairs);
  return pairs;
}

} // namespace

Pairs align(int firstSize, int secondSize,
            const std::function<int(int, int)> &score, int64_t mostCells) {
  if (int64_t(firstSize) * secondSize <= mostCells)
    return alignBlock(0, firstSize, 0, secondSize, score);
  int block = static_cast<int>(std::sqrt(mostCells));
  Pairs pairs;
  int i = 0, j = 0;
  while (i < firstSize && j < secondSize) {
    int i1 = std::min(firstSize, i + block);
    int j1 = std::min(secondSize, j + block);
    Pairs piece = alignBlock(i, i1, j, j1, score);
    // The first half is settled, the second is aligned again with what
    // follows.
    bool last = i1 == firstSize && j1 == secondSize;
    size_t settled = last ? piece.size() : piece.size() / 2;
    pairs.insert(pairs.end(), piece.begin(), piece.begin() + settled);
    if (last)
      break;
    i = settled > 0 ? piece[settled - 1].first + 1 : i1;
    j = settled > 0 ? piece[settled - 1].second + 1 : j1;
  }
  return pairs;
}

} // namespace perfopt::profiles
