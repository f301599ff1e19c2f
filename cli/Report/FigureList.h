//===- FigureList.h - Figures with their units written out ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_FIGURELIST_H
#define PERFOPT_CLI_REPORT_FIGURELIST_H

#include "cli/Report/Figures.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace perfopt::cli {

/// How a unit is written out: 1.5e12 FLOP/s as 1.5 TFLOP/s.
struct Scale {
  std::string_view si;
  double factor;
  std::string_view shown;
};
inline constexpr Scale kFlops{"FLOP/s", 1e12, "TFLOP/s"};
inline constexpr Scale kOperations{"FLOP/s", 1e12, "TOP/s"}; // of integers
inline constexpr Scale kBandwidth{"B/s", 1e9, "GB/s"};
inline constexpr Scale kGigabytes{"B", 1e9, "GB"};
inline constexpr Scale kMegabytes{"B", 1e6, "MB"};
inline constexpr Scale kKibibytes{"B", 1024, "KiB"};
inline constexpr Scale kMicroseconds{"s", 1e-6, "µs"};
inline constexpr Scale kWatts{"W", 1, "W"};
inline constexpr Scale kMegahertz{"Hz", 1e6, "MHz"};
inline constexpr Scale kCycles{"cycles", 1, "cycles"};
inline constexpr Scale kCount{"1", 1, ""};

class FigureList {
public:
  template <typename Q>
  void add(std::string name, std::string label, const core::Figure<Q> &figure,
           const Scale &scale) {
    DeviceFigure &row = figures.emplace_back();
    row.name = std::move(name);
    row.label = std::move(label);
    row.value = figure.value.value();
    row.unit = scale.si;
    double scaled = row.value / scale.factor;
    std::string_view gap = scale.shown.empty() ? "" : " ";
    // {:.4g} would switch to an exponent at 10000.
    row.rounded = scaled < 9999.5
                      ? fmt::format("{:.4g}{}{}", scaled, gap, scale.shown)
                      : fmt::format("{:.0f}{}{}", scaled, gap, scale.shown);
    row.exact = fmt::format("{:.6g}{}{}", scaled, gap, scale.shown);
    row.from = figure.from;
  }
  template <typename Q>
  void add(std::string name, std::string label,
           const std::optional<core::Figure<Q>> &figure, const Scale &scale) {
    if (figure)
      add(std::move(name), std::move(label), *figure, scale);
  }

  std::vector<DeviceFigure> figures;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_FIGURELIST_H
