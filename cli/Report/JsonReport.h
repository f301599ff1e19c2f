//===- JsonReport.h - The report as a versioned JSON object ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Layout: docs/schema/analyze.schema.json. Units stand in the names (decimal
// megabytes, milliseconds, joules). Numbers that are not finite are null and
// whole numbers below 2^53 are integers.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_JSONREPORT_H
#define PERFOPT_CLI_REPORT_JSONREPORT_H

#include "cli/Report/Report.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace perfopt::cli {

/// Version of the object's layout; written as `schema`.
inline constexpr std::string_view kAnalyzeSchema = "perf-opt/analyze/1";

nlohmann::ordered_json renderJson(const AnalyzeReport &report);

/// `document` as indented text with a final newline. Bytes of a model file's
/// names that are no UTF-8 become U+FFFD.
std::string printJson(const nlohmann::ordered_json &document);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_JSONREPORT_H
