//===- Json.cpp - Records as JSON, both ways ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Support/Json.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace perfopt::core {

/// Adds line and column of the `offset`-th byte (from 1) of `text`.
static Error errorAt(std::string_view text, size_t offset,
                     std::string_view path) {
  std::string_view before =
      text.substr(0, offset > 0 ? std::min(offset - 1, text.size()) : 0);
  size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
  Error error;
  error.message = "this is not JSON; expected one JSON object";
  error.path = path;
  error.line = 1 + static_cast<int>(std::ranges::count(before, '\n'));
  error.column = 1 + static_cast<int>(before.size() - lineStart);
  return error;
}

Result<nlohmann::json> parseJson(std::string_view text, std::string_view path) {
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error &error) {
    return errorAt(text, error.byte, path);
  } catch (const std::exception &) {
    // A number beyond the range of double, or no memory.
    return errorAt(text, 0, path);
  }
}

nlohmann::ordered_json numberToJson(double number) {
  constexpr double kExactIntegers = 9007199254740992.0; // 2^53
  if (!std::isfinite(number))
    return nullptr;
  if (std::trunc(number) == number && std::abs(number) < kExactIntegers)
    return static_cast<int64_t>(number);
  return number;
}

} // namespace perfopt::core
