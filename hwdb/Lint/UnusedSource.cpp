//===- UnusedSource.cpp - Cited by nothing --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Rules.h"

#include <fmt/format.h>

#include <set>

using namespace perfopt::core;

namespace perfopt::hwdb::rules {

/// Values of every `source` key, at whatever depth.
static void collect(const YAML::Node &node, std::set<std::string> &cited) {
  if (node.IsSequence())
    for (const YAML::Node &item : node)
      collect(item, cited);
  if (!node.IsMap())
    return;
  for (const auto &member : node)
    if (member.first.Scalar() == "source" && member.second.IsScalar())
      cited.insert(member.second.Scalar());
    else
      collect(member.second, cited);
}

void unusedSource(LintEntry &entry) {
  if (!entry.root.IsMap())
    return;
  YAML::Node sources = entry.root["sources"];
  if (!sources || !sources.IsMap())
    return;
  std::set<std::string> cited;
  collect(entry.root, cited);
  for (const auto &member : sources)
    if (!cited.contains(member.first.Scalar()))
      entry.complain(
          "unused-source", "sources." + member.first.Scalar(),
          fmt::format("nothing cites the source '{}'", member.first.Scalar()),
          "remove it, or cite it where its numbers stand");
}

} // namespace perfopt::hwdb::rules
