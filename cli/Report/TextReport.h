//===- TextReport.h - The report for the terminal -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The model, a comparison of the devices where there are several, then for
// each device the answers, where the time goes, and what the numbers rest on.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_TEXTREPORT_H
#define PERFOPT_CLI_REPORT_TEXTREPORT_H

#include "cli/Report/Report.h"

#include <string>

namespace perfopt::cli {

std::string renderText(const AnalyzeReport &report, const TextOptions &options);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_TEXTREPORT_H
