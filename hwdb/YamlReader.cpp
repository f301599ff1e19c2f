//===- YamlReader.cpp - Checked access to YAML ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/YamlReader.h"

#include "core/Support/Names.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

using perfopt::core::Error;

namespace perfopt::hwdb {

void YamlReader::fail(const YAML::Node &at, std::string message) const {
  YAML::Mark mark = at.Mark(); // counts from 0; a null mark is -1
  throw Error{std::move(message), path, mark.line + 1, mark.column + 1};
}

YamlMap YamlReader::map(const YAML::Node &node, std::string what,
                        const std::vector<std::string_view> &known) const {
  std::vector<std::string> names(known.begin(), known.end());
  if (!node.IsMap())
    fail(node, fmt::format("{} must be a mapping with the keys {}", what,
                           fmt::join(names, ", ")));
  std::set<std::string> seen;
  for (const auto &member : node) {
    std::string key = text(member.first, "a key");
    if (!seen.insert(key).second)
      fail(member.first,
           fmt::format("the key '{}' appears twice in {}", key, what));
    if (std::ranges::find(known, key) != known.end())
      continue;
    std::vector<std::string> near = core::nearestNames(key, names);
    fail(member.first,
         fmt::format("unknown key '{}' in {}; expected {}", key, what,
                     core::joinAlternatives(near.empty() ? names : near)));
  }
  return {node, std::move(what)};
}

YAML::Node YamlReader::list(const YAML::Node &node,
                            std::string_view what) const {
  if (!node.IsSequence())
    fail(node, fmt::format("{} must be a list", what));
  return node;
}

YAML::Node YamlReader::require(const YamlMap &map, std::string_view key) const {
  YAML::Node value = find(map, key);
  if (!value)
    fail(map.node, fmt::format("{} has no '{}'; add the key", map.what, key));
  return value;
}

YAML::Node YamlReader::find(const YamlMap &map, std::string_view key) const {
  for (const auto &member : map.node)
    if (member.first.Scalar() == key)
      return member.second;
  return YAML::Node(YAML::NodeType::Undefined);
}

std::string YamlReader::text(const YAML::Node &node,
                             std::string_view what) const {
  if (!node.IsScalar() || node.Scalar().empty())
    fail(node, fmt::format("{} must be text", what));
  return node.Scalar();
}

double YamlReader::finite(const YAML::Node &node, std::string_view what) const {
  double number = 0;
  if (!node.IsScalar() || !YAML::convert<double>::decode(node, number) ||
      !std::isfinite(number))
    fail(node, fmt::format("{} must be a number, found '{}'", what,
                           node.IsScalar() ? node.Scalar() : "no number"));
  return number;
}

double YamlReader::positive(const YAML::Node &node,
                            std::string_view what) const {
  double number = finite(node, what);
  if (number <= 0)
    fail(node, fmt::format("{} must be above 0, found {}", what, number));
  return number;
}

double YamlReader::notNegative(const YAML::Node &node,
                               std::string_view what) const {
  double number = finite(node, what);
  if (number < 0)
    fail(node, fmt::format("{} must not be below 0, found {}", what, number));
  return number;
}

int YamlReader::count(const YAML::Node &node, std::string_view what) const {
  int number = 0;
  if (!node.IsScalar() || !YAML::convert<int>::decode(node, number) ||
      number < 0)
    fail(node, fmt::format("{} must be a whole number from 0, found '{}'", what,
                           node.IsScalar() ? node.Scalar() : "no number"));
  return number;
}

double YamlReader::unit(const YAML::Node &node, Dimension dimension) const {
  std::string name = text(node, "unit");
  if (std::optional<double> factor = unitFactor(dimension, name))
    return *factor;
  fail(node, fmt::format("the unit '{}' does not fit here; expected {}", name,
                         core::joinAlternatives(unitNames(dimension))));
}

std::string YamlReader::date(const YAML::Node &node) const {
  std::string date = text(node, "date");
  auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
  bool startsWithYear =
      date.size() >= 4 && std::all_of(date.begin(), date.begin() + 4, isDigit);
  if (!startsWithYear || !std::ranges::all_of(date, [&](char c) {
        return isDigit(c) || c == '-' || c == '/';
      }))
    fail(node, fmt::format("'{}' is no date; expected ISO 8601 such as 2025, "
                           "2025-02 or 2025-02-01",
                           date));
  return date;
}

} // namespace perfopt::hwdb
