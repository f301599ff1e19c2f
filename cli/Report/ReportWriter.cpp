//===- ReportWriter.cpp - What the sections of a report are written to ----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/ReportWriter.h"

#include <fmt/format.h>

#include <algorithm>

namespace perfopt::cli {

std::string ReportWriter::cite(std::string_view source) {
  if (source.empty())
    return "";
  auto found = std::find(cited.begin(), cited.end(), source);
  auto number = found - cited.begin() + 1;
  if (found == cited.end())
    cited.emplace_back(source);
  return fmt::format("[{}]", number);
}

} // namespace perfopt::cli
