//===- RooflineChart.cpp - The hierarchical roofline as a drawing ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/RooflineChart.h"

#include "cli/Report/ChartStyle.h"
#include "cli/Report/ChartTitle.h"
#include "cli/Report/Figures.h"
#include "cli/Report/LabelPlaces.h"
#include "cli/Report/LogAxis.h"
#include "cli/Report/RooflineFrame.h"
#include "cli/Report/Summary.h"
#include "cli/Report/Text.h"
#include "cli/Report/Units.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace perfopt::cli {

using namespace core;
using roofline::ChartData;
using roofline::ComputeRoof;
using roofline::Mark;
using roofline::MemoryRoof;

namespace {

constexpr double kWidth = 960, kHeight = 640;
constexpr PlotArea kPlot = {.left = 80, .right = 736, .top = 78, .bottom = 500};
/// The column of labels beside the plot.
constexpr double kColumn = kPlot.right + 14, kColumnEnd = kWidth - 8;
constexpr double kLineHeight = 15;
constexpr double kLegendRow = 20;
/// Of a mark that takes all of the time, and of one that takes next to none.
constexpr double kLargestRadius = 27, kSmallestRadius = 2.4;
/// Points of faster levels are smaller: they repeat the mark.
constexpr double kInnerLevels = 0.7;
/// Marks that have a number and their names beside the plot.
constexpr size_t kNumbered = 6;

constexpr TextStyle kSmall = {.size = 11};
constexpr TextStyle kSmallFaint = {.size = 11, .classes = "faint"};

double radiusOf(double share) {
  return std::max(kSmallestRadius, kLargestRadius * std::sqrt(share));
}

/// "fp16, bf16 tensor".
std::string pipeNames(const std::vector<Pipe> &pipes) {
  constexpr std::string_view kSuffix = "_tensor";
  std::vector<std::string> plain, tensor;
  for (Pipe pipe : pipes) {
    std::string text(name(pipe));
    if (text.ends_with(kSuffix))
      tensor.push_back(text.substr(0, text.size() - kSuffix.size()));
    else
      plain.push_back(text);
  }
  if (!tensor.empty())
    plain.push_back(joinComma(tensor) + " tensor");
  return joinComma(plain);
}

std::string peakText(const ComputeRoof &roof) {
  bool ofIntegers = roof.pipes == std::vector{Pipe::Int8Tensor};
  double tera = roof.peak.value.value() / 1e12;
  bool small = tera < 1; // a processor's
  return fmt::format("{:.4g} {}{}", small ? tera * 1e3 : tera,
                     small ? 'G' : 'T', ofIntegers ? "OP/s" : "FLOP/s");
}

std::string alike(const Mark &mark, const std::string &label) {
  return mark.kernels == 1
             ? label
             : fmt::format("{} and {} alike", label, mark.kernels - 1);
}

/// A mark at one level.
struct Shape {
  MemoryLevel level;
  Disc disc;
};

class Chart {
public:
  Chart(const ChartData &data, const RooflineCaption &caption)
      : data(data), caption(caption), frame(frameOf(data, kPlot)),
        svg(kWidth, kHeight, caption.title), total(data.totalTime()) {
    for (const Mark &mark : data.marks) {
      if (!frame.holds(mark))
        continue;
      for (const Shape &shape : shapes(mark))
        obstacles.push_back(shape.disc);
      if (numbered.size() < kNumbered)
        numbered.push_back(&mark);
    }
  }

  Svg draw();

private:
  void writeTitle();
  void drawGrid();
  void drawComputeRoofs();
  void drawMemoryRoofs();
  void writeMemoryRoofs();
  void drawMarks();
  void drawMark(const Mark &mark);
  void drawShape(MemoryLevel level, Point at, double radius,
                 std::string_view classes);
  void writeNumbers();
  void writeLongest();
  void writeFamilies();
  void writeKey();
  /// Begins a row of the legend where this one ends before `at + width`.
  void makeRoom(double &at, double width);
  void writeOutside();

