//===- CsvLine.cpp - One record of a CSV file -----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/CsvLine.h"

#include <fmt/format.h>

#include <cmath>

namespace perfopt::cli {

CsvLine &CsvLine::add(std::string_view field) {
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

CsvLine &CsvLine::add(double number) {
  separate();
  if (std::isfinite(number))
    text += fmt::format("{}", number);
  return *this;
}

CsvLine &CsvLine::add(int64_t number) {
  separate();
  text += std::to_string(number);
  return *this;
}

CsvLine &CsvLine::addUnknown(int fields) {
  for (int i = 0; i < fields; ++i)
    separate();
  return *this;
}

std::string CsvLine::ended() { return std::move(text) + '\n'; }

void CsvLine::separate() {
  if (!empty)
    text += ',';
  empty = false;
}

} // namespace perfopt::cli
