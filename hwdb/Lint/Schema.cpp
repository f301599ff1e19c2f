//===- Schema.cpp - A file against the table of keys ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The loader stops at the first fault; this rule walks the whole file and
// reports each, by the same table (hwdb/EntrySchema.h).
//
//===----------------------------------------------------------------------===//

#include "core/Support/Names.h"
#include "hwdb/EntryLoader.h"
#include "hwdb/EntrySchema.h"
#include "hwdb/Lint/Rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

using namespace perfopt::core;

namespace perfopt::hwdb::rules {

namespace {

class Walk {
public:
  explicit Walk(LintEntry &entry) : entry(entry) {
    if (!entry.root.IsMap())
      return;
    YAML::Node sources = entry.root["sources"];
    if (sources && sources.IsMap())
      for (const auto &member : sources)
        known.insert(member.first.Scalar());
  }

  void check(const YAML::Node &node, const SchemaKey &schema,
             const std::string &key) {
    switch (schema.shape) {
    case Shape::Text:
      return expectText(node, schema, key);
    case Shape::Choice:
      return expectChoice(node, schema, key);
    case Shape::Number:
      return expectNumber(
          node, key, [](double value) { return value > 0; },
          "a number above 0");
    case Shape::Error:
      return expectNumber(
          node, key, [](double value) { return value >= 0; },
          "a number from 0");
    case Shape::Whole:
      return expectWhole(node, key);
    case Shape::Wholes:
      return each(node, key,
                  [&](const YAML::Node &item, const std::string &at) {
                    expectWhole(item, at);
                  });
    case Shape::Texts:
      return each(node, key,
                  [&](const YAML::Node &item, const std::string &at) {
                    expectText(item, schema, at);
                  });
    case Shape::Date:
      if (!node.IsScalar() || !parseDays(node.Scalar()))
        entry.complain("date", key, found(node) + " is no date",
                       "write ISO 8601: 2025, 2025-02, 2025-02-01, or two of "
                       "them around a slash");
      return;
    case Shape::Source:
      if (!node.IsScalar() || !known.contains(node.Scalar()))
        entry.complain("missing-source", key,
                       found(node) + " is not listed under 'sources'",
                       "add the citation there");
      return;
    case Shape::Citations:
      if (!node.IsMap())
        return wrong(key, "a mapping from short keys to citations", node);
      for (const auto &member : node)
        expectText(member.second, schema, join(key, member.first.Scalar()));
      return;
    case Shape::Object:
      return expectObject(node, schema, key);
    case Shape::Objects:
      return each(node, key,
                  [&](const YAML::Node &item, const std::string &at) {
                    expectObject(item, schema, at);
                  });
    }
  }

private:
  static std::string join(const std::string &key, const std::string &member) {
    return key.empty() ? member : key + "." + member;
  }
  static std::string found(const YAML::Node &node) {
    return node.IsScalar() ? "'" + node.Scalar() + "'" : "this";
  }
  void wrong(const std::string &key, std::string_view expected,
             const YAML::Node &node) {
    entry.complain("schema", key,
                   fmt::format("{} is not {}", found(node), expected),
                   fmt::format("write {}", expected));
  }

