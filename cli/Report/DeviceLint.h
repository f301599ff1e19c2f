//===- DeviceLint.h - Findings about hardware entries ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_DEVICELINT_H
#define PERFOPT_CLI_REPORT_DEVICELINT_H

#include "hwdb/Lint/Lint.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace perfopt::cli {

inline constexpr std::string_view kLintSchema = "perf-opt/hwdb-lint/1";

/// `file:line: rule: key: message; remedy`, a line each, and how many.
std::string renderLint(const hwdb::LintResult &result);
nlohmann::ordered_json lintJson(const hwdb::LintResult &result);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_DEVICELINT_H
