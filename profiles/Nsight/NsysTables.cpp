//===- NsysTables.cpp - Nsight Systems' tables ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Nsight/NsysTables.h"

#include "profiles/Text/Delimited.h"
#include "profiles/Text/LocalNumber.h"
#include "profiles/Text/Unit.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>

namespace perfopt::profiles {

using core::Error;
using core::Result;

namespace {

/// "Duration (ns)", with the unit asked for, or "Duration:dur_ns" in tables
/// that nsys leaves raw.
struct TimeColumn {
  size_t index = 0;
  double secondsEach = 1;
  bool whole = false;
};

std::optional<std::string_view> unitBehind(std::string_view column,
                                           std::string_view title) {
  if (!column.starts_with(title))
    return std::nullopt;
  std::string_view rest = column.substr(title.size());
  if (rest.starts_with(" (") && rest.ends_with(")"))
    return rest.substr(2, rest.size() - 3);
  if (rest.starts_with(":"))
    return rest.substr(rest.rfind('_') + 1);
  return std::nullopt;
}

std::optional<TimeColumn>
findTimeColumn(const std::vector<std::string> &columns,
               std::string_view title) {
  for (size_t i = 0; i < columns.size(); ++i)
    if (auto unit = unitBehind(columns[i], title))
      if (auto scale = unitScale(*unit); scale && !unit->empty())
        return TimeColumn{i, *scale, *unit == "ns" || *unit == "nsec"};
  return std::nullopt;
}

bool has(const std::vector<std::string> &columns, std::string_view name) {
  return std::ranges::find(columns, name) != columns.end();
}

Result<TimeColumn> requireTimeColumn(const DelimitedTable &table,
                                     std::string_view title) {
  if (auto column = findTimeColumn(table.header(), title))
    return *column;
  return Error{fmt::format("the table has no column '{} (ns)' (or with another "
                           "unit of time)",
                           title),
               table.path(), table.headerLine()};
}

Result<DelimitedTable>
findTable(std::string_view text, const std::string &path,
          bool (*isHeader)(const std::vector<std::string> &),
          std::string_view report) {
  Result<std::optional<DelimitedTable>> found =
      DelimitedTable::find(text, path, isHeader);
  if (!found)
    return found.error();
  if (!*found)
    return Error{fmt::format("found no table of the report {}", report), path};
  if ((*found)->rows().empty())
    return Error{"the table has no row", path, (*found)->headerLine()};
  return std::move(**found);
}

/// Decides the locale over some columns, of which whole ones tell more.
class Numbers {
public:
  Numbers(const DelimitedTable &table, std::vector<TimeColumn> columns)
      : table(table) {
    for (const DelimitedTable::Row &row : table.rows())
      for (const TimeColumn &column : columns)
        locale.observe(row.fields[column.index], column.whole,
                       fmt::format("column '{}', line {}",
                                   table.header()[column.index], row.line));
  }

  core::Status decide() {
    Result<DecimalMark> decided = locale.decide(
        table.delimiter() == ';' ? DecimalMark::Comma : DecimalMark::Dot);
    if (!decided)
      return Error{decided.error().message, table.path(), table.headerLine()};
    mark = *decided;
    return core::success();
  }

