//===- JsonReader.cpp - Checked access to JSON ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Support/JsonReader.h"

#include <cmath>
#include <limits>

namespace perfopt::core {

std::string JsonReader::path() const {
  if (!parent)
    return "";
  std::string text = parent->path();
  if (key.empty())
    return text + "[" + std::to_string(index) + "]";
  if (!text.empty())
    text += ".";
  return text.append(key);
}

void JsonReader::fail(const std::string &message) const {
  std::string where = path();
  throw Error{(where.empty() ? "the document" : where) + ": " + message};
}

void JsonReader::checkArray() const {
  if (!json->is_array())
    fail(std::string("expected an array, found ") + json->type_name());
}

void JsonReader::checkObject() const {
  if (!json->is_object())
    fail(std::string("expected an object, found ") + json->type_name());
}

JsonReader JsonReader::at(std::string_view name) const {
  checkObject();
  auto member = json->find(name);
  if (member == json->end())
    fail("the key '" + std::string(name) + "' is missing");
  return JsonReader(*member, this, name);
}

std::optional<JsonReader> JsonReader::find(std::string_view name) const {
  checkObject();
  auto member = json->find(name);
  if (member == json->end() || member->is_null())
    return std::nullopt;
  return JsonReader(*member, this, name);
}

double JsonReader::number() const {
  if (!json->is_number())
    fail(std::string("expected a number, found ") + json->type_name());
  return json->get<double>();
}

int64_t JsonReader::integer() const {
  constexpr double kExactIntegers = 9007199254740992.0; // 2^53
  if (json->is_number_unsigned() &&
      json->get<uint64_t>() >
          static_cast<uint64_t>(std::numeric_limits<int64_t>::max()))
    fail("expected a number below 2^63, found " + json->dump());
  if (json->is_number_integer())
    return json->get<int64_t>();
  double value = number();
  if (std::trunc(value) != value || std::abs(value) >= kExactIntegers)
    fail("expected a whole number, found " + json->dump());
  return static_cast<int64_t>(value);
}

int JsonReader::int32() const {
  int64_t value = integer();
  if (value < std::numeric_limits<int>::min() ||
      value > std::numeric_limits<int>::max())
    fail("expected a number below 2^31, found " + json->dump());
  return static_cast<int>(value);
}

bool JsonReader::boolean() const {
  if (!json->is_boolean())
    fail(std::string("expected true or false, found ") + json->type_name());
  return json->get<bool>();
}

const std::string &JsonReader::textView() const {
  if (!json->is_string())
    fail(std::string("expected a string, found ") + json->type_name());
  return json->get_ref<const std::string &>();
}

std::string JsonReader::text() const { return textView(); }

} // namespace perfopt::core
