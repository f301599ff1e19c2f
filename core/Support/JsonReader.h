//===- JsonReader.h - Checked access to JSON ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every error names the path of the key, e.g. "kernels[3].flops". Accessors
// throw core::Error, which readRecord() turns into a Result: nothing escapes
// the function that reads a record.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CORE_SUPPORT_JSONREADER_H
#define PERFOPT_CORE_SUPPORT_JSONREADER_H

#include "core/Support/Quantity.h"
#include "core/Support/Result.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::core {

/// A value inside a document. Keeps a pointer to the one that holds it, so it
/// must not outlive that.
class JsonReader {
public:
  explicit JsonReader(const nlohmann::json &root) : json(&root) {}

  /// The member `key`; an error when there is none.
  JsonReader at(std::string_view key) const;
  /// The same; nothing when it is missing or null.
  std::optional<JsonReader> find(std::string_view key) const;
  bool isNull() const { return json->is_null(); }

  double number() const;
  int64_t integer() const;
  int int32() const;
  bool boolean() const;
  std::string text() const;

  template <typename Q>
  Q quantity() const {
    return Q(number());
  }

  /// The value of an enumeration, by a parse function of its header. `what` is
  /// its name for the message.
  template <typename Enum>
  Enum parsed(std::optional<Enum> (*parse)(std::string_view),
              std::string_view what) const {
    if (std::optional<Enum> value = parse(textView()))
      return *value;
    fail("expected " + std::string(what) + ", found '" + text() + "'");
  }

  /// `read(item)` for each item of an array.
  template <typename Read>
  auto list(Read read) const {
    checkArray();
    std::vector<decltype(read(*this))> items;
    items.reserve(json->size());
    for (size_t i = 0; i < json->size(); ++i)
      items.push_back(read(JsonReader((*json)[i], this, i)));
    return items;
  }

  /// `read(key, value)` for each member of an object.
  template <typename Read>
  void forEachMember(Read read) const {
    checkObject();
    for (const auto &[key, value] : json->items())
      read(key, JsonReader(value, this, key));
  }

  [[noreturn]] void fail(const std::string &message) const;

private:
  JsonReader(const nlohmann::json &value, const JsonReader *parent,
             std::string_view key)
      : json(&value), parent(parent), key(key) {}
  JsonReader(const nlohmann::json &value, const JsonReader *parent,
             size_t index)
      : json(&value), parent(parent), index(index) {}

  const std::string &textView() const;
  void checkArray() const;
  void checkObject() const;
  /// "kernels[3].flops"; empty for the document itself.
  std::string path() const;

  const nlohmann::json *json;
  const JsonReader *parent = nullptr;
  std::string_view key;
  size_t index = 0;
};

/// Runs `read(JsonReader)` on a document whose `schema` must be `schema`.
template <typename Read>
auto readRecord(const nlohmann::json &json, std::string_view schema, Read read)
    -> Result<decltype(read(JsonReader(json)))> {
  try {
    JsonReader root(json);
    if (std::string found = root.at("schema").text(); found != schema)
      root.at("schema").fail("expected '" + std::string(schema) + "', found '" +
                             found + "'");
    return read(root);
  } catch (const Error &error) {
    return error;
  } catch (const std::exception &error) {
    return Error{error.what()};
  }
}

} // namespace perfopt::core

#endif // PERFOPT_CORE_SUPPORT_JSONREADER_H
