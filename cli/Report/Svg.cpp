//===- Svg.cpp - The few shapes that charts are made of -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Svg.h"

#include "cli/Report/ChartStyle.h"
#include "cli/Report/Text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace perfopt::cli {

/// Bytes of the UTF-8 character that starts `text`; 0 where none does.
static size_t characterLength(std::string_view text) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  unsigned char lead = byte(0);
  size_t length = lead < 0x80   ? 1
                  : lead < 0xC2 ? 0
                  : lead < 0xE0 ? 2
                  : lead < 0xF0 ? 3
                  : lead < 0xF5 ? 4
                                : 0;
  if (length == 0 || length > text.size())
    return 0;
  for (size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80)
      return 0;
  bool isSurrogate = lead == 0xED && byte(1) >= 0xA0;
  bool isOverlong = (lead == 0xE0 && byte(1) < 0xA0) ||
                    (lead == 0xF0 && byte(1) < 0x90) ||
                    (lead == 0xF4 && byte(1) >= 0x90);
  bool isNoCharacter = lead == 0xEF && byte(1) == 0xBF && byte(2) >= 0xBE;
  return isSurrogate || isOverlong || isNoCharacter ? 0 : length;
}

std::string xmlText(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    size_t length = characterLength(text);
    std::string_view character = text.substr(0, length > 0 ? length : 1);
    text.remove_prefix(character.size());
    char first = character[0];
    if (length == 0 || (length == 1 && (first < ' ' || first == 0x7F)))
      out += '?';
    else if (first == '<')
      out += "&lt;";
    else if (first == '>')
      out += "&gt;";
    else if (first == '&')
      out += "&amp;";
    else if (first == '"')
      out += "&quot;";
    else
      out += character;
  }
  return out;
}

/// Of a letter, in parts of the font's size.
static double letterWidth(char letter) {
  constexpr std::string_view kNarrow = " ,.:;|!'ijltfrI()[]/";
  constexpr std::string_view kWide = "mwMW%@";
  if (kNarrow.find(letter) != std::string_view::npos)
    return 0.34;
  if (kWide.find(letter) != std::string_view::npos)
    return 0.88;
  return letter >= 'A' && letter <= 'Z' ? 0.70 : 0.57;
}

double textWidth(std::string_view text, const TextStyle &style) {
  double width = 0;
  while (!text.empty()) {
    size_t length = std::max<size_t>(1, characterLength(text));
    bool isAscii = length == 1;
    width += isAscii ? letterWidth(text[0])
                     : 0.6 * displayWidth(text.substr(0, length));
    text.remove_prefix(length);
  }
  return width * style.size * (style.bold ? 1.07 : 1);
}

std::string fitText(std::string_view text, double width,
                    const TextStyle &style) {
  // No letter is narrower.
  int columns = std::min(displayWidth(text),
                         static_cast<int>(width / (0.3 * style.size)) + 1);
  std::string shown = shortenMiddle(text, columns);
  while (columns > 1 && textWidth(shown, style) > width)
    shown = shortenMiddle(text, --columns);
  return shown;
}

Svg::Svg(double width, double height, std::string_view title)
    : width(width), height(height), title(title) {}

void Svg::rectangle(Point corner, Point size, std::string_view classes) {
  fmt::format_to(std::back_inserter(body),
                 "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" "
                 "width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
                 classes, corner.x, corner.y, size.x, size.y);
}

void Svg::polygon(const std::vector<Point> &points, std::string_view classes) {
  fmt::format_to(std::back_inserter(body), "<polygon class=\"{}\" points=\"",
                 classes);
  std::string_view gap;
  for (const Point &point : points) {
    fmt::format_to(std::back_inserter(body), "{}{:.1f},{:.1f}", gap, point.x,
                   point.y);
    gap = " ";
  }
  body += "\"/>\n";
}

void Svg::line(Point from, Point to, std::string_view classes) {
  fmt::format_to(std::back_inserter(body),
                 "<line class=\"{}\" x1=\"{:.1f}\" y1=\"{:.1f}\" "
                 "x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n",
                 classes, from.x, from.y, to.x, to.y);
}

void Svg::circle(Point center, double radius, std::string_view classes) {
  fmt::format_to(
      std::back_inserter(body),
      "<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/>\n",
      classes, center.x, center.y, radius);
}

void Svg::text(Point at, std::string_view text, const TextStyle &style) {
  std::string turn =
      style.turn != 0
          ? fmt::format(" transform=\"rotate({:.1f} {:.1f} {:.1f})\"",
                        style.turn, at.x, at.y)
          : "";
  fmt::format_to(std::back_inserter(body),
                 "<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" "
                 "font-size=\"{}\" text-anchor=\"{}\"{}{}>{}</text>\n",
                 style.classes, at.x, at.y, style.size, style.anchor,
                 style.bold ? " font-weight=\"bold\"" : "", turn,
                 xmlText(text));
}

void Svg::open(std::string_view classes, std::string_view tooltip) {
  std::string lines;
  for (size_t from = 0; from <= tooltip.size();) {
    size_t to = std::min(tooltip.find('\n', from), tooltip.size());
    lines += (from > 0 ? "\n" : "") + xmlText(tooltip.substr(from, to - from));
    from = to + 1;
  }
  body += fmt::format("<g class=\"{}\">", classes);
  if (!lines.empty())
    body += fmt::format("<title>{}</title>", lines);
  body += '\n';
}

void Svg::close() { body += "</g>\n"; }

std::string Svg::document(std::string_view attributes,
                          std::string_view style) const {
  return fmt::format(
      "<svg{} class=\"chart\" width=\"{:.0f}\" height=\"{:.0f}\" "
      "viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">\n{}"
      "<rect class=\"paper\" width=\"{:.0f}\" height=\"{:.0f}\"/>\n{}</svg>\n",
      attributes, width, height, width, height, xmlText(title), style, width,
      height, body);
}

std::string Svg::file() const {
  return document(" xmlns=\"http://www.w3.org/2000/svg\"",
                  fmt::format("<style>\n{}</style>\n", chartStyle()));
}

std::string Svg::element() const { return document("", ""); }

} // namespace perfopt::cli
