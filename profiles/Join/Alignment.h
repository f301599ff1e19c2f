//===- Alignment.h - Two sequences laid beside each other -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The alignment of two sequences with the largest sum of scores in which no
// pair crosses another (Needleman and Wunsch, 1970, without a price for gaps).
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_JOIN_ALIGNMENT_H
#define PERFOPT_PROFILES_JOIN_ALIGNMENT_H

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace perfopt::profiles {

/// Larger tables are not made; one byte a cell.
inline constexpr int64_t kMostCells = int64_t(1) << 26;

/// Pairs (first, second), ascending in both. `score(i, j)` is 0 where the two
/// must not be paired. Sequences whose table would have more than `mostCells`
/// are aligned in pieces, each as well as the piece allows.
std::vector<std::pair<int, int>>
align(int firstSize, int secondSize, const std::function<int(int, int)> &score,
      int64_t mostCells = kMostCells);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_JOIN_ALIGNMENT_H