  Result<double> at(const DelimitedTable::Row &row,
                    const TimeColumn &column) const {
    const std::string &text = row.fields[column.index];
    std::optional<double> number = parseNumber(text, mark);
    if (!number || *number < 0)
      return table.error(row, fmt::format("'{}' must be a number from 0, found "
                                          "'{}'",
                                          table.header()[column.index], text));
    return *number * column.secondsEach;
  }

private:
  const DelimitedTable &table;
  NumberLocale locale;
  DecimalMark mark = DecimalMark::Dot;
};

void warnIfCut(std::string_view text, Profile &profile) {
  if (!text.ends_with('\n'))
    profile.warnings.push_back(
        "the last line has no end: the file may be cut off");
}

/// "[CUDA memcpy Host-to-Device]", "[CUDA memset]".
bool isTransfer(std::string_view name) { return name.starts_with("[CUDA "); }

} // namespace

bool isNsysTraceHeader(const std::vector<std::string> &columns) {
  return columns.size() > 3 && findTimeColumn(columns, "Start") &&
         (has(columns, "CorrId") || has(columns, "GrdX") ||
          has(columns, "Strm") || findTimeColumn(columns, "Duration"));
}

bool isNsysSummaryHeader(const std::vector<std::string> &columns) {
  return columns.size() > 3 &&
         (has(columns, "Instances") ||
          (findTimeColumn(columns, "Total Time") && has(columns, "Name"))) &&
         !has(columns, "Num Calls") && !has(columns, "Operation");
}

Result<Profile> readNsysTrace(std::string_view text, const std::string &path) {
  Result<DelimitedTable> table =
      findTable(text, path, isNsysTraceHeader, "cuda_gpu_trace");
  if (!table)
    return table.error();
  Result<size_t> name = table->requireColumn("Name");
  if (!name)
    return name.error();
  Result<TimeColumn> start = requireTimeColumn(*table, "Start");
  if (!start)
    return start.error();
  Result<TimeColumn> duration = requireTimeColumn(*table, "Duration");
  if (!duration)
    return duration.error();
  std::optional<size_t> device = table->findColumn("Device");

  Profile profile;
  profile.format = ProfileFormat::NsysTrace;
  profile.path = path;
  Numbers numbers(*table, {*start, *duration});
  if (core::Status decided = numbers.decide(); !decided)
    return decided.error();
  for (const DelimitedTable::Row &row : table->rows()) {
    Result<double> began = numbers.at(row, *start);
    if (!began)
      return began.error();
    Result<double> took = numbers.at(row, *duration);
    if (!took)
      return took.error();
    MeasuredEvent event;
    event.name = row.fields[*name];
    event.start = core::Seconds(*began);
    event.time = core::Seconds(*took);
    event.isTransfer = isTransfer(event.name);
    if (device && profile.device.empty()) {
      // "NVIDIA A100-SXM4-40GB (0)"
      std::string_view text = row.fields[*device];
      profile.device = text.substr(0, text.rfind(" ("));
    }
    profile.events.push_back(std::move(event));
  }
  std::ranges::stable_sort(profile.events, {}, &MeasuredEvent::start);
  warnIfCut(text, profile);
  return profile;
}

Result<Profile> readNsysSummary(std::string_view text,
                                const std::string &path) {
  Result<DelimitedTable> table =
      findTable(text, path, isNsysSummaryHeader, "cuda_gpu_kern_sum");
  if (!table)
    return table.error();
  Result<size_t> name = table->requireColumn("Name");
  if (!name)
    return name.error();
  Result<TimeColumn> total = requireTimeColumn(*table, "Total Time");
  if (!total)
    return total.error();
  Result<size_t> count = table->requireColumn("Instances");
  if (!count)
    return count.error();
  TimeColumn instances{*count, 1, true};

  Profile profile;
  profile.format = ProfileFormat::NsysKernelSummary;
  profile.path = path;
  profile.ordered = false;
  Numbers numbers(*table, {*total, instances});
  if (core::Status decided = numbers.decide(); !decided)
    return decided.error();
  int64_t common = 0;
  for (const DelimitedTable::Row &row : table->rows()) {
    Result<double> time = numbers.at(row, *total);
    if (!time)
      return time.error();
    Result<double> launches = numbers.at(row, instances);
    if (!launches)
      return launches.error();
    MeasuredEvent event;
    event.name = row.fields[*name];
    event.time = core::Seconds(*time);
    constexpr double kMostLaunches = 1e15;
    event.launches = static_cast<int64_t>(std::min(*launches, kMostLaunches));
    event.isTransfer = isTransfer(event.name);
    common = std::gcd(common, event.launches);
    profile.events.push_back(std::move(event));
  }
  if (common > 1)
    profile.warnings.push_back(fmt::format(
        "a summary does not say how many runs it sums up; every kernel was "
        "launched a multiple of {} times: give --runs",
        common));
  warnIfCut(text, profile);
  return profile;
}

} // namespace perfopt::profiles
