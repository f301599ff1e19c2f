//===- TextWriter.cpp - A report as lines of a terminal -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/TextWriter.h"

#include "cli/Report/Text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

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

int TextWriter::factWidth() const {
  return columns - (kIndent + kLabelWidth + 1);
}

void TextWriter::fact(std::string_view label, std::string_view value,
                      Tone tone) {
  // A label that is longer than the column pushes the text to the right.
  int pushed = std::max(0, displayWidth(label) - kLabelWidth);
  for (const std::string &wrapped :
       wrap(printable(value), factWidth() - pushed)) {
    line(fmt::format("{:<{}} {}", label, kLabelWidth,
                     styled(wrapped, tone, colored)));
    label = "";
  }
}

void TextWriter::paragraph(std::string_view value) {
  for (const std::string &wrapped : wrap(printable(value), columns - kIndent))
    line(wrapped);
}

void TextWriter::item(std::string_view value, Tone tone) {
  std::string_view mark = "- ";
  for (const std::string &wrapped :
       wrap(printable(value), columns - kIndent - 2)) {
    line(fmt::format("{}{}", mark, styled(wrapped, tone, colored)));
    mark = "  ";
  }
}

void TextWriter::table(const Table &table) {
  text += table.str({.width = columns, .indent = kIndent, .color = colored});
}

void TextWriter::sourcesInBrief() {
  constexpr int kLeastColumn = 45;
  constexpr int kGap = 2;
  int room = columns - kIndent;
  int perLine = std::max(1, (room + kGap) / (kLeastColumn + kGap));
  int wide = (room + kGap) / perLine - kGap;
  std::string shared;
  for (size_t i = 0; i < cited.size(); ++i) {
    std::string entry =
        shortenEnd(fmt::format("[{}] {}", i + 1, printable(cited[i])), wide);
    bool last = (i + 1) % perLine == 0 || i + 1 == cited.size();
    shared += last ? entry : fmt::format("{:<{}}", entry, wide + kGap);
    if (last)
      line(std::exchange(shared, ""));
  }
}

void TextWriter::sourcesInFull() {
  for (size_t i = 0; i < cited.size(); ++i) {
    std::string mark = fmt::format("[{}] ", i + 1);
    for (const std::string &wrapped :
         wrap(printable(cited[i]),
              columns - kIndent - static_cast<int>(mark.size()))) {
      line(mark + wrapped);
      mark.assign(mark.size(), ' ');
    }
  }
}

void TextWriter::line(std::string_view laidOut) {
  text.append(kIndent, ' ');
  text += laidOut;
  text += '\n';
}

} // namespace perfopt::cli
