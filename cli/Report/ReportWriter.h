//===- ReportWriter.h - What the sections of a report are written to ------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Headings, labelled facts, tables: a section says what there is to say once,
// and the terminal and the page each lay it out.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_REPORTWRITER_H
#define PERFOPT_CLI_REPORT_REPORTWRITER_H

#include "cli/Report/Table.h"
#include "cli/Report/Tone.h"

#include <string>
#include <string_view>
#include <vector>

namespace perfopt::cli {

class ReportWriter {
public:
  virtual ~ReportWriter() = default;

  /// Columns of a line, and those that a fact has beside its label.
  virtual int width() const = 0;
  virtual int factWidth() const = 0;

  virtual void heading(std::string_view title) = 0;
  virtual void subheading(std::string_view title) = 0;
  /// An empty label continues the fact above; an empty text says nothing.
  virtual void fact(std::string_view label, std::string_view text,
                    Tone tone = Tone::Plain) = 0;
  virtual void paragraph(std::string_view text) = 0;
  virtual void item(std::string_view text, Tone tone = Tone::Plain) = 0;
  virtual void table(const Table &table) = 0;

  /// "[3]", the same number for the same source; "" for an unnamed one.
  std::string cite(std::string_view source);
  bool cites() const { return !cited.empty(); }

protected:
  /// By number, from 1 on.
  std::vector<std::string> cited;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_REPORTWRITER_H
