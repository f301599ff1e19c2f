//===- Text.cpp - Text as it stands on a terminal -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace perfopt::cli {

namespace {

bool startsCodePoint(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

/// Byte offset behind the code point that starts at `at`.
size_t nextCodePoint(std::string_view text, size_t at) {
  do
    ++at;
  while (at < text.size() && !startsCodePoint(text[at]));
  return at;
}

/// The longest beginning of `text` that fits in `width` columns.
std::string_view fittingHead(std::string_view text, int width) {
  size_t end = 0;
  while (end < text.size()) {
    size_t next = nextCodePoint(text, end);
    if (displayWidth(text.substr(0, next)) > width)
      break;
    end = next;
  }
  return text.substr(0, end);
}

/// The longest end of `text` that fits in `width` columns.
std::string_view fittingTail(std::string_view text, int width) {
  // From the end: what is looked at is never much longer than the width.
  size_t begin = text.size();
  while (begin > 0) {
    size_t previous = begin - 1;
    while (previous > 0 && !startsCodePoint(text[previous]))
      --previous;
    if (displayWidth(text.substr(previous)) > width)
      break;
    begin = previous;
  }
  return text.substr(begin);
}

} // namespace

int displayWidth(std::string_view text) {
  // {fmt} pads by display width. No UTF-8 character is wider than its bytes are
  // many, so that the padding up to the number of bytes is what it is narrower.
  size_t padded = fmt::formatted_size("{:<{}}", text, text.size());
  return static_cast<int>(2 * text.size() - padded);
}

std::string printable(std::string_view text) {
  std::string clean;
  for (size_t at = 0; at < text.size();) {
    size_t next = nextCodePoint(text, at);
    std::string_view point = text.substr(at, next - at);
    auto first = static_cast<unsigned char>(point[0]);
    // U+0080 to U+009F are C2 80 to C2 9F.
    bool c1 = point.size() == 2 && first == 0xC2 &&
              static_cast<unsigned char>(point[1]) < 0xA0;
    if (first < 0x20 || first == 0x7F || c1)
      clean += '?';
    else
      clean += point;
    at = next;
  }
  return clean;
}

std::string shortenMiddle(std::string_view text, int width) {
  if (displayWidth(text) <= width)
    return std::string(text);
  if (width <= 0)
    return "";
  int kept = width - 1;
  std::string_view tail = fittingTail(text, (kept + 1) / 2);
  std::string_view head = fittingHead(text, kept - displayWidth(tail));
  return fmt::format("{}…{}", head, tail);
}

std::string shortenEnd(std::string_view text, int width) {
  if (displayWidth(text) <= width)
    return std::string(text);
  if (width <= 0)
    return "";
  std::string_view head = fittingHead(text, width - 1);
  size_t space = head.rfind(' ');
  if (space != std::string_view::npos && space > head.size() / 2)
    head = head.substr(0, space);
  size_t end = head.find_last_not_of(" ,;:(");
  return fmt::format("{}…", head.substr(0, end + 1));
}

std::vector<std::string> wrap(std::string_view text, int width) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    size_t end = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty())
      continue;
    if (line.empty()) {
      line = word;
    } else if (displayWidth(line) + 1 + displayWidth(word) <= width) {
      line += ' ';
      line += word;
    } else {
      lines.push_back(std::move(line));
      line = word;
    }
  }
  if (!line.empty())
    lines.push_back(std::move(line));
  return lines;
}

std::string bar(double share, int width) {
  constexpr int kSteps = 8;
  constexpr std::array<std::string_view, kSteps> kParts = {"",  "▏", "▎", "▍",
                                                           "▌", "▋", "▊", "▉"};
  if (!(share > 0) || width <= 0)
    return "";
  int eighths =
      static_cast<int>(std::lround(std::min(share, 1.0) * width * kSteps));
  eighths = std::max(eighths, 1);
  std::string text;
  for (int column = 0; column < eighths / kSteps; ++column)
    text += "█";
  text += kParts[eighths % kSteps];
  return text;
}

std::string joinComma(const std::vector<std::string> &items) {
  return fmt::format("{}", fmt::join(items, ", "));
}

} // namespace perfopt::cli
