//===- StalePrice.cpp - Prices that nobody has looked up for long ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Rules.h"

#include "hwdb/Csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

using namespace perfopt::core;

namespace perfopt::hwdb::rules {

void stalePrice(const std::string &path, std::optional<Day> today,
                int maxAgeDays, Findings &findings) {
  Result<CsvTable> table =
      CsvTable::load(path, {"provider", "instance", "region", "gpu", "gpus",
                            "usd_per_hour", "pricing", "date", "source"});
  auto complain = [&](int line, const char *rule, std::string message,
                      const char *remedy) {
    findings.push_back({path, line, rule, "", std::move(message), remedy});
  };
  if (!table) {
    complain(table.error().line, "schema", table.error().message,
             "the columns are listed in hwdb/README.md");
    return;
  }
  struct Newest {
    Day day;
    size_t row;
  };
  // Older rows of an offer stay beside the newer ones.
  std::map<std::pair<std::string, std::string>, Newest> offers;
  std::optional<Day> newestRow;
  for (size_t row = 0; row < table->size(); ++row) {
    int line = table->error(row, "").line;
    for (const char *column : {"provider", "gpu", "source"})
      if (table->field(row, column).empty())
        complain(line,
                 std::string_view(column) == "source" ? "missing-source"
                                                      : "schema",
                 fmt::format("'{}' is empty", column), "fill it in");
    Result<std::optional<double>> price = table->number(row, "usd_per_hour");
    if (!price || !*price || **price <= 0)
      complain(line, "schema", "'usd_per_hour' must be a number above 0",
               "write the price of the whole instance");
    const std::string &date = table->field(row, "date");
    if (date.empty())
      continue; // the source gives none
    std::optional<Days> days = parseDays(date);
    if (!days) {
      complain(line, "date", fmt::format("'{}' is no date", date),
               "write ISO 8601: 2025, 2025-02, 2025-02-01, or two of them "
               "around a slash");
      continue;
    }
    if (today && days->first > *today)
      complain(line, "future-date", fmt::format("{} is still to come", date),
               "write the day of the look-up");
    newestRow = std::max(newestRow.value_or(days->first), days->first);
    auto [offer, isNew] = offers.try_emplace(
        {table->field(row, "provider"), table->field(row, "gpu")},
        Newest{days->last, row});
    if (!isNew && days->last > offer->second.day)
      offer->second = {days->last, row};
  }
  for (const auto &[offer, newest] : offers) {
    auto age = (today ? *today : *newestRow) - newest.day;
    if (age.count() > maxAgeDays)
      complain(table->error(newest.row, "").line, "stale-price",
               fmt::format("the newest price of {} for {} is {} days old",
                           offer.first, offer.second, age.count()),
               "add a row with today's price; the old ones stay");
  }
}

} // namespace perfopt::hwdb::rules
