//===- LintEntry.h - One entry under the rules ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_HWDB_LINT_LINTENTRY_H
#define PERFOPT_HWDB_LINT_LINTENTRY_H

#include "core/Schema/Device.h"
#include "hwdb/Lint/Finding.h"

#include <yaml-cpp/yaml.h>

#include <optional>
#include <string>

namespace perfopt::hwdb {

class LintEntry {
public:
  /// The text of a file; what is not even YAML becomes a finding.
  LintEntry(std::string path, const std::string &text, Findings &findings);

  /// The line of a key such as "mig.profiles[1].sm_count"; of the nearest one
  /// above it where there is none.
  int lineOf(const std::string &key) const;
  void complain(std::string rule, std::string key, std::string message,
                std::string remedy);

  std::string path;
  /// Undefined when the file is not YAML.
  YAML::Node root;
  /// Nothing when the file does not follow the schema.
  std::optional<core::Device> device;

private:
  Findings &findings;
};

} // namespace perfopt::hwdb

#endif // PERFOPT_HWDB_LINT_LINTENTRY_H
