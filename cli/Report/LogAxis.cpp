//===- LogAxis.cpp - A logarithmic axis with a tick at every decade -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/LogAxis.h"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

namespace perfopt::cli {

namespace {

/// What powers of 1000 are called, from 1000^0 on.
constexpr std::string_view kPrefixes[] = {"",   " k", " M", " G",
                                          " T", " P", " E"};

std::string decadeLabel(int exponent) {
  if (exponent < 0)
    return fmt::format("{:.{}f}", std::pow(10, exponent), -exponent);
  size_t prefix = std::min<size_t>(exponent / 3, std::size(kPrefixes) - 1);
  return fmt::format("{:.0f}{}", std::pow(10, exponent - 3 * int(prefix)),
                     kPrefixes[prefix]);
}

/// Lets a value that stands on the edge be on the axis.
constexpr double kRounding = 1e-9;

} // namespace

LogAxis::LogAxis(double low, double high, double start, double end)
    : low(low), high(high), start(start), end(end) {}

double LogAxis::at(double value) const {
  return start +
         (end - start) * std::log10(value / low) / std::log10(high / low);
}

double LogAxis::valueAt(double pixel) const {
  return low * std::pow(high / low, (pixel - start) / (end - start));
}

std::vector<LogAxis::Tick> LogAxis::decades() const {
  std::vector<Tick> ticks;
  int first = int(std::ceil(std::log10(low) - kRounding));
  int last = int(std::floor(std::log10(high) + kRounding));
  for (int exponent = first; exponent <= last; ++exponent)
    ticks.push_back({std::pow(10, exponent), decadeLabel(exponent)});
  return ticks;
}

std::vector<double> LogAxis::betweenDecades() const {
  std::vector<double> values;
  int first = int(std::floor(std::log10(low)));
  int last = int(std::floor(std::log10(high)));
  for (int exponent = first; exponent <= last; ++exponent)
    for (int factor = 2; factor <= 9; ++factor)
      if (double value = factor * std::pow(10, exponent); holds(value))
        values.push_back(value);
  return values;
}

} // namespace perfopt::cli
