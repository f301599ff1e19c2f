//===- YamlReader.h - Checked access to YAML ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every complaint carries path, line and column. The functions throw
// core::Error: the loader that uses them catches it at its border.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_HWDB_YAMLREADER_H
#define PERFOPT_HWDB_YAMLREADER_H

#include "core/Support/Result.h"
#include "hwdb/Units.h"

#include <yaml-cpp/yaml.h>

#include <string>
#include <string_view>
#include <vector>

namespace perfopt::hwdb {

/// A mapping whose keys have been checked. `what` names it in messages, e.g.
/// "the figure 'hbm'".
struct YamlMap {
  YAML::Node node;
  std::string what;
};

class YamlReader {
public:
  explicit YamlReader(std::string path) : path(std::move(path)) {}

  [[noreturn]] void fail(const YAML::Node &at, std::string message) const;

  /// A mapping, each key once and each of them in `known`.
  YamlMap map(const YAML::Node &node, std::string what,
              const std::vector<std::string_view> &known) const;
  /// The same node, if it is a sequence.
  YAML::Node list(const YAML::Node &node, std::string_view what) const;

  /// The value of a key; an error when it is missing.
  YAML::Node require(const YamlMap &map, std::string_view key) const;
  /// The value of a key; undefined (false) when it is missing.
  YAML::Node find(const YamlMap &map, std::string_view key) const;

  /// Text that is not empty.
  std::string text(const YAML::Node &node, std::string_view what) const;
  /// A finite number above zero.
  double positive(const YAML::Node &node, std::string_view what) const;
  /// A finite number from zero.
  double notNegative(const YAML::Node &node, std::string_view what) const;
  /// A whole number, zero or more.
  int count(const YAML::Node &node, std::string_view what) const;
  /// How many base units one of the named unit is.
  double unit(const YAML::Node &node, Dimension dimension) const;
  /// "2025", "2025-02", "2025-02-01" or two of them around a slash.
  std::string date(const YAML::Node &node) const;

private:
  double finite(const YAML::Node &node, std::string_view what) const;

  std::string path;
};

} // namespace perfopt::hwdb

#endif // PERFOPT_HWDB_YAMLREADER_H
