//===- Delimited.cpp - Tables among other text ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Text/Delimited.h"

#include <fmt/format.h>

#include <algorithm>

namespace perfopt::profiles {

namespace {

/// Steps through records of one delimiter; a quoted field may span lines.
class RecordReader {
public:
  RecordReader(std::string_view text, size_t offset, int line, char separator)
      : text(text), at(offset), line(line), separator(separator) {}

  bool atEnd() const { return at >= text.size(); }
  int currentLine() const { return line; }

  /// Nothing where a quoted field is not closed before the end.
  std::optional<std::vector<std::string>> next() {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (; at < text.size(); ++at) {
      char c = text[at];
      std::string &field = fields.back();
      if (quoted) {
        if (c != '"')
          field += c;
        else if (at + 1 < text.size() && text[at + 1] == '"')
          field += text[++at];
        else
          quoted = false;
        line += c == '\n';
      } else if (c == '"' && field.empty()) {
        quoted = true;
      } else if (c == separator) {
        fields.emplace_back();
      } else if (c == '\n') {
        ++at;
        ++line;
        break;
      } else if (c != '\r') {
        field += c;
      }
    }
    if (quoted)
      return std::nullopt;
    return fields;
  }

private:
  std::string_view text;
  size_t at;
  int line;
  char separator;
};

bool isEmpty(const std::vector<std::string> &fields) {
  return fields.size() == 1 && fields[0].empty();
}

/// "==PROF== Disconnected from process 4711".
bool isMessage(const std::vector<std::string> &fields) {
  return fields[0].starts_with("==");
}

std::vector<std::string> splitLine(std::string_view line, char separator) {
  RecordReader reader(line, 0, 1, separator);
  return reader.next().value_or(std::vector<std::string>());
}

} // namespace

core::Result<std::optional<DelimitedTable>> DelimitedTable::find(
    std::string_view text, const std::string &path,
    const std::function<bool(const std::vector<std::string> &)> &isHeader) {
  constexpr char kSeparators[] = {',', ';', '\t'};
  // Excel's mark of UTF-8.
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  size_t offset = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  for (int line = 1; offset < text.size(); ++line) {
    size_t end = std::min(text.find('\n', offset), text.size());
    std::string_view candidate = text.substr(offset, end - offset);
    for (char separator : kSeparators) {
      std::vector<std::string> columns = splitLine(candidate, separator);
      if (!isHeader(columns))
        continue;
      DelimitedTable table;
      table.file = path;
      table.line = line;
      table.separator = separator;
      table.columns = std::move(columns);
      RecordReader reader(text, std::min(end + 1, text.size()), line + 1,
                          separator);
      while (!reader.atEnd()) {
        int start = reader.currentLine();
        auto fields = reader.next();
        if (!fields)
          return core::Error{"a quoted field is not closed; the file seems to "
                             "be cut off",
                             path, start};
        if (isEmpty(*fields))
          break;
        if (isMessage(*fields))
          continue;
        if (fields->size() != table.columns.size())
          return core::Error{
              fmt::format("found {} fields, expected {} as in the header in "
                          "line {}{}",
                          fields->size(), table.columns.size(), line,
                          reader.atEnd() ? "; the file seems to be cut off"
                                         : ""),
              path, start};
        table.body.push_back({start, std::move(*fields)});
      }
      return std::optional(std::move(table));
    }
    offset = end + 1;
  }
  return std::optional<DelimitedTable>();
}

std::optional<size_t> DelimitedTable::findColumn(std::string_view name) const {
  auto place = std::ranges::find(columns, name);
  if (place == columns.end())
    return std::nullopt;
  return static_cast<size_t>(place - columns.begin());
}

core::Result<size_t>
DelimitedTable::requireColumn(std::string_view name) const {
  if (auto column = findColumn(name))
    return *column;
  return core::Error{fmt::format("the table has no column '{}'", name), file,
                     line};
}

core::Error DelimitedTable::error(const Row &row, std::string message) const {
  return core::Error{std::move(message), file, row.line};
}

} // namespace perfopt::profiles
