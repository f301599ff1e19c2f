//===- MemoryChart.h - Memory over a run as a drawing ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_MEMORYCHART_H
#define PERFOPT_CLI_REPORT_MEMORYCHART_H

#include "cli/Report/Report.h"
#include "cli/Report/Svg.h"

namespace perfopt::cli {

/// A stacked area of what is in use while each kernel runs, by what it is for,
/// with the phases, the peak with its operator and holders, and what the
/// allocator reserves.
Svg drawMemoryChart(const core::Workload &workload, const DeviceReport &report);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_MEMORYCHART_H
