//===- CsvLine.h - One line of a table ------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// RFC 4180: a field with a comma, a quote or a line break stands in quotes.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_CSVLINE_H
#define PERFOPT_CLI_REPORT_CSVLINE_H

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace perfopt::cli {

class CsvLine {
public:
  CsvLine &add(std::string_view field) {
    separate();
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
      text += field;
      return *this;
    }
    text += '"';
    for (char character : field) {
      if (character == '"')
        text += '"';
      text += character;
    }
    text += '"';
    return *this;
  }
  CsvLine &add(double number) {
    separate();
    if (std::isfinite(number))
      text += fmt::format("{}", number);
    return *this;
  }
  CsvLine &add(int64_t number) {
    separate();
    text += std::to_string(number);
    return *this;
  }
  CsvLine &add(std::optional<double> number) {
    return number ? add(*number) : addUnknown(1);
  }
  CsvLine &addUnknown(int fields) {
    for (int i = 0; i < fields; ++i)
      separate();
    return *this;
  }
  std::string ended() { return std::move(text) + '\n'; }

private:
  void separate() {
    if (!empty)
      text += ',';
    empty = false;
  }
  std::string text;
  bool empty = true;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_CSVLINE_H
