//===- Svg.cpp - The few shapes that charts are made of -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Svg.h"

#include <fmt/format.h>

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

Svg::Svg(double width, double height) {
  body = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
      "font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">\n",
      width, height);
  rectangle({0, 0}, {width, height}, "#ffffff");
}

void Svg::rectangle(Point corner, Point size, std::string_view fill) {
  fmt::format_to(std::back_inserter(body),
                 "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" "
                 "height=\"{:.1f}\" fill=\"{}\"/>\n",
                 corner.x, corner.y, size.x, size.y, fill);
}

void Svg::polygon(const std::vector<Point> &points, std::string_view fill) {
  body += "<polygon points=\"";
  for (const Point &point : points)
    fmt::format_to(std::back_inserter(body), "{:.1f},{:.1f} ", point.x,
                   point.y);
  fmt::format_to(std::back_inserter(body), "\" fill=\"{}\"/>\n", fill);
}

void Svg::line(Point from, Point to, std::string_view style) {
  fmt::format_to(
      std::back_inserter(body),
      "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>\n",
      from.x, from.y, to.x, to.y, style);
}

void Svg::circle(Point center, double radius, std::string_view fill) {
  fmt::format_to(std::back_inserter(body),
                 "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" "
                 "fill=\"{}\"/>\n",
                 center.x, center.y, radius, fill);
}

void Svg::text(Point at, std::string_view text, const TextStyle &style) {
  std::string turn =
      style.upwards
          ? fmt::format(" transform=\"rotate(-90 {:.1f} {:.1f})\"", at.x, at.y)
          : "";
  fmt::format_to(std::back_inserter(body),
                 "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{}\" "
                 "text-anchor=\"{}\" fill=\"{}\"{}{}>{}</text>\n",
                 at.x, at.y, style.size, style.anchor, style.fill,
                 style.bold ? " font-weight=\"bold\"" : "", turn,
                 xmlText(text));
}

std::string Svg::take() {
  body += "</svg>\n";
  return std::move(body);
}

} // namespace perfopt::cli
