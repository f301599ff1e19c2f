//===- JsonEvents.h - Traces that are long JSON arrays --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A trace may have millions of events: each is handed over and forgotten, so
// that memory is bounded by the longest event.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_TRACE_JSONEVENTS_H
#define PERFOPT_PROFILES_TRACE_JSONEVENTS_H

#include "core/Support/JsonReader.h"
#include "core/Support/Result.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace perfopt::profiles {

/// Parses `text` and calls `read` for each object in the array `key` of the
/// top-level object, or in the top-level array when `key` is empty. Returns
/// what is beside the events. Errors carry the line, and what `read` throws
/// (core::Error) names the event.
core::Result<nlohmann::json>
readEvents(std::string_view text, const std::string &path,
           const std::string &key,
           const std::function<void(const core::JsonReader &)> &read);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_TRACE_JSONEVENTS_H
