//===- TextWriter.cpp - Headings, labelled facts, tables ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/TextWriter.h"

#include "cli/Report/Text.h"

#include <algorithm>

namespace perfopt::cli {

namespace {
constexpr int kLeastWidth = 60;
constexpr int kIndent = 2;
constexpr int kLabelWidth = 12;
} // namespace

TextWriter::TextWriter(const TextOptions &options)
    : columns(std::max(options.width, kLeastWidth)), colored(options.color) {}

void TextWriter::heading(std::string_view title) {
  if (!text.empty())
    text += '\n';
  std::string shown = shortenMiddle(printable(title), columns - 4);
  std::string rule;
  for (int at = displayWidth(shown) + 1; at < columns; ++at)
    rule += "━";
  text += styled(shown, style::kStrong, colored) + ' ' + rule + '\n';
}

void TextWriter::subheading(std::string_view title) {
  text += '\n';
  line(styled(std::string(title), style::kStrong, colored));
}

void TextWriter::fact(std::string_view label, std::string_view value,
                      fmt::text_style style) {
  int used = kIndent + kLabelWidth + 1;
  for (const std::string &wrapped : wrap(printable(value), columns - used)) {
    line(fmt::format("{:<{}} {}", label, kLabelWidth,
                     styled(wrapped, style, colored)));
    label = "";
  }
}

void TextWriter::item(std::string_view value, fmt::text_style style) {
  std::string_view mark = "- ";
  for (const std::string &wrapped :
       wrap(printable(value), columns - kIndent - 2)) {
    line(fmt::format("{}{}", mark, styled(wrapped, style, colored)));
    mark = "  ";
  }
}

void TextWriter::table(const Table &table) {
  text += table.str({.width = columns, .indent = kIndent, .color = colored});
}

void TextWriter::line(std::string_view laidOut) {
  text.append(kIndent, ' ');
  text += laidOut;
  text += '\n';
}

} // namespace perfopt::cli
