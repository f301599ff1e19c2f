//===- EntryJsonSchema.cpp - The table of keys as JSON Schema -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/EntryJsonSchema.h"

#include "core/Schema/Device.h"
#include "hwdb/EntrySchema.h"

using Json = nlohmann::ordered_json;
using namespace perfopt::core;

namespace perfopt::hwdb {

namespace {

class Writer {
public:
  Json document() {
    const SchemaKey &entry = entrySchema();
    Json root = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                 {"title", "A device entry of perf-opt's hardware database"}};
    root.update(object(entry.members));
    root["properties"]["schema"] = {{"description", "Version of the format."},
                                    {"const", kDeviceSchema}};
    root["anyOf"] = {{{"required", {"sm_count"}}},
                     {{"required", {"core_count"}}}};
    root["$defs"] = std::move(definitions);
    return root;
  }

private:
  static Json text() { return {{"type", "string"}, {"minLength", 1}}; }

  Json object(const std::vector<SchemaKey> &members) {
    Json required = Json::array();
    Json properties = Json::object();
    bool hasFormula = false;
    for (const SchemaKey &member : members) {
      properties[member.name] = property(member);
      if (member.required)
        required.push_back(member.name);
      hasFormula |= member.name == "conditions";
    }
    Json result = {{"type", "object"}, {"additionalProperties", false}};
    if (!required.empty())
      result["required"] = std::move(required);
    result["properties"] = std::move(properties);
    if (hasFormula) {
      result["if"] = {{"properties", {{"kind", {{"const", "derived"}}}}}};
      result["then"] = {{"required", {"conditions"}}};
    }
    return result;
  }

  Json property(const SchemaKey &key) {
    Json result = {{"description", key.meaning}};
    result.update(value(key));
    return result;
  }

  Json value(const SchemaKey &key) {
    switch (key.shape) {
    case Shape::Text:
    case Shape::Source:
      return text();
    case Shape::Texts:
      return {{"type", "array"}, {"items", text()}};
    case Shape::Choice:
      return {{"enum", key.choices}};
    case Shape::Number:
      return {{"type", "number"}, {"exclusiveMinimum", 0}};
    case Shape::Error:
      return {{"type", "number"}, {"minimum", 0}};
    case Shape::Whole:
      return {{"type", "integer"}, {"minimum", 0}};
    case Shape::Wholes:
      return {{"type", "array"},
              {"items", {{"type", "integer"}, {"minimum", 0}}}};
    case Shape::Date: // a bare year is a number in YAML
      return {{"type", {"string", "integer"}},
              {"pattern", "^[0-9]{4}(-[0-9]{2}){0,2}(/[0-9-]+)?$"}};
    case Shape::Citations:
      return {{"type", "object"}, {"additionalProperties", text()}};
    case Shape::Object:
      return figureOr(key.members, [&] { return object(key.members); });
    case Shape::Objects:
      return {{"type", "array"}, {"items", object(key.members)}};
    }
    return {};
  }

  /// Figures of one dimension are all alike: a definition named by their first
  /// unit.
  template <typename Otherwise>
  Json figureOr(const std::vector<SchemaKey> &members, Otherwise otherwise) {
    bool isFigure = members.size() == 6 && members[0].name == "value" &&
                    members[1].name == "unit";
    if (!isFigure)
      return otherwise();
    std::string name = "figure in " + members[1].choices.front();
    for (char &c : name)
      c = c == ' ' || c == '/' ? '_' : c;
    if (!definitions.contains(name))
      definitions[name] = object(members);
    return {{"$ref", "#/$defs/" + name}};
  }

  Json definitions = Json::object();
};

} // namespace

Json entryJsonSchema() { return Writer().document(); }

} // namespace perfopt::hwdb
