//===- Dates.cpp - ISO 8601 dates as days ---------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Dates.h"

#include <array>
#include <charconv>
#include <vector>

namespace perfopt::hwdb {

using namespace std::chrono;

static std::optional<int> number(std::string_view text) {
  int value = 0;
  auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && !text.empty() ? std::optional(value) : std::nullopt;
}

/// Year, month, day, as many as there are.
static std::optional<std::vector<int>> parts(std::string_view text) {
  constexpr std::array<size_t, 3> kDigits = {4, 2, 2};
  std::vector<int> result;
  while (result.size() < kDigits.size()) {
    size_t end = std::min(text.find('-'), text.size());
    std::optional<int> value = number(text.substr(0, end));
    if (!value || end != kDigits[result.size()])
      return std::nullopt;
    result.push_back(*value);
    if (end == text.size())
      return result;
    text.remove_prefix(end + 1);
  }
  return std::nullopt;
}

static std::optional<Days> daysOf(const std::vector<int> &parts) {
  year theYear(parts[0]);
  month from(parts.size() > 1 ? parts[1] : 1);
  month to(parts.size() > 1 ? parts[1] : 12);
  if (!from.ok())
    return std::nullopt;
  if (parts.size() < 3)
    return Days{theYear / from / 1, theYear / to / last};
  year_month_day day = theYear / from / parts[2];
  if (!day.ok())
    return std::nullopt;
  return Days{day, day};
}

std::optional<Days> parseDays(std::string_view date) {
  size_t slash = date.find('/');
  std::optional<std::vector<int>> start = parts(date.substr(0, slash));
  std::optional<Days> days = start ? daysOf(*start) : std::nullopt;
  if (!days || slash == std::string_view::npos)
    return days;
  std::string_view rest = date.substr(slash + 1);
  std::optional<std::vector<int>> end = parts(rest);
  if (!end) { // only the day, in the month of the start
    std::optional<int> day = number(rest);
    if (!day || start->size() < 3 || rest.size() != 2)
      return std::nullopt;
    end = *start;
    end->back() = *day;
  }
  std::optional<Days> until = daysOf(*end);
  if (!until || until->last < days->first)
    return std::nullopt;
  return Days{days->first, until->last};
}

} // namespace perfopt::hwdb
