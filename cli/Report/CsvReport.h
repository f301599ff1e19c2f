//===- CsvReport.h - One row per device and kernel ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For spreadsheets and data frames: fields quoted as RFC 4180 says, lines
// ended by a line feed, units in the column names, an empty field for what is
// unknown. Rows stand in the order of the devices asked for, then of the
// kernels' execution; a model without kernels has no rows.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_CSVREPORT_H
#define PERFOPT_CLI_REPORT_CSVREPORT_H

#include "cli/Report/Report.h"

#include <string>

namespace perfopt::cli {

std::string renderCsv(const AnalyzeReport &report);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_CSVREPORT_H
