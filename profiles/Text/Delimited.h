//===- Delimited.h - Tables among other text ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What profilers print to a terminal or a file: their own messages, then a
// table whose fields are separated by commas, semicolons or tabs (as the
// locale of a spreadsheet has it), quoted as in RFC 4180.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_TEXT_DELIMITED_H
#define PERFOPT_PROFILES_TEXT_DELIMITED_H

#include "core/Support/Result.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::profiles {

class DelimitedTable {
public:
  struct Row {
    int line = 0;
    std::vector<std::string> fields;
  };

  /// The first table in `text` whose header `isHeader` recognises by its
  /// columns; ends at the first empty line. Nothing when there is none. A
  /// quoted field that is never closed, and a row that is shorter or longer
  /// than the header, is an error with its line.
  static core::Result<std::optional<DelimitedTable>>
  find(std::string_view text, const std::string &path,
       const std::function<bool(const std::vector<std::string> &)> &isHeader);

  const std::vector<std::string> &header() const { return columns; }
  const std::vector<Row> &rows() const { return body; }
  int headerLine() const { return line; }
  char delimiter() const { return separator; }
  const std::string &path() const { return file; }

  /// The position of a column, by its exact name.
  std::optional<size_t> findColumn(std::string_view name) const;
  /// An error that names the column, the file and the header's line.
  core::Result<size_t> requireColumn(std::string_view name) const;
  core::Error error(const Row &row, std::string message) const;

private:
  std::string file;
  int line = 0;
  char separator = ',';
  std::vector<std::string> columns;
  std::vector<Row> body;
};

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_TEXT_DELIMITED_H
