//===- Plateau.h - The steps of a bandwidth curve -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Bandwidth over a growing buffer is a staircase: one step for each cache that
// the buffer fits in. Near an edge the level's share of the hits changes, so a
// step is the stretch of sizes over which the bandwidth stays the same.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_PLATEAU_H
#define PERFOPT_ROOFLINE_MEASURE_PLATEAU_H

#include "core/Support/Quantity.h"

#include <optional>
#include <span>
#include <vector>

namespace perfopt::measure {

struct BandwidthPoint {
  core::Bytes buffer;
  core::BytesPerSecond bandwidth;
};

struct Plateau {
  /// The median of its points.
  core::BytesPerSecond bandwidth;
  core::Bytes from, to;
  int points = 0;
};

/// The longest stretch of points with buffers of at least `from` and at most
/// `to`, in rising order, of which none is more than `tolerance` (of the
/// largest) below the largest; of stretches of one length the fastest. Nothing
/// without a point in the range.
std::optional<Plateau> findPlateau(std::span<const BandwidthPoint> points,
                                   core::Bytes from, core::Bytes to,
                                   double tolerance = 0.1);

/// From `from` to at most `to`, so many to a doubling, each a multiple of
/// `granule`; rising, without repetitions.
std::vector<core::Bytes> growingSizes(core::Bytes from, core::Bytes to,
                                      int perDoubling, core::Bytes granule);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_PLATEAU_H
