//===- RooflineFrame.cpp - The axes of a roofline chart -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/RooflineFrame.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace perfopt::cli {

using core::Seconds;
using roofline::ChartData;
using roofline::Mark;
using roofline::MemoryRoof;

namespace {

/// Exponents of ten.
struct Span {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void include(double value) {
    if (!(value > 0) || !std::isfinite(value))
      return;
    low = std::min(low, std::log10(value));
    high = std::max(high, std::log10(value));
  }
  bool isEmpty() const { return low > high; }
  double decades() const { return high - low; }
  /// `below` and `above` are decades.
  void widen(double below, double above) {
    low -= below;
    high += above;
  }
};

/// Room around points and roofs, in decades.
constexpr double kMargin = 0.3;
constexpr double kLeastDecades = 3;
/// Share of the time of the marks that are sure to be on the chart.
constexpr double kShown = 0.999;

void includeMarks(const ChartData &data, Span &intensity, Span &performance) {
  Seconds total = data.totalTime(), shown;
  for (const Mark &mark : data.marks) {
    if (shown > total * kShown)
      return;
    shown += mark.totalTime();
    if (!mark.hasPoints())
      continue;
    performance.include(mark.performance().value());
    for (auto [level, bytes] : mark.bytes)
      intensity.include((mark.flops / bytes).value());
  }
}

} // namespace

bool isShown(const roofline::ComputeRoof &roof) {
  return roof.used ||
         std::any_of(roof.pipes.begin(), roof.pipes.end(), [](core::Pipe pipe) {
           return pipe != core::Pipe::Fp64 && pipe != core::Pipe::Int8Tensor;
         });
}

RooflineFrame frameOf(const ChartData &data, const PlotArea &area) {
  Span intensity, performance;
  includeMarks(data, intensity, performance);
  core::FlopsPerSecond highest;
  for (const roofline::ComputeRoof &roof : data.compute) {
    if (!isShown(roof))
      continue;
    highest = std::max(highest, roof.peak.value);
    performance.include(roof.peak.value.value());
    if (roof.used)
      for (const MemoryRoof &memory : data.memory)
        intensity.include(ridge(roof, memory).value());
  }
  if (intensity.isEmpty())
    intensity = {-1, 3};
  if (performance.isEmpty())
    performance = {9, 14};
  intensity.widen(kMargin, kMargin);
  performance.widen(kMargin, kMargin);

  // Decades of one length: the axis with room to spare gets more of them.
  double width = area.right - area.left, height = area.bottom - area.top;
  double decade =
      std::min({width / std::max(intensity.decades(), kLeastDecades),
                height / std::max(performance.decades(), kLeastDecades)});
  double spareX = width / decade - intensity.decades();
  double spareY = height / decade - performance.decades();
  intensity.widen(spareX / 2, spareX / 2);
  performance.widen(spareY, 0);
  return {LogAxis(std::pow(10, intensity.low), std::pow(10, intensity.high),
                  area.left, area.right),
          LogAxis(std::pow(10, performance.low), std::pow(10, performance.high),
                  area.bottom, area.top),
          highest};
}

bool RooflineFrame::holds(const Mark &mark) const {
  if (!mark.hasPoints() || !y.holds(mark.performance().value()))
    return false;
  return std::all_of(mark.bytes.begin(), mark.bytes.end(), [&](const auto &at) {
    return x.holds((mark.flops / at.second).value());
  });
}

std::pair<Point, Point> RooflineFrame::line(const MemoryRoof &roof) const {
  double bandwidth = roof.bandwidth.value.value();
  double top =
      highestPeak.value() > 0 ? std::min(highestPeak.value(), y.high) : y.high;
  double from = std::max(x.low, y.low / bandwidth);
  double to = std::min(x.high, top / bandwidth);
  return {{x.at(from), y.at(from * bandwidth)},
          {x.at(to), y.at(to * bandwidth)}};
}

} // namespace perfopt::cli
