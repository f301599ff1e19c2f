//===- RooflineFrame.h - The axes of a roofline chart ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_ROOFLINEFRAME_H
#define PERFOPT_CLI_REPORT_ROOFLINEFRAME_H

#include "cli/Report/LogAxis.h"
#include "cli/Report/Svg.h"
#include "roofline/ChartData.h"

#include <utility>

namespace perfopt::cli {

/// In pixels.
struct PlotArea {
  double left, right, top, bottom;
};

/// Roofs that nothing runs into are shown for comparison, but for double
/// precision and integers, whose operations are no FLOPs.
bool isShown(const roofline::ComputeRoof &roof);

struct RooflineFrame {
  /// FLOP/byte and FLOP/s.
  LogAxis x, y;
  /// Where slanted roofs end.
  core::FlopsPerSecond highestPeak;

  /// Whether all points of the mark are on the chart.
  bool holds(const roofline::Mark &mark) const;
  /// The visible part of a slanted roof, from its left end.
  std::pair<Point, Point> line(const roofline::MemoryRoof &roof) const;
};

/// Axes that hold the roofs in use with their ridges and the marks that take
/// all but a thousandth of the time; a few kernels of next to no work would
/// else push everything into a corner.
RooflineFrame frameOf(const roofline::ChartData &data, const PlotArea &area);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_ROOFLINEFRAME_H