  double x(FlopsPerByte intensity) const {
    return frame.x.at(intensity.value());
  }
  double y(FlopsPerSecond performance) const {
    return frame.y.at(performance.value());
  }
  double shareOf(const Mark &mark) const {
    return total > Seconds() ? mark.totalTime() / total : 0;
  }
  std::string_view nameOf(MemoryLevel level) const {
    return levelName(level, data.kind);
  }
  Point pointOf(const Mark &mark, Bytes bytes) const {
    return {x(mark.flops / bytes), y(mark.performance())};
  }
  /// Its points, that of the slowest level last; where another level asks for
  /// as many bytes, that one stands for both.
  std::vector<Shape> shapes(const Mark &mark) const;
  std::string tooltip(const Mark &mark) const;

  const ChartData &data;
  const RooflineCaption &caption;
  RooflineFrame frame;
  Svg svg;
  Seconds total;
  /// The longest marks on the chart.
  std::vector<const Mark *> numbered;
  /// What labels should not cover.
  std::vector<Disc> obstacles;
  /// Where the column beside the plot is free.
  double columnTop = kPlot.top;
  double legendTop = kPlot.bottom + 74;
};

} // namespace

void Chart::writeTitle() {
  TextStyle title{.size = 18, .bold = true};
  double room = kColumnEnd - kPlot.left;
  svg.text({kPlot.left, 30}, fitText(caption.title, room, title), title);
  TextStyle faint{.classes = "faint"};
  svg.text({kPlot.left, 52}, fitText(caption.subtitle, room, faint), faint);
}

void Chart::drawGrid() {
  for (const LogAxis::Tick &tick : frame.x.decades()) {
    double at = frame.x.at(tick.value);
    svg.line({at, kPlot.top}, {at, kPlot.bottom}, "grid");
    svg.text({at, kPlot.bottom + 18}, tick.label, {.anchor = "middle"});
  }
  for (const LogAxis::Tick &tick : frame.y.decades()) {
    double at = frame.y.at(tick.value);
    svg.line({kPlot.left, at}, {kPlot.right, at}, "grid");
    svg.text({kPlot.left - 8, at + 4}, tick.label, {.anchor = "end"});
  }
  constexpr double kTick = 4;
  for (double value : frame.x.betweenDecades()) {
    double at = frame.x.at(value);
    svg.line({at, kPlot.bottom}, {at, kPlot.bottom - kTick}, "axis");
  }
  for (double value : frame.y.betweenDecades()) {
    double at = frame.y.at(value);
    svg.line({kPlot.left, at}, {kPlot.left + kTick, at}, "axis");
  }
  svg.line({kPlot.left, kPlot.bottom}, {kPlot.right, kPlot.bottom}, "axis");
  svg.line({kPlot.left, kPlot.top}, {kPlot.left, kPlot.bottom}, "axis");
  svg.text({(kPlot.left + kPlot.right) / 2, kPlot.bottom + 40},
           "Arithmetic intensity (FLOP/byte)",
           {.size = 13, .anchor = "middle"});
  svg.text({22, (kPlot.top + kPlot.bottom) / 2}, "Performance (FLOP/s)",
           {.size = 13, .anchor = "middle", .turn = -90});
}

void Chart::drawComputeRoofs() {
  std::vector<double> places;
  std::vector<const ComputeRoof *> roofs;
  for (const ComputeRoof &roof : data.compute)
    if (isShown(roof)) {
      roofs.push_back(&roof);
      places.push_back(y(roof.peak.value));
    }
  std::vector<double> labels =
      spread(places, kLineHeight, kPlot.top + 4, kPlot.bottom);
  for (size_t i = 0; i < roofs.size(); ++i) {
    const ComputeRoof &roof = *roofs[i];
    double start = kPlot.left;
    if (!data.memory.empty())
      start = std::clamp(x(ridge(roof, data.memory.front())), kPlot.left,
                         kPlot.right);
    svg.open("", fmt::format("{} {}, {}: {}", pipeNames(roof.pipes),
                             peakText(roof), name(roof.peak.from.origin),
                             printable(roof.peak.from.source)));
    svg.line({start, places[i]}, {kPlot.right, places[i]},
             roof.used ? "roof" : "spare");
    svg.line({kPlot.right, places[i]}, {kColumn - 4, labels[i]}, "lead");
    TextStyle style = roof.used ? kSmall : kSmallFaint;
    svg.text({kColumn, labels[i] + 4},
             pipeNames(roof.pipes) + " " + peakText(roof), style);
    svg.close();
    columnTop = std::max(columnTop, labels[i] + kLineHeight);
  }
}

