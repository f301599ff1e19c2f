//===- TextWriter.h - A report as lines of a terminal ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_TEXTWRITER_H
#define PERFOPT_CLI_REPORT_TEXTWRITER_H

#include "cli/Report/Report.h"
#include "cli/Report/ReportWriter.h"

#include <string>
#include <string_view>
#include <utility>

namespace perfopt::cli {

/// Collects the report's lines; every one of them keeps to the width.
class TextWriter : public ReportWriter {
public:
  explicit TextWriter(const TextOptions &options);

  int width() const override { return columns; }
  int factWidth() const override;
  bool color() const { return colored; }

  /// "title ─────────" over the whole width, after an empty line.
  void heading(std::string_view title) override;
  /// A smaller heading, after an empty line.
  void subheading(std::string_view title) override;
  /// `text` wrapped beside `label`.
  void fact(std::string_view label, std::string_view text,
            Tone tone = Tone::Plain) override;
  void paragraph(std::string_view text) override;
  /// Wrapped, with the continuation indented.
  void item(std::string_view text, Tone tone = Tone::Plain) override;
  void table(const Table &table) override;
  /// An already laid out line.
  void line(std::string_view text);

  /// The sources cited so far, by number: shortened, in columns, or in full.
  void sourcesInBrief();
  void sourcesInFull();

  std::string take() { return std::move(text); }

private:
  int columns;
  bool colored;
  std::string text;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_TEXTWRITER_H
