//===- Finding.h - What a rule complains about ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_HWDB_LINT_FINDING_H
#define PERFOPT_HWDB_LINT_FINDING_H

#include <string>
#include <vector>

namespace perfopt::hwdb {

struct Finding {
  std::string path;
  int line = 0;
  /// The rule's name, as in `lint_exceptions`.
  std::string rule;
  /// The key: "peaks.fp32", "mig.profiles[2]"; empty for a table's row.
  std::string at;
  std::string message;
  /// What to do about it.
  std::string remedy;
};

using Findings = std::vector<Finding>;

} // namespace perfopt::hwdb

#endif // PERFOPT_HWDB_LINT_FINDING_H