void Chart::drawMemoryRoofs() {
  for (const MemoryRoof &roof : data.memory) {
    auto [from, to] = frame.line(roof);
    if (from.x < to.x)
      svg.line(from, to, "roof");
  }
}

void Chart::writeMemoryRoofs() {
  for (const MemoryRoof &roof : data.memory) {
    auto [from, to] = frame.line(roof);
    if (from.x >= to.x)
      continue;
    std::string text =
        fmt::format("{} {}", nameOf(roof.level), format(roof.bandwidth.value));
    TextStyle style{.size = 12, .anchor = "middle", .classes = "ink halo"};
    style.turn = std::atan2(to.y - from.y, to.x - from.x) * 180 / M_PI;
    double width = textWidth(text, style);
    Point at = placeAlong(from, to, width, obstacles);
    Point along = {std::cos(style.turn * M_PI / 180),
                   std::sin(style.turn * M_PI / 180)};
    for (double offset = -width / 2; offset <= width / 2; offset += 8)
      obstacles.push_back(
          {{at.x + along.x * offset, at.y + along.y * offset}, 8});
    svg.open("",
             fmt::format("{}, {}: {}", text, name(roof.bandwidth.from.origin),
                         printable(roof.bandwidth.from.source)));
    svg.text(at, text, style);
    svg.close();
  }
}

std::vector<Shape> Chart::shapes(const Mark &mark) const {
  constexpr double kSame = 2; // pixels
  auto [slowest, slowestBytes] = *std::prev(mark.bytes.end());
  Point last = pointOf(mark, slowestBytes);
  double radius = radiusOf(shareOf(mark));
  std::vector<Shape> found;
  for (auto [level, bytes] : mark.bytes) {
    Point at = pointOf(mark, bytes);
    if (level == slowest || std::abs(at.x - last.x) > kSame)
      found.push_back(
          {level, {at, level == slowest ? radius : radius * kInnerLevels}});
  }
  return found;
}

std::string Chart::tooltip(const Mark &mark) const {
  std::vector<std::string> intensities;
  for (auto [level, bytes] : mark.bytes)
    intensities.push_back(fmt::format(
        "{} {}", nameOf(level), formatNumber((mark.flops / bytes).value())));
  std::string text = alike(mark, printable(mark.label));
  text += fmt::format(
      "\n{}{}{}, held back by {}", name(mark.family), mark.pipe ? " on " : "",
      mark.pipe ? pipeNames({*mark.pipe}) : "", name(mark.bound));
  text += fmt::format("\n{}, {} FLOP/B", formatScaled(mark.performance()),
                      joinComma(intensities));
  text +=
      fmt::format("\n{}{}, {} of the time", format(mark.time),
                  mark.kernels > 1 ? " each" : "", formatShare(shareOf(mark)));
  if (mark.kind == Mark::Kind::Measured)
    text += "\nmeasured";
  return text;
}

void Chart::drawShape(MemoryLevel level, Point at, double radius,
                      std::string_view classes) {
  switch (level) {
  case MemoryLevel::L1: {
    // Equilateral, of the circle's area.
    double side = radius * std::sqrt(M_PI * 4 / std::sqrt(3.0));
    double height = side * std::sqrt(3.0) / 2;
    svg.polygon({{at.x, at.y - height * 2 / 3},
                 {at.x + side / 2, at.y + height / 3},
                 {at.x - side / 2, at.y + height / 3}},
                classes);
    return;
  }
  case MemoryLevel::L2: {
    double side = radius * std::sqrt(M_PI);
    svg.rectangle({at.x - side / 2, at.y - side / 2}, {side, side}, classes);
    return;
  }
  case MemoryLevel::L3: {
    // That square on its corner.
    double half = radius * std::sqrt(M_PI / 2);
    svg.polygon({{at.x, at.y - half},
                 {at.x + half, at.y},
                 {at.x, at.y + half},
                 {at.x - half, at.y}},
                classes);
    return;
  }
  case MemoryLevel::Hbm:
    svg.circle(at, radius, classes);
    return;
  }
}

