//===- NcuReport.cpp - Nsight Compute's tables ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Nsight/NcuReport.h"

#include "profiles/Text/Delimited.h"
#include "profiles/Text/LocalNumber.h"
#include "profiles/Text/Unit.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace perfopt::profiles {

using core::Error;
using core::Result;
using core::Status;

static bool has(const std::vector<std::string> &columns,
                std::string_view name) {
  return std::ranges::find(columns, name) != columns.end();
}

bool isNcuHeader(const std::vector<std::string> &columns) {
  // Versions differ in the columns between these.
  return columns.size() > 2 && columns[0] == "ID" &&
         (has(columns, "Process ID") || has(columns, "Kernel Name") ||
          has(columns, "Metric Name"));
}

namespace {

/// The columns that both pages have; what is optional may be missing.
struct CommonColumns {
  size_t id = 0, kernel = 0;
  std::optional<size_t> device, capability;

  static Result<CommonColumns> of(const DelimitedTable &table) {
    CommonColumns columns;
    Result<size_t> kernel = table.requireColumn("Kernel Name");
    if (!kernel)
      return kernel.error();
    columns.kernel = *kernel;
    columns.device = table.findColumn("Device");
    columns.capability = table.findColumn("CC");
    return columns;
  }

  NcuLaunch launch(const DelimitedTable::Row &row) const {
    NcuLaunch launch;
    launch.id = row.fields[id];
    launch.kernel = row.fields[kernel];
    if (device)
      launch.device = row.fields[*device];
    if (capability)
      launch.capability = row.fields[*capability];
    return launch;
  }
};

/// Whether a value in `unit` is a count that was not averaged.
bool isCount(std::string_view metric, std::string_view unit) {
  return countsWhole(unit) &&
         (metric.ends_with(".sum") || metric.ends_with(".max"));
}

/// Only numbers that a comma-separated table quotes may hold commas; in one
/// with semicolons a comma is more likely before the fraction.
DecimalMark fallbackMark(const DelimitedTable &table) {
  return table.delimiter() == ';' ? DecimalMark::Comma : DecimalMark::Dot;
}

Result<DecimalMark> decideMark(const NumberLocale &locale,
                               const DelimitedTable &table) {
  Result<DecimalMark> mark = locale.decide(fallbackMark(table));
  if (!mark)
    return Error{mark.error().message, table.path(), table.headerLine()};
  return mark;
}

std::string place(std::string_view column, int line) {
  return fmt::format("column '{}', line {}", column, line);
}

bool isMissing(std::string_view text) {
  return text.empty() || text == "n/a" || text == "N/A" || text == "nan" ||
         text == "-nan" || text == "(null)";
}

/// Stores `text` in base units; nothing for a missing value or for text.
Status store(NcuLaunch &launch, const std::string &metric,
             const std::string &text, const std::string &unit, DecimalMark mark,
             const DelimitedTable &table, const DelimitedTable::Row &row) {
  if (isMissing(text))
    return core::success();
  std::optional<double> value = parseNumber(text, mark);
  std::optional<double> scale = unitScale(unit);
  if (value && scale) {
    launch.metrics[metric] = *value * *scale;
    return core::success();
  }
  // Attributes of the device are text; a value with a unit is a number.
  if (value || unit.empty())
    return core::success();
  if (!scale)
    return core::success();
  return table.error(
      row, fmt::format("'{}' must be a number, found '{}'", metric, text));
}

//===----------------------------------------------------------------------===//
// Details page: one row a metric
//===----------------------------------------------------------------------===//

Result<NcuReport> readDetails(const DelimitedTable &table) {
  Result<CommonColumns> common = CommonColumns::of(table);
  if (!common)
    return common.error();
  size_t columns[3] = {};
  constexpr std::string_view kNames[] = {"Metric Name", "Metric Unit",
                                         "Metric Value"};
  for (size_t i = 0; i < 3; ++i) {
    Result<size_t> column = table.requireColumn(kNames[i]);
    if (!column)
      return column.error();
    columns[i] = *column;
  }
  auto [metric, unit, value] = columns;

  NumberLocale locale;
  for (const DelimitedTable::Row &row : table.rows())
    locale.observe(row.fields[value],
                   isCount(row.fields[metric], row.fields[unit]),
                   place("Metric Value", row.line));
  Result<DecimalMark> mark = decideMark(locale, table);
  if (!mark)
    return mark.error();

  NcuReport report;
  for (const DelimitedTable::Row &row : table.rows()) {
    // The rows of a launch follow each other; rules have no metric.
    if (report.launches.empty() ||
        report.launches.back().id != row.fields[common->id])
      report.launches.push_back(common->launch(row));
    if (row.fields[metric].empty())
      continue;
    if (Status stored =
            store(report.launches.back(), row.fields[metric], row.fields[value],
                  row.fields[unit], *mark, table, row);
        !stored)
      return stored.error();
  }
  return report;
}

//===----------------------------------------------------------------------===//
// Raw page: one row a launch
//===----------------------------------------------------------------------===//

/// A metric's id has two underscores after its unit's name.
bool isMetricColumn(std::string_view column) {
  return column.find("__") != std::string_view::npos;
}

bool isRangeColumn(std::string_view column) {
  return column.find("Push/Pop_") != std::string_view::npos ||
         column.find("Start/Stop_") != std::string_view::npos;
}

/// The message in "domain:message:...", without the quotes around it.
std::string rangeMessage(std::string_view cell) {
  size_t colon = cell.find(':');
  if (colon == std::string_view::npos)
    return std::string(cell);
  std::string_view rest = cell.substr(colon + 1);
  rest = rest.substr(0, rest.find(":none"));
  while (rest.starts_with('"'))
    rest.remove_prefix(1);
  while (rest.ends_with('"'))
    rest.remove_suffix(1);
  return std::string(rest);
}

Result<NcuReport> readRaw(const DelimitedTable &table) {
  Result<CommonColumns> common = CommonColumns::of(table);
  if (!common)
    return common.error();
  NcuReport report;
  report.raw = true;
  if (table.rows().empty())
    return report;
  const DelimitedTable::Row &units = table.rows().front();
  if (!units.fields[common->id].empty())
    return table.error(units, "expected the row of units below the header, "
                              "found a launch");

  const std::vector<std::string> &header = table.header();
  std::vector<size_t> metrics;
  for (size_t i = 0; i < header.size(); ++i)
    if (isMetricColumn(header[i]))
      metrics.push_back(i);
  auto launches = std::vector<const DelimitedTable::Row *>();
  for (size_t i = 1; i < table.rows().size(); ++i)
    launches.push_back(&table.rows()[i]);

  NumberLocale locale;
  for (const DelimitedTable::Row *row : launches)
    for (size_t column : metrics)
      locale.observe(row->fields[column],
                     isCount(header[column], units.fields[column]),
                     place(header[column], row->line));
  Result<DecimalMark> mark = decideMark(locale, table);
  if (!mark)
    return mark.error();

  for (const DelimitedTable::Row *row : launches) {
    NcuLaunch launch = common->launch(*row);
    for (size_t column : metrics)
      if (Status stored = store(launch, header[column], row->fields[column],
                                units.fields[column], *mark, table, *row);
          !stored)
        return stored.error();
    for (size_t i = 0; i < header.size(); ++i)
      if (isRangeColumn(header[i]) && !row->fields[i].empty())
        launch.ranges.push_back(rangeMessage(row->fields[i]));
    report.launches.push_back(std::move(launch));
  }
  return report;
}

} // namespace

Result<NcuReport> readNcuReport(std::string_view text,
                                const std::string &path) {
  Result<std::optional<DelimitedTable>> found =
      DelimitedTable::find(text, path, isNcuHeader);
  if (!found)
    return found.error();
  if (!*found)
    return Error{"found no line that starts with \"ID\"; expected the CSV of "
                 "`ncu --csv` (add --page raw for all metrics)",
                 path};
  const DelimitedTable &table = **found;
  bool details = table.findColumn("Metric Name") ||
                 table.findColumn("Metric Value") ||
                 table.findColumn("Metric Unit");
  Result<NcuReport> report = details ? readDetails(table) : readRaw(table);
  if (!report)
    return report;
  if (report->launches.empty())
    return Error{"the table has no launch; was the program cut short, or its "
                 "kernels filtered out?",
                 path, table.headerLine()};
  if (!text.ends_with('\n'))
    report->warnings.push_back(
        "the last line has no end: the file may be cut off");
  return report;
}

} // namespace perfopt::profiles
