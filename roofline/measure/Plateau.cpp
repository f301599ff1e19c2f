//===- Plateau.cpp - The steps of a bandwidth curve -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/Plateau.h"
#include "roofline/measure/Statistics.h"

#include <algorithm>
#include <cmath>

namespace perfopt::measure {

static Plateau asPlateau(std::span<const BandwidthPoint> stretch) {
  std::vector<double> values;
  for (const BandwidthPoint &point : stretch)
    values.push_back(point.bandwidth.value());
  return {core::BytesPerSecond(summarize(std::move(values)).median),
          stretch.front().buffer, stretch.back().buffer,
          static_cast<int>(stretch.size())};
}

/// How many points from the first on stay within the tolerance of each other.
static size_t stretchLength(std::span<const BandwidthPoint> points,
                            double tolerance) {
  core::BytesPerSecond least = points[0].bandwidth, most = least;
  size_t length = 0;
  for (const BandwidthPoint &point : points) {
    least = std::min(least, point.bandwidth);
    most = std::max(most, point.bandwidth);
    if (least < most * (1 - tolerance))
      break;
    ++length;
  }
  return length;
}

std::optional<Plateau> findPlateau(std::span<const BandwidthPoint> points,
                                   core::Bytes from, core::Bytes to,
                                   double tolerance) {
  std::vector<BandwidthPoint> inside;
  for (const BandwidthPoint &point : points)
    if (point.buffer >= from && point.buffer <= to)
      inside.push_back(point);

  std::optional<Plateau> best;
  for (size_t i = 0; i < inside.size(); ++i) {
    std::span<const BandwidthPoint> rest = std::span(inside).subspan(i);
    Plateau plateau = asPlateau(rest.first(stretchLength(rest, tolerance)));
    if (!best || plateau.points > best->points ||
        (plateau.points == best->points && plateau.bandwidth > best->bandwidth))
      best = plateau;
  }
  return best;
}

std::vector<core::Bytes> growingSizes(core::Bytes from, core::Bytes to,
                                      int perDoubling, core::Bytes granule) {
  std::vector<core::Bytes> sizes;
  for (int step = 0;; ++step) {
    double exact = from.value() * std::exp2(double(step) / perDoubling);
    core::Bytes size =
        granule * std::max(1.0, std::round(exact / granule.value()));
    if (size > to)
      return sizes;
    if (sizes.empty() || size > sizes.back())
      sizes.push_back(size);
  }
}

} // namespace perfopt::measure
