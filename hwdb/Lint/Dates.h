//===- Dates.h - ISO 8601 dates as days -----------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_HWDB_LINT_DATES_H
#define PERFOPT_HWDB_LINT_DATES_H

#include <chrono>
#include <optional>
#include <string_view>

namespace perfopt::hwdb {

using Day = std::chrono::sys_days;

/// The first and the last day that a date may mean: of "2025-02" the first and
/// the last of February, of "2022/2024" or "2026-09-20/25" from the one to the
/// other.
struct Days {
  Day first;
  Day last;
};
std::optional<Days> parseDays(std::string_view date);

} // namespace perfopt::hwdb

#endif // PERFOPT_HWDB_LINT_DATES_H
