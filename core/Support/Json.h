//===- Json.h - Records as JSON, both ways --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Keys carry the unit; numbers that are whole and below 2^53 are written as
// integers, all others with the digits that give the same double back.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CORE_SUPPORT_JSON_H
#define PERFOPT_CORE_SUPPORT_JSON_H

#include "core/Support/Quantity.h"
#include "core/Support/Result.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string_view>

namespace perfopt::core {

/// Reads a record back. Specialised beside each record that can be read:
/// `fromJson<Workload>(json)`. Keys that the record does not have are ignored,
/// so that a reader survives additions within one schema version.
template <typename Record>
Result<Record> fromJson(const nlohmann::json &json) = delete;

/// JSON text, with `path` and the place in the error.
Result<nlohmann::json> parseJson(std::string_view text,
                                 std::string_view path = "");

/// JSON has no infinity: a number that is not finite becomes null.
nlohmann::ordered_json numberToJson(double number);

template <typename Tag>
nlohmann::ordered_json toJson(Quantity<Tag> quantity) {
  return numberToJson(quantity.value());
}

template <typename T>
nlohmann::ordered_json toJson(const std::optional<T> &value) {
  return value ? toJson(*value) : nlohmann::ordered_json();
}

} // namespace perfopt::core

#endif // PERFOPT_CORE_SUPPORT_JSON_H
