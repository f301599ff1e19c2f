//===- Csv.h - Tables with a header line ----------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// RFC 4180: commas, quotes around fields that need them, a doubled quote inside
// such a field. The first line names the columns.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_HWDB_CSV_H
#define PERFOPT_HWDB_CSV_H

#include "core/Support/Result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::hwdb {

class CsvTable {
public:
  /// A table whose header has every column of `required`.
  static core::Result<CsvTable> load(const std::string &path,
                                     const std::vector<std::string> &required);
  static core::Result<CsvTable> parse(std::string_view text,
                                      const std::string &path,
                                      const std::vector<std::string> &required);

  size_t size() const { return rows.size(); }
  /// A field by the name of one of the required columns.
  const std::string &field(size_t row, std::string_view column) const;
  /// The field as a number that is not negative; nothing when it is empty.
  core::Result<std::optional<double>> number(size_t row,
                                             std::string_view column) const;
  core::Error error(size_t row, std::string message) const;

private:
  struct Row {
    int line;
    std::vector<std::string> fields;
  };
  static core::Result<std::vector<Row>> split(std::string_view text,
                                              const std::string &path);

  std::string path;
  std::vector<std::string> header;
  std::vector<Row> rows;
};

} // namespace perfopt::hwdb

#endif // PERFOPT_HWDB_CSV_H
