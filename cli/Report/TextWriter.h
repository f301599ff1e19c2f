//===- TextWriter.h - Headings, labelled facts, tables --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_TEXTWRITER_H
#define PERFOPT_CLI_REPORT_TEXTWRITER_H

#include "cli/Report/Report.h"
#include "cli/Report/Table.h"

#include <fmt/color.h>

#include <string>
#include <string_view>
#include <vector>

namespace perfopt::cli {

namespace style {
inline const fmt::text_style kStrong = fmt::emphasis::bold;
inline const fmt::text_style kGood = fmt::fg(fmt::terminal_color::green);
inline const fmt::text_style kDoubtful = fmt::fg(fmt::terminal_color::yellow);
inline const fmt::text_style kBad =
    fmt::fg(fmt::terminal_color::red) | fmt::emphasis::bold;
inline const fmt::text_style kBar = fmt::fg(fmt::terminal_color::cyan);
} // namespace style

/// Collects the report's lines; every one of them keeps to the width.
class TextWriter {
public:
  explicit TextWriter(const TextOptions &options);

  int width() const { return columns; }
  bool color() const { return colored; }

  /// "title ─────────" over the whole width, after an empty line.
  void heading(std::string_view title);
  /// A smaller heading, after an empty line.
  void subheading(std::string_view title);
  /// `text` wrapped beside `label`; an empty label continues the fact above.
  void fact(std::string_view label, std::string_view text,
            fmt::text_style style = {});
  /// Columns that a fact has beside its label.
  int factWidth() const;
  void paragraph(std::string_view text);
  /// Wrapped, with the continuation indented.
  void item(std::string_view text, fmt::text_style style = {});
  void table(const Table &table);
  /// An already laid out line.
  void line(std::string_view text);

  /// "[3]", the same number for the same source; "" for an unnamed one.
  std::string cite(std::string_view source);
  bool cites() const { return !cited.empty(); }
  /// The sources cited so far, by number: shortened, in columns, or in full.
  void sourcesInBrief();
  void sourcesInFull();

  std::string take() { return std::move(text); }

private:
  int columns;
  bool colored;
  std::string text;
  std::vector<std::string> cited;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_TEXTWRITER_H
