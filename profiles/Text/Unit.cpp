//===- Unit.cpp - Units as profilers write them ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Text/Unit.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace perfopt::profiles {

namespace {

struct NamedScale {
  std::string_view name;
  double scale;
};

/// Written in full or short. What is counted has scale 1.
constexpr NamedScale kBases[] = {
    {"second", 1}, {"s", 1},    {"sec", 1},    {"byte", 1},   {"b", 1},
    {"bytes", 1},  {"hz", 1},   {"inst", 1},   {"cycle", 1},  {"sector", 1},
    {"block", 1},  {"warp", 1}, {"thread", 1}, {"request", 1}};

constexpr NamedScale kPrefixes[] = {{"n", 1e-9}, {"u", 1e-6}, {"m", 1e-3},
                                    {"K", 1e3},  {"k", 1e3},  {"M", 1e6},
                                    {"G", 1e9},  {"T", 1e12}};

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return lower;
}

const NamedScale *findBase(std::string_view name) {
  std::string lower = lowerCase(name);
  auto found = std::ranges::find(kBases, lower, &NamedScale::name);
  return found == std::end(kBases) ? nullptr : found;
}

std::optional<double> simpleScale(std::string_view unit) {
  if (unit.empty() || unit == "%" || findBase(unit))
    return 1;
  for (const NamedScale &prefix : kPrefixes)
    if (unit.starts_with(prefix.name) &&
        findBase(unit.substr(prefix.name.size())))
      return prefix.scale;
  // "msecond" was caught above; "register/thread" and the like have no prefix
  // to mistake.
  return std::nullopt;
}

} // namespace

std::optional<double> unitScale(std::string_view unit) {
  size_t slash = unit.find('/');
  if (slash == std::string_view::npos)
    return simpleScale(unit);
  auto above = simpleScale(unit.substr(0, slash));
  auto below = simpleScale(unit.substr(slash + 1));
  if (!above || !below)
    return std::nullopt;
  return *above / *below;
}

bool countsWhole(std::string_view unit) {
  return unit == "inst" || unit == "byte" || unit == "sector";
}

} // namespace perfopt::profiles
