//===- Statistics.cpp - Medians and their spread --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/Statistics.h"

#include <algorithm>
#include <cmath>

namespace perfopt::measure {

double Summary::spread() const {
  return median > 0 ? (upperQuartile - lowerQuartile) / median : 0;
}

static double quantile(const std::vector<double> &sorted, double share) {
  double position = share * static_cast<double>(sorted.size() - 1);
  size_t below = static_cast<size_t>(position);
  size_t above = std::min(below + 1, sorted.size() - 1);
  double weight = position - static_cast<double>(below);
  return sorted[below] + weight * (sorted[above] - sorted[below]);
}

Summary summarize(std::vector<double> samples) {
  if (samples.empty())
    return {};
  std::ranges::sort(samples);
  return {quantile(samples, 0.5), quantile(samples, 0.25),
          quantile(samples, 0.75), static_cast<int>(samples.size())};
}

} // namespace perfopt::measure