void Chart::drawMark(const Mark &mark) {
  std::vector<Shape> found = shapes(mark);
  Point fastest = found.front().disc.center, slowest = found.back().disc.center;
  bool measured = mark.kind == Mark::Kind::Measured;
  svg.open(fmt::format("mark {}", familyClass(mark.family)), tooltip(mark));
  svg.line(fastest, slowest, "reach");
  for (const Shape &shape : found) {
    std::string classes = &shape == &found.back() ? "point" : "hollow";
    drawShape(shape.level, shape.disc.center, shape.disc.radius,
              measured ? classes + " measured" : classes);
  }
  svg.close();
}

void Chart::drawMarks() {
  // Longest first: the small ones stay on top.
  for (const Mark &mark : data.marks)
    if (frame.holds(mark))
      drawMark(mark);
}

void Chart::writeNumbers() {
  // Marks that lie on top of each other share a label: "1, 3".
  struct Label {
    Disc of;
    std::vector<std::string> numbers;
  };
  constexpr double kTogether = 8;
  std::vector<Label> labels;
  for (size_t i = 0; i < numbered.size(); ++i) {
    const Mark &mark = *numbered[i];
    Disc disc = shapes(mark).back().disc;
    auto same = std::find_if(labels.begin(), labels.end(), [&](const Label &l) {
      return std::hypot(l.of.center.x - disc.center.x,
                        l.of.center.y - disc.center.y) < kTogether;
    });
    if (same == labels.end())
      same = labels.insert(labels.end(), Label{disc, {}});
    same->of.radius = std::max(same->of.radius, disc.radius);
    same->numbers.push_back(std::to_string(i + 1));
  }
  TextStyle style{
      .size = 12, .anchor = "middle", .classes = "ink halo", .bold = true};
  for (const Label &label : labels) {
    std::string text = joinComma(label.numbers);
    double width = textWidth(text, style);
    Point at = placeBeside(label.of, width, obstacles);
    svg.text({at.x, at.y + 4}, text, style);
    for (double offset = -width / 2; offset <= width / 2; offset += 6)
      obstacles.push_back({{at.x + offset, at.y}, 6});
  }
}

void Chart::writeLongest() {
  double at = columnTop + 22;
  constexpr double kEntry = 31;
  if (numbered.empty())
    return;
  svg.text({kColumn, at}, "longest, with those alike",
           {.size = 11, .bold = true});
  at += 20;
  for (size_t i = 0; i < numbered.size() && at < kPlot.bottom; ++i) {
    const Mark &mark = *numbered[i];
    svg.open(fmt::format("mark {}", familyClass(mark.family)), tooltip(mark));
    svg.circle({kColumn + 7, at - 4}, 7.5, "point");
    svg.text(
        {kColumn + 7, at}, std::to_string(i + 1),
        {.size = 11, .anchor = "middle", .classes = "onmark", .bold = true});
    double start = kColumn + 20;
    svg.text({start, at},
             fitText(printable(mark.label), kColumnEnd - start, kSmall),
             kSmall);
    std::string more =
        mark.kernels > 1 ? fmt::format("{} kernels, ", mark.kernels) : "";
    svg.text({start, at + 13},
             fmt::format("{}{} of the time", more, formatShare(shareOf(mark))),
             kSmallFaint);
    svg.close();
    at += kEntry;
  }
}

void Chart::makeRoom(double &at, double width) {
  if (at + width > kColumnEnd && at > kPlot.left) {
    at = kPlot.left;
    legendTop += kLegendRow;
  }
}

void Chart::writeFamilies() {
  std::map<KernelFamily, double> shares;
  for (const Mark &mark : data.marks)
    if (frame.holds(mark))
      shares[mark.family] += shareOf(mark);
  std::vector<std::pair<double, KernelFamily>> order;
  for (auto [family, share] : shares)
    order.emplace_back(share, family);
  std::stable_sort(
      order.begin(), order.end(),
      [](const auto &a, const auto &b) { return a.first > b.first; });
  double at = kPlot.left;
  for (auto [share, family] : order) {
    std::string text = fmt::format("{} {}", name(family), formatShare(share));
    double width = 34 + textWidth(text, {});
    makeRoom(at, width);
    svg.circle({at + 6, legendTop - 4}, 6, familyClass(family));
    svg.text({at + 18, legendTop}, text, {});
    at += width;
  }
  if (!order.empty())
    legendTop += 22;
}

