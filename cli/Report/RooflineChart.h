//===- RooflineChart.h - The hierarchical roofline as a drawing -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Both axes have decades of the same length, so that a bandwidth is a line at
// 45 degrees whatever the device. What points mean: roofline/ChartData.h.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_ROOFLINECHART_H
#define PERFOPT_CLI_REPORT_ROOFLINECHART_H

#include "cli/Report/Report.h"
#include "cli/Report/Svg.h"
#include "roofline/ChartData.h"

#include <string>

namespace perfopt::cli {

struct RooflineCaption {
  std::string title;
  /// What was run, and how long it takes.
  std::string subtitle;
};

Svg drawRoofline(const roofline::ChartData &data,
                 const RooflineCaption &caption);

/// Of one device of a report.
Svg drawRooflineChart(const core::Workload &workload,
                      const DeviceReport &report);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_ROOFLINECHART_H
