//===- Csv.cpp - Tables with a header line --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Csv.h"

#include "hwdb/TextFile.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>

using namespace perfopt::core;

namespace perfopt::hwdb {

Result<std::vector<CsvTable::Row>> CsvTable::split(std::string_view text,
                                                   const std::string &path) {
  std::vector<Row> rows;
  std::string field;
  bool quoted = false;
  bool rowOpen = false;
  int line = 1;
  auto open = [&] {
    if (!rowOpen)
      rows.push_back({line, {}});
    rowOpen = true;
  };
  auto closeField = [&] {
    open();
    rows.back().fields.push_back(std::move(field));
    field.clear();
  };
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (quoted) {
      bool escaped = c == '"' && i + 1 < text.size() && text[i + 1] == '"';
      if (escaped)
        field += text[++i];
      else if (c == '"')
        quoted = false;
      else
        field += c;
    } else if (c == '"' && field.empty()) {
      open();
      quoted = true;
    } else if (c == ',') {
      closeField();
    } else if (c == '\n') {
      if (rowOpen || !field.empty())
        closeField();
      rowOpen = false;
    } else if (c != '\r') {
      open();
      field += c;
    }
    line += c == '\n';
  }
  if (quoted)
    return Error{"a quoted field is not closed", path, rows.back().line};
  if (rowOpen)
    closeField();
  return rows;
}

Result<CsvTable> CsvTable::parse(std::string_view text, const std::string &path,
                                 const std::vector<std::string> &required) {
  Result<std::vector<Row>> rows = split(text, path);
  if (!rows)
    return rows.error();
  if (rows->empty())
    return Error{"the table is empty; expected a line with the columns' names",
                 path};
  CsvTable table;
  table.path = path;
  table.header = std::move(rows->front().fields);
  table.rows.assign(std::make_move_iterator(rows->begin() + 1),
                    std::make_move_iterator(rows->end()));
  for (const std::string &column : required)
    if (std::ranges::find(table.header, column) == table.header.end())
      return Error{fmt::format("the table has no column '{}'", column), path,
                   1};
  for (const Row &row : table.rows)
    if (row.fields.size() != table.header.size())
      return Error{fmt::format("found {} fields, expected {} as in the header",
                               row.fields.size(), table.header.size()),
                   path, row.line};
  return table;
}

Result<CsvTable> CsvTable::load(const std::string &path,
                                const std::vector<std::string> &required) {
  Result<std::string> text = readTextFile(path);
  if (!text)
    return text.error();
  return parse(*text, path, required);
}

const std::string &CsvTable::field(size_t row, std::string_view column) const {
  auto place = std::ranges::find(header, column);
  assert(place != header.end() && "ask for required columns only");
  return rows[row].fields[place - header.begin()];
}

Error CsvTable::error(size_t row, std::string message) const {
  return Error{std::move(message), path, rows[row].line};
}

Result<std::optional<double>> CsvTable::number(size_t row,
                                               std::string_view column) const {
  const std::string &text = field(row, column);
  if (text.empty())
    return std::optional<double>();
  double value = 0;
  auto [end, status] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size() ||
      !std::isfinite(value) || value < 0)
    return error(row, fmt::format("'{}' must be a number from 0, found '{}'",
                                  column, text));
  return std::optional<double>(value);
}

} // namespace perfopt::hwdb
