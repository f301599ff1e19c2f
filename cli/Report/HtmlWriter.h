//===- HtmlWriter.h - A report as a page ----------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every text is escaped here and nowhere else: names come from model files.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_HTMLWRITER_H
#define PERFOPT_CLI_REPORT_HTMLWRITER_H

#include "cli/Report/ReportWriter.h"
#include "cli/Report/Svg.h"

#include <string>
#include <string_view>
#include <vector>

namespace perfopt::cli {

/// One of the figures at the head of a section.
struct SummaryFigure {
  std::string label, value, note;
  Tone tone = Tone::Plain;
};

class HtmlWriter : public ReportWriter {
public:
  int width() const override { return kWidth; }
  int factWidth() const override { return kWidth; }

  /// A heading has an id for links within the page: the number of headings in
  /// front of it.
  void heading(std::string_view title) override;
  void subheading(std::string_view title) override;
  void fact(std::string_view label, std::string_view text,
            Tone tone = Tone::Plain) override;
  void paragraph(std::string_view text) override;
  void item(std::string_view text, Tone tone = Tone::Plain) override;
  /// With buttons that sort it, where scripts run.
  void table(const Table &table) override;

  void summary(const std::vector<SummaryFigure> &figures);
  void drawing(const Svg &svg);
  /// Links to all headings but the first.
  void contents(const std::vector<std::string> &titles);
  /// The sources cited so far, in full, by number.
  void sources();

  /// The page, complete.
  std::string page(std::string_view title);

private:
  /// Names are shown whole up to here.
  static constexpr int kWidth = 240;

  /// Lists of facts and of items hold their neighbours of the same kind.
  enum class Open { Nothing, Facts, Items };
  void enter(Open list);

  std::string body;
  Open open = Open::Nothing;
  int headings = 0;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_HTMLWRITER_H
