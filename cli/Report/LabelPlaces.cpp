//===- LabelPlaces.cpp - Where labels do not collide ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/LabelPlaces.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace perfopt::cli {

/// How deep a text whose letters have the middles `at(-width / 2)` to
/// `at(width / 2)` reaches into obstacles, in pixels.
template <typename At>
static double coverage(double width, At at,
                       const std::vector<Disc> &obstacles) {
  constexpr double kClearance = 8;
  constexpr double kStep = 6;
  double covered = 0;
  for (double offset = -width / 2; offset <= width / 2; offset += kStep) {
    Point letter = at(offset);
    for (const Disc &disc : obstacles)
      covered += std::max(0.0, disc.radius + kClearance -
                                   std::hypot(letter.x - disc.center.x,
                                              letter.y - disc.center.y));
  }
  return covered;
}

std::vector<double> spread(std::vector<double> places, double gap, double top,
                           double bottom) {
  for (size_t i = 0; i < places.size(); ++i)
    places[i] = std::max(places[i], i == 0 ? top : places[i - 1] + gap);
  double limit = bottom;
  for (size_t i = places.size(); i-- > 0;) {
    places[i] = std::min(places[i], limit);
    limit = places[i] - gap;
  }
  return places;
}

Point placeAlong(Point from, Point to, double width,
                 const std::vector<Disc> &obstacles) {
  constexpr double kAbove = 6;  // of the base line over the line
  constexpr double kMiddle = 4; // of the letters over the base line
  constexpr int kSteps = 60;
  double length = std::hypot(to.x - from.x, to.y - from.y);
  Point along = {(to.x - from.x) / length, (to.y - from.y) / length};
  Point over = {along.y, -along.x};
  auto at = [&](double distance, double height) {
    return Point{from.x + along.x * distance + over.x * height,
                 from.y + along.y * distance + over.y * height};
  };
  double best = length / 2, least = std::numeric_limits<double>::infinity();
  for (int step = 0; step <= kSteps; ++step) {
    // From the middle outwards, so that equals stay there.
    double side = step % 2 == 0 ? 1 : -1;
    double room = std::max(0.0, length - width);
    double distance =
        length / 2 + side * room / 2 * ((step + 1) / 2) / (kSteps / 2.0);
    double covered = coverage(
        width,
        [&](double offset) { return at(distance + offset, kAbove + kMiddle); },
        obstacles);
    if (covered < least) {
      least = covered;
      best = distance;
    }
  }
  return at(best, kAbove);
}

Point placeBeside(const Disc &disc, double width,
                  const std::vector<Disc> &obstacles) {
  constexpr double kGap = 4;
  constexpr double kHalfHeight = 6;
  double far = disc.radius + kGap;
  double sideways = far + width / 2, upwards = far + kHalfHeight;
  const Point directions[] = {{0, -upwards},
                              {sideways, -upwards / 2},
                              {sideways, 0},
                              {-sideways, 0},
                              {0, upwards},
                              {sideways, upwards / 2},
                              {-sideways, -upwards / 2},
                              {-sideways, upwards / 2}};
  Point best;
  double least = std::numeric_limits<double>::infinity();
  for (const Point &direction : directions) {
    Point at = {disc.center.x + direction.x, disc.center.y + direction.y};
    double covered = coverage(
        width,
        [&](double offset) {
          return Point{at.x + offset, at.y};
        },
        obstacles);
    if (covered < least) {
      least = covered;
      best = at;
    }
  }
  return best;
}

} // namespace perfopt::cli
