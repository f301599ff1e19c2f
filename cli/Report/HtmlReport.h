//===- HtmlReport.h - The report as one page ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The sections of the text report, in which each device has its figures and
// charts in front and every kernel in its table. The same report makes the same
// page, byte for byte.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_HTMLREPORT_H
#define PERFOPT_CLI_REPORT_HTMLREPORT_H

#include "cli/Report/Report.h"

#include <string>

namespace perfopt::cli {

std::string renderHtml(const AnalyzeReport &report);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_HTMLREPORT_H
