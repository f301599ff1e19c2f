//===- TimeChart.h - Where the time goes as a drawing ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_TIMECHART_H
#define PERFOPT_CLI_REPORT_TIMECHART_H

#include "cli/Report/Report.h"
#include "cli/Report/Svg.h"

namespace perfopt::cli {

/// Bars of one scale: the time by kernel family, by operator, and of the
/// kernels that take longest together with those alike.
Svg drawTimeChart(const core::Workload &workload, const DeviceReport &report);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_TIMECHART_H
