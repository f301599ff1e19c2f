//===- Lint.h - Every doubt about a database ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One rule a file, listed in Rules.h. Nothing here prints.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_HWDB_LINT_LINT_H
#define PERFOPT_HWDB_LINT_LINT_H

#include "core/Support/Result.h"
#include "hwdb/Lint/Dates.h"
#include "hwdb/Lint/Finding.h"

#include <optional>
#include <string>
#include <vector>

namespace perfopt::hwdb {

struct LintOptions {
  /// Nothing may be dated later, and prices age until then. Without it prices
  /// age until their newest row.
  std::optional<Day> today;
  /// How old the newest price of a provider for a GPU may be.
  int maxPriceAgeDays = 730;
};

struct LintResult {
  /// By path and line.
  Findings findings;
  /// How many files were looked at.
  size_t files = 0;
};

/// Entries (*.yaml) and tables of prices (prices.csv): files as they are,
/// folders with everything below them. A path that is not there is an error.
core::Result<LintResult> lint(const std::vector<std::string> &paths,
                              const LintOptions &options);

} // namespace perfopt::hwdb

#endif // PERFOPT_HWDB_LINT_LINT_H