void Chart::writeKey() {
  constexpr double kShape = 18, kGap = 12;
  double at = kPlot.left;
  auto say = [&](const std::string &text) {
    svg.text({at, legendTop}, text, kSmallFaint);
    at += textWidth(text, kSmallFaint) + kGap;
  };
  svg.open("mark f-other", "");
  for (const MemoryRoof &roof : data.memory) {
    bool isSlowest = &roof == &data.memory.back();
    std::string text = fmt::format("FLOP per byte of {}{}", nameOf(roof.level),
                                   isSlowest && data.memory.size() > 1
                                       ? ", and of levels that agree with it"
                                       : "");
    makeRoom(at, kShape + textWidth(text, kSmallFaint));
    drawShape(roof.level, {at + 6, legendTop - 4}, 4.5,
              isSlowest ? "point" : "hollow");
    at += kShape;
    say(text);
  }

  // What areas mean stays in one row.
  const std::string areas = "area: share of the time";
  constexpr double kShares[] = {0.01, 0.1};
  at += 6;
  double width = textWidth(areas, kSmallFaint);
  for (double share : kShares)
    width += kGap + 2 * radiusOf(share) + 4 +
             textWidth(formatShare(share), kSmallFaint);
  makeRoom(at, width);
  say(areas);
  for (double share : kShares) {
    double radius = radiusOf(share);
    svg.circle({at + radius, legendTop - 4}, radius, "point");
    at += 2 * radius + 4;
    say(formatShare(share));
  }

  bool anyMeasured =
      std::any_of(data.marks.begin(), data.marks.end(), [](const Mark &mark) {
        return mark.kind == Mark::Kind::Measured;
      });
  if (anyMeasured) {
    const std::string outlined = "outlined: measured";
    makeRoom(at, textWidth(outlined, kSmallFaint));
    say(outlined);
  }
  svg.close();
  legendTop += kLegendRow;
}

void Chart::writeOutside() {
  int without = 0, beyond = 0;
  double withoutShare = 0, beyondShare = 0;
  for (const Mark &mark : data.marks) {
    bool hasPoints = mark.hasPoints();
    if (hasPoints && frame.holds(mark))
      continue;
    (hasPoints ? beyond : without) += mark.kernels;
    (hasPoints ? beyondShare : withoutShare) += shareOf(mark);
  }
  std::vector<std::string> parts;
  auto add = [&](int count, const char *what, double share) {
    if (count > 0)
      parts.push_back(fmt::format("{} kernel{} {} ({} of the time)", count,
                                  count == 1 ? "" : "s", what,
                                  formatShare(share)));
  };
  add(without, "without FLOPs", withoutShare);
  add(beyond, "beyond the axes", beyondShare);
  if (parts.empty())
    return;
  svg.text({kPlot.left, legendTop}, "not drawn: " + joinComma(parts),
           kSmallFaint);
  legendTop += kLegendRow;
}

Svg Chart::draw() {
  writeTitle();
  drawGrid();
  drawMemoryRoofs();
  drawComputeRoofs();
  drawMarks();
  writeMemoryRoofs();
  writeNumbers();
  writeLongest();
  writeFamilies();
  writeKey();
  writeOutside();
  svg.crop(legendTop);
  return std::move(svg);
}

Svg drawRoofline(const ChartData &data, const RooflineCaption &caption) {
  return Chart(data, caption).draw();
}

Svg drawRooflineChart(const Workload &workload, const DeviceReport &report) {
  const Prediction &prediction = report.prediction;
  std::string time = knowsLatency(prediction) ? format(prediction.latency.value)
                                              : "time unknown";
  return drawRoofline(
      roofline::chartData(report.device, workload, prediction),
      {chartTitle("Roofline", workload, report.device),
       fmt::format("{}: {} in {} kernels", runCaption(workload.request), time,
                   workload.kernels.size())});
}

} // namespace perfopt::cli
