//===- LabelPlaces.h - Where labels do not collide ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_LABELPLACES_H
#define PERFOPT_CLI_REPORT_LABELPLACES_H

#include "cli/Report/Svg.h"

#include <vector>

namespace perfopt::cli {

/// The heights nearest to `places` (ascending) that are at least `gap` apart
/// and between `top` and `bottom`, as far as there is room.
std::vector<double> spread(std::vector<double> places, double gap, double top,
                           double bottom);

struct Disc {
  Point center;
  double radius;
};

/// The middle of the base line of a text of `width` above the line, where it
/// covers the fewest of `obstacles`; of equals the one nearest to the middle.
Point placeAlong(Point from, Point to, double width,
                 const std::vector<Disc> &obstacles);

/// The middle of a text of `width` around a disc, where it covers the fewest of
/// the other discs.
Point placeBeside(const Disc &disc, double width,
                  const std::vector<Disc> &obstacles);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_LABELPLACES_H
