//===- Svg.h - The few shapes that charts are made of ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Coordinates are pixels from the upper left corner. Nothing carries a colour
// of its own: shapes have the classes of ChartStyle.h, which knows light, dark
// and paper.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_SVG_H
#define PERFOPT_CLI_REPORT_SVG_H

#include <string>
#include <string_view>
#include <vector>

namespace perfopt::cli {

struct Point {
  double x = 0;
  double y = 0;
};

/// `text` as XML character data: names come from model files.
std::string xmlText(std::string_view text);

struct TextStyle {
  double size = 12;
  std::string_view anchor = "start"; // or middle, end
  std::string_view classes = "ink";
  bool bold = false;
  /// Degrees, clockwise around the point at which the text stands.
  double turn = 0;
};

/// Pixels that `text` takes in Helvetica and its like, a little more rather
/// than less: which font there is, only the reader's machine knows.
double textWidth(std::string_view text, const TextStyle &style);

/// `text` with its middle left out until it takes at most `width` pixels.
std::string fitText(std::string_view text, double width,
                    const TextStyle &style);

class Svg {
public:
  /// `title` is what a screen reader says of the drawing.
  Svg(double width, double height, std::string_view title);

  void rectangle(Point corner, Point size, std::string_view classes);
  void polygon(const std::vector<Point> &points, std::string_view classes);
  void line(Point from, Point to, std::string_view classes);
  void circle(Point center, double radius, std::string_view classes);
  void text(Point at, std::string_view text, const TextStyle &style);

  /// Everything up to `close` is one thing, of which `tooltip` (lines of text)
  /// is shown where a pointer rests.
  void open(std::string_view classes, std::string_view tooltip);
  void close();

  /// Ends the drawing there: how long a legend is shows when it is written.
  void crop(double bottom) { height = bottom; }

  /// As a file of its own, which refers to nothing outside itself.
  std::string file() const;
  /// As an element of a page that has the charts' style.
  std::string element() const;

private:
  std::string document(std::string_view attributes,
                       std::string_view style) const;

  double width, height;
  std::string title, body;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_SVG_H
