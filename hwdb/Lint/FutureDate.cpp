//===- FutureDate.cpp - Measured after today ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Rules.h"

#include <fmt/format.h>

using namespace perfopt::core;

namespace perfopt::hwdb::rules {

/// Every mapping with a date, at whatever depth.
static void visit(LintEntry &entry, const YAML::Node &node,
                  const std::string &key, Day today) {
  if (node.IsSequence())
    for (size_t i = 0; i < node.size(); ++i)
      visit(entry, node[i], fmt::format("{}[{}]", key, i), today);
  if (!node.IsMap())
    return;
  for (const auto &member : node) {
    const std::string &name = member.first.Scalar();
    std::string path = key.empty() ? name : key + "." + name;
    if (name != "date" || !member.second.IsScalar()) {
      visit(entry, member.second, path, today);
      continue;
    }
    std::optional<Days> days = parseDays(member.second.Scalar());
    if (days && days->first > today)
      entry.complain("future-date", path,
                     fmt::format("{} is still to come", member.second.Scalar()),
                     "write the day of the measurement or the look-up");
  }
}

void futureDate(LintEntry &entry, Day today) {
  visit(entry, entry.root, "", today);
}

} // namespace perfopt::hwdb::rules