  void expectText(const YAML::Node &node, const SchemaKey &schema,
                  const std::string &key) {
    if (!node.IsScalar() || node.Scalar().empty())
      return wrong(key, "text", node);
    if (schema.name == "schema" && node.Scalar() != kDeviceSchema)
      wrong(key, kDeviceSchema, node);
  }
  void expectChoice(const YAML::Node &node, const SchemaKey &schema,
                    const std::string &key) {
    if (node.IsScalar() && std::ranges::find(schema.choices, node.Scalar()) !=
                               schema.choices.end())
      return;
    std::string expected = joinAlternatives(schema.choices);
    entry.complain(schema.name == "unit" ? "unit" : "schema", key,
                   fmt::format("{} does not fit here", found(node)),
                   fmt::format("write {}", expected));
  }
  template <typename Accepts>
  void expectNumber(const YAML::Node &node, const std::string &key,
                    Accepts accepts, std::string_view expected) {
    double value = 0;
    if (!node.IsScalar() || !YAML::convert<double>::decode(node, value) ||
        !std::isfinite(value) || !accepts(value))
      wrong(key, expected, node);
  }
  void expectWhole(const YAML::Node &node, const std::string &key) {
    int value = 0;
    if (!node.IsScalar() || !YAML::convert<int>::decode(node, value) ||
        value < 0)
      wrong(key, "a whole number from 0", node);
  }
  template <typename Check>
  void each(const YAML::Node &node, const std::string &key, Check checkItem) {
    if (!node.IsSequence())
      return wrong(key, "a list", node);
    for (size_t i = 0; i < node.size(); ++i)
      checkItem(node[i], fmt::format("{}[{}]", key, i));
  }

  void expectObject(const YAML::Node &node, const SchemaKey &schema,
                    const std::string &key) {
    if (!node.IsMap())
      return wrong(key,
                   fmt::format("a mapping with the keys {}",
                               fmt::join(schema.memberNames(), ", ")),
                   node);
    std::set<std::string> seen;
    for (const auto &member : node) {
      const std::string &name = member.first.Scalar();
      std::string at = join(key, name);
      if (!seen.insert(name).second)
        entry.complain("schema", at, fmt::format("'{}' appears twice", name),
                       "keep one of the two");
      else if (const SchemaKey *known = schema.findMember(name))
        check(member.second, *known, at);
      else
        unknown(schema, name, at);
    }
    for (const SchemaKey &member : schema.members)
      if (member.required && !seen.contains(member.name))
        missing(member, key);
    bool isDerived = seen.contains("kind") && seen.contains("source") &&
                     node["kind"].IsScalar() &&
                     node["kind"].Scalar() == name(Origin::Derived);
    if (isDerived && !seen.contains("conditions"))
      entry.complain("no-formula", key, "derived, but from what is not said",
                     "write the formula under 'conditions'");
  }
  void unknown(const SchemaKey &schema, const std::string &name,
               const std::string &at) {
    std::vector<std::string> names;
    for (std::string_view member : schema.memberNames())
      names.emplace_back(member);
    std::vector<std::string> near = nearestNames(name, names);
    entry.complain("schema", at, fmt::format("unknown key '{}'", name),
                   fmt::format("write {}, or remove it",
                               joinAlternatives(near.empty() ? names : near)));
  }
  void missing(const SchemaKey &member, const std::string &key) {
    std::string rule = member.name == "source" ? "missing-source"
                       : member.name == "date" ? "date"
                       : member.name == "unit" ? "unit"
                                               : "schema";
    entry.complain(rule, key, fmt::format("there is no '{}'", member.name),
                   fmt::format("add it: {}", member.meaning));
  }

  LintEntry &entry;
  std::set<std::string> known;
};

} // namespace

void schema(LintEntry &entry) {
  if (!entry.root.IsDefined())
    return; // not YAML, which has been said
  Walk(entry).check(entry.root, entrySchema(), "");
  if (!entry.root.IsMap())
    return;
  YAML::Node kind = entry.root["kind"];
  bool isCpu =
      kind && kind.IsScalar() && kind.Scalar() == name(DeviceKind::Cpu);
  const char *own = isCpu ? "core_count" : "sm_count";
  const char *other = isCpu ? "sm_count" : "core_count";
  if (!entry.root[own])
    entry.complain("schema", other, fmt::format("there is no '{}'", own),
                   "a GPU has an sm_count, an entry of kind cpu a core_count");
  YAML::Node id = entry.root["id"];
  std::string stem = std::filesystem::path(entry.path).stem().string();
  if (id && id.IsScalar() && id.Scalar() != stem)
    entry.complain("file-name", "id",
                   fmt::format("the id '{}' is not the file's name '{}'",
                               id.Scalar(), stem),
                   "rename the one or the other");
}

} // namespace perfopt::hwdb::rules
