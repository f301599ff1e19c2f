//===- Tables.cpp - Prices, grid intensity and PUE ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Tables.h"

#include "core/Support/Names.h"
#include "hwdb/Csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>

using namespace perfopt::core;

namespace perfopt::hwdb {

/// A field that must hold a number.
static Result<double> requiredNumber(const CsvTable &table, size_t row,
                                     std::string_view column) {
  Result<std::optional<double>> number = table.number(row, column);
  if (!number)
    return number.error();
  if (!*number)
    return table.error(row,
                       fmt::format("'{}' is empty; expected a number", column));
  return **number;
}

static Error unknownName(std::string_view what, std::string_view name,
                         const std::vector<std::string> &names,
                         const std::string &path) {
  std::vector<std::string> near = nearestNames(name, names);
  std::string message = fmt::format("unknown {} '{}'", what, name);
  if (!near.empty())
    message += "; did you mean " + joinAlternatives(near);
  return Error{message, path};
}

//===----------------------------------------------------------------------===//
// Prices
//===----------------------------------------------------------------------===//

Result<std::vector<Price>> readPrices(const std::string &path,
                                      const Device &device) {
  Result<CsvTable> table =
      CsvTable::load(path, {"provider", "instance", "region", "gpu", "gpus",
                            "usd_per_hour", "pricing", "date", "source"});
  if (!table)
    return table.error();
  std::string id = normalizeName(device.id);
  std::string listed = normalizeName(device.priceName);
  std::vector<Price> prices;
  for (size_t row = 0; row < table->size(); ++row) {
    std::string gpu = normalizeName(table->field(row, "gpu"));
    if (gpu != id && gpu != listed)
      continue;
    Result<double> perHour = requiredNumber(*table, row, "usd_per_hour");
    if (!perHour)
      return perHour.error();
    Result<double> gpus = requiredNumber(*table, row, "gpus");
    if (!gpus)
      return gpus.error();
    if (*gpus < 1 || *gpus > 1e6 || std::trunc(*gpus) != *gpus)
      return table->error(row, "'gpus' must be a whole number from 1");
    prices.push_back({table->field(row, "provider"),
                      table->field(row, "instance"),
                      table->field(row, "region"), static_cast<int>(*gpus),
                      UsdPerHour(*perHour), table->field(row, "pricing"),
                      table->field(row, "date"), table->field(row, "source")});
  }
  return prices;
}

//===----------------------------------------------------------------------===//
// Grid intensity
//===----------------------------------------------------------------------===//

namespace {
/// Rows of the grid table that a name may stand for. Providers spell codes
/// alike (AWS us-east-1, GCP us-east1), so the exact spelling goes first and a
/// loose match must not leave a choice.
class GridLookup {
public:
  GridLookup(const CsvTable &table, std::string_view region)
      : table(table), wanted(region), normalized(normalizeName(region)) {}

  std::vector<size_t> rows() const {
    for (auto matches :
         {&GridLookup::matchesExactly, &GridLookup::matchesLoosely}) {
      std::vector<size_t> found;
      for (size_t row = 0; row < table.size(); ++row)
        if ((this->*matches)(row))
          found.push_back(row);
      if (!found.empty())
        return found;
    }
    return {};
  }

private:
  bool matchesExactly(size_t row) const {
    return std::ranges::equal(table.field(row, "region"), wanted,
                              [](unsigned char a, unsigned char b) {
                                return std::tolower(a) == std::tolower(b);
                              });
  }
  bool matchesLoosely(size_t row) const {
    if (normalized.empty())
      return false;
    std::string code = normalizeName(table.field(row, "region"));
    return normalized == code ||
           normalized == normalizeName(table.field(row, "provider")) + code ||
           normalized == normalizeName(table.field(row, "name"));
  }

  const CsvTable &table;
  std::string_view wanted;
  std::string normalized;
};
} // namespace

static std::string fullName(const CsvTable &table, size_t row) {
  const std::string &provider = table.field(row, "provider");
  return provider.empty() ? table.field(row, "region")
                          : provider + " " + table.field(row, "region");
}

static Result<GridIntensity> gridRow(const CsvTable &table, size_t row) {
  Result<std::optional<double>> intensity = table.number(row, "gco2e_per_kwh");
  if (!intensity)
    return intensity.error();
  if (!*intensity)
    return table.error(
        row, fmt::format("no carbon intensity is known for {} ({}); name its "
                         "country instead",
                         fullName(table, row), table.field(row, "name")));
  Result<std::optional<double>> pue = table.number(row, "pue");
  if (!pue)
    return pue.error();
  return GridIntensity{table.field(row, "region"),
                       table.field(row, "name"),
                       table.field(row, "provider"),
                       GramsCo2ePerKwh(**intensity),
                       *pue,
                       table.field(row, "date"),
                       table.field(row, "source")};
}

Result<GridIntensity> readGrid(const std::string &path,
                               std::string_view region) {
  Result<CsvTable> table =
      CsvTable::load(path, {"region", "name", "provider", "gco2e_per_kwh",
                            "pue", "date", "source"});
  if (!table)
    return table.error();
  std::vector<size_t> rows = GridLookup(*table, region).rows();
  if (rows.empty()) {
    std::vector<std::string> names;
    for (size_t row = 0; row < table->size(); ++row)
      for (std::string_view column : {"region", "name"})
        if (const std::string &name = table->field(row, column);
            !name.empty() && std::ranges::find(names, name) == names.end())
          names.push_back(name);
    return unknownName("region", region, names, path);
  }
  size_t newest = rows.front();
  for (size_t row : rows) {
    if (fullName(*table, row) != fullName(*table, newest))
      return Error{fmt::format("the region '{}' is ambiguous; expected {}",
                               region,
                               joinAlternatives({fullName(*table, newest),
                                                 fullName(*table, row)})),
                   path};
    if (table->field(row, "date") > table->field(newest, "date"))
      newest = row;
  }
  return gridRow(*table, newest);
}

//===----------------------------------------------------------------------===//
// Power usage effectiveness
//===----------------------------------------------------------------------===//

Result<PueEntry> readPue(const std::string &path, std::string_view provider) {
  Result<CsvTable> table =
      CsvTable::load(path, {"provider", "company", "pue", "date", "source"});
  if (!table)
    return table.error();
  std::string wanted = normalizeName(provider);
  std::vector<std::string> names;
  std::optional<size_t> newest;
  for (size_t row = 0; row < table->size(); ++row) {
    bool matches = false;
    for (std::string_view column : {"provider", "company"}) {
      const std::string &name = table->field(row, column);
      matches |= !name.empty() && normalizeName(name) == wanted;
      if (!name.empty() && std::ranges::find(names, name) == names.end())
        names.push_back(name);
    }
    if (matches &&
        (!newest || table->field(row, "date") > table->field(*newest, "date")))
      newest = row;
  }
  if (!newest)
    return unknownName("provider", provider, names, path);
  Result<double> pue = requiredNumber(*table, *newest, "pue");
  if (!pue)
    return pue.error();
  return PueEntry{
      table->field(*newest, "provider"), table->field(*newest, "company"), *pue,
      table->field(*newest, "date"), table->field(*newest, "source")};
}

} // namespace perfopt::hwdb
