//===- RooflineCsv.h - Roofs and points for other tools to plot -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_ROOFLINECSV_H
#define PERFOPT_CLI_REPORT_ROOFLINECSV_H

#include "cli/Report/Report.h"

#include <string>

namespace perfopt::cli {

/// A row for each roof and for each point of every device's roofline chart.
/// FLOPs, bytes and time of a point are those of one of its kernels.
std::string renderRooflineCsv(const AnalyzeReport &report);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_ROOFLINECSV_H
