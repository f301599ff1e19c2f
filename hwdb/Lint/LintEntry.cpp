//===- LintEntry.cpp - One entry under the rules --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/LintEntry.h"

#include "hwdb/EntryLoader.h"

#include <charconv>

namespace perfopt::hwdb {

LintEntry::LintEntry(std::string path, const std::string &text,
                     Findings &findings)
    : path(std::move(path)), root(YAML::NodeType::Undefined),
      findings(findings) {
  try {
    root.reset(YAML::Load(text));
  } catch (const YAML::Exception &error) {
    findings.push_back({this->path, error.mark.line + 1, "schema", "",
                        "this is not YAML: " + error.msg, "mend the syntax"});
    return;
  }
  core::Result<core::Device> read = parseEntry(text, this->path);
  if (read)
    device = std::move(*read);
}

/// Keys and list positions: "a.b[2].c" is a, b, 2, c.
static std::vector<std::string> steps(const std::string &key) {
  std::vector<std::string> result;
  std::string step;
  for (char c : key + '.') {
    if (c != '.' && c != '[' && c != ']') {
      step += c;
      continue;
    }
    if (!step.empty())
      result.push_back(std::move(step));
    step.clear();
  }
  return result;
}

static YAML::Node child(const YAML::Node &node, const std::string &step) {
  YAML::Node none(YAML::NodeType::Undefined);
  if (node.IsMap()) {
    for (const auto &member : node)
      if (member.first.IsScalar() && member.first.Scalar() == step)
        return member.second;
    return none;
  }
  size_t index = 0;
  auto [end, error] =
      std::from_chars(step.data(), step.data() + step.size(), index);
  bool isIndex = error == std::errc() && end == step.data() + step.size();
  return node.IsSequence() && isIndex && index < node.size() ? node[index]
                                                             : none;
}

int LintEntry::lineOf(const std::string &key) const {
  YAML::Node node = root;
  int line = node.IsDefined() ? node.Mark().line + 1 : 0;
  for (const std::string &step : steps(key)) {
    YAML::Node next = child(node, step);
    if (!next.IsDefined())
      break;
    node.reset(next);
    line = node.Mark().line + 1;
  }
  return line;
}

void LintEntry::complain(std::string rule, std::string key, std::string message,
                         std::string remedy) {
  int line = lineOf(key);
  findings.push_back({path, line, std::move(rule), std::move(key),
                      std::move(message), std::move(remedy)});
}

} // namespace perfopt::hwdb
