//===- JsonEvents.cpp - Traces that are long JSON arrays ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Trace/JsonEvents.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

namespace perfopt::profiles {

using core::Error;
using nlohmann::json;

namespace {

/// Walks over the text and leaves behind how far the parser has come.
struct TrackedIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char *;
  using reference = const char &;

  const char *at = nullptr;
  const char **reached = nullptr;

  reference operator*() const { return *at; }
  TrackedIterator &operator++() {
    *reached = ++at;
    return *this;
  }
  TrackedIterator operator++(int) {
    TrackedIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const TrackedIterator &other) const { return at == other.at; }
};

} // namespace

core::Result<json>
readEvents(std::string_view text, const std::string &path,
           const std::string &key,
           const std::function<void(const core::JsonReader &)> &read) {
  const char *reached = text.data();
  auto errorHere = [&](std::string message) {
    auto line = 1 + std::count(text.data(), reached, '\n');
    return Error{std::move(message), path, static_cast<int>(line)};
  };

  // Events of a top-level array are at depth 1, of an array in a top-level
  // object at depth 2, and only while that object's key is the one wanted.
  int eventDepth = key.empty() ? 1 : 2;
  bool inside = key.empty();
  size_t count = 0;
  json::parser_callback_t onElement = [&](int depth, json::parse_event_t event,
                                          json &parsed) {
    if (event == json::parse_event_t::key && depth == 1 && !key.empty())
      inside = parsed == key;
    bool isEvent = inside && depth == eventDepth &&
                   event == json::parse_event_t::object_end;
    if (!isEvent)
      return true;
    try {
      read(core::JsonReader(parsed));
    } catch (const Error &error) {
      throw errorHere(fmt::format(
          "{}[{}]{}{}", key.empty() ? "event" : key, count,
          error.message.starts_with("[") ? "" : ".", error.message));
    }
    ++count;
    return false;
  };
  try {
    TrackedIterator begin{text.data(), &reached};
    TrackedIterator end{text.data() + text.size(), &reached};
    json rest = json::parse(begin, end, onElement);
    if (key.empty() ? !rest.is_array() : !rest.is_object())
      return Error{key.empty() ? "expected a JSON array"
                               : "expected a JSON object",
                   path, 1};
    if (!key.empty() && !rest.contains(key))
      return Error{fmt::format("the trace has no key '{}'", key), path, 1};
    if (!key.empty() && !rest[key].is_array())
      return Error{fmt::format("'{}' must be an array", key), path, 1};
    return rest;
  } catch (const Error &error) {
    return error;
  } catch (const json::parse_error &) {
    bool ended = reached == text.data() + text.size();
    return errorHere(ended ? "the JSON ends too early; the file seems to be "
                             "cut off"
                           : "this is not JSON");
  } catch (const std::exception &error) {
    return errorHere(error.what());
  }
}

} // namespace perfopt::profiles
