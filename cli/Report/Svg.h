//===- Svg.h - The few shapes that charts are made of ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Coordinates are pixels from the upper left corner.
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

class Svg {
public:
  Svg(double width, double height);

  void rectangle(Point corner, Point size, std::string_view fill);
  void polygon(const std::vector<Point> &points, std::string_view fill);
  /// `style` is made of SVG attributes.
  void line(Point from, Point to, std::string_view style);
  void circle(Point center, double radius, std::string_view fill);
  struct TextStyle {
    int size = 12;
    std::string_view anchor = "start"; // or middle, end
    std::string_view fill = "#222222";
    bool bold = false;
    /// Turned to read upwards.
    bool upwards = false;
  };
  void text(Point at, std::string_view text, const TextStyle &style);

  std::string take();

private:
  std::string body;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_SVG_H
