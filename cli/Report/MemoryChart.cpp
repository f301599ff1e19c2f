//===- MemoryChart.cpp - Memory over a run as a drawing -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/MemoryChart.h"

#include "cli/Report/ChartStyle.h"
#include "cli/Report/ChartTitle.h"
#include "cli/Report/Summary.h"
#include "cli/Report/Text.h"
#include "cli/Report/Units.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace perfopt::cli {

using namespace core;

namespace {

constexpr double kWidth = 960, kHeight = 560;
/// The plot's edges.
constexpr double kLeft = 84, kRight = 930, kTop = 150, kBottom = 450;
/// More kernels than this share a column, the one that needs most stands for
/// all.
constexpr size_t kColumns = 1200;

/// From the bottom up.
struct Layer {
  MemoryUse use;
  std::string_view title;
};
constexpr std::array<Layer, kMemoryUseCount> kLayers = {{
    {MemoryUse::Weights, "weights"},
    {MemoryUse::OptimizerState, "optimizer state"},
    {MemoryUse::Gradients, "gradients"},
    {MemoryUse::Activations, "activations"},
    {MemoryUse::Workspace, "workspace"},
}};

/// One column of the drawing: what is in use while `kernel` runs.
struct Moment {
  size_t kernel = 0;
  MemoryByUse use;
};

/// A tick every 1, 2 or 5 times a power of ten, four to nine of them.
double tickStep(double most) {
  double power = std::pow(10, std::floor(std::log10(most / 4)));
  for (double factor : {5.0, 2.0})
    if (most / (power * factor) >= 4)
      return power * factor;
  return power;
}

/// A level line, joined to one of the same height in front of it.
void appendStep(std::vector<Point> &points, double from, double to,
                double height) {
  if (!points.empty() && points.back().y == height) {
    points.back().x = to;
    return;
  }
  points.push_back({from, height});
  points.push_back({to, height});
}

class Chart {
public:
  Chart(const Workload &workload, const DeviceReport &report)
      : workload(workload), report(report), memory(report.prediction.memory),
        title(chartTitle("Device memory", workload, report.device)),
        svg(kWidth, kHeight, title) {}

  Svg draw();

private:
  void chooseMoments();
  void writeTitle();
  void drawLayers();
  void drawAxes();
  void drawPhases();
  void drawReserved();
  void writeFrom(double x, double y, const std::string &text,
                 const TextStyle &style);
  void writePeak();
  void writeLegend();

  double xOf(double kernel) const {
    return kLeft + (kRight - kLeft) * kernel / double(memory.timeline.size());
  }
  double yOf(double megabytes) const {
    return kBottom - (kBottom - kTop) * megabytes / top;
  }
  double reserved() const {
    return megabytes(memory.total.value - memory.context);
  }

  const Workload &workload;
  const DeviceReport &report;
  const MemoryPrediction &memory;
  std::string title;
  Svg svg;
  std::vector<Moment> moments;
  double step = 1, top = 1; // of the axis, MB
};

} // namespace

void Chart::chooseMoments() {
  size_t kernels = memory.timeline.size();
  size_t columns = std::min(kernels, kColumns);
  for (size_t column = 0; column < columns; ++column) {
    size_t from = column * kernels / columns;
    size_t to = (column + 1) * kernels / columns;
    auto most = std::max_element(
        memory.timeline.begin() + from, memory.timeline.begin() + to,
        [](const MemoryByUse &a, const MemoryByUse &b) {
          return a.total() < b.total();
        });
    moments.push_back({from, *most});
  }
  double most = std::max(megabytes(memory.peak.use.total()), reserved());
  most = std::isfinite(most) && most > 0 ? most : 1;
  step = tickStep(most);
  top = std::ceil(most * 1.02 / step) * step;
}

void Chart::writeTitle() {
  TextStyle bold{.size = 18, .bold = true};
  svg.text({kLeft, 30}, fitText(title, kRight - kLeft, bold), bold);
  svg.text({kLeft, 52},
           fmt::format("{}: {} in all, of which {} is context and {} "
                       "fragmentation",
                       runCaption(workload.request), format(memory.total.value),
                       format(memory.context), format(memory.fragmentation)),
           {.classes = "faint"});
}

void Chart::drawLayers() {
  if (moments.empty())
    return;
  std::vector<double> base(moments.size(), 0);
  for (const Layer &layer : kLayers) {
    std::vector<Point> upper, lower;
    for (size_t i = 0; i < moments.size(); ++i) {
      double from = xOf(double(moments[i].kernel));
      double to =
          i + 1 < moments.size() ? xOf(double(moments[i + 1].kernel)) : kRight;
      double under = base[i];
      base[i] += megabytes(moments[i].use[layer.use]);
      appendStep(upper, from, to, yOf(base[i]));
      appendStep(lower, from, to, yOf(under));
    }
    upper.insert(upper.end(), lower.rbegin(), lower.rend());
    svg.polygon(upper, memoryClass(layer.use));
  }
}

void Chart::drawAxes() {
  bool inGigabytes = top >= 2000;
  double unit = inGigabytes ? 1000 : 1;
  for (double at = 0; at <= top * 1.001; at += step) {
    svg.line({kLeft, yOf(at)}, {kRight, yOf(at)}, "grid");
    svg.text({kLeft - 8, yOf(at) + 4}, fmt::format("{:g}", at / unit),
             {.anchor = "end"});
  }
  svg.text({26, (kTop + kBottom) / 2},
           inGigabytes ? "Memory in use (GB, 10^9 bytes)"
                       : "Memory in use (MB, 10^6 bytes)",
           {.size = 13, .anchor = "middle", .turn = -90});
  svg.text({(kLeft + kRight) / 2, kBottom + 38},
           "Kernels in order of execution", {.size = 13, .anchor = "middle"});
  auto kernels = double(memory.timeline.size());
  if (memory.timeline.empty())
    return;
  double every = std::max(1.0, tickStep(std::max(kernels, 4.0)));
  for (double at = 0; at <= kernels; at += every)
    svg.text({xOf(at), kBottom + 18}, fmt::format("{:g}", at),
             {.anchor = "middle"});
}

void Chart::drawPhases() {
  size_t kernels = std::min(memory.timeline.size(), workload.kernels.size());
  size_t from = 0;
  while (from < kernels) {
    Phase phase = workload.kernels[from].phase;
    size_t to = from;
    while (to < kernels && workload.kernels[to].phase == phase)
      ++to;
    if (from > 0)
      svg.line({xOf(double(from)), kTop - 16}, {xOf(double(from)), kBottom},
               "border");
    // Written where the phase is wide enough for its name.
    double width = xOf(double(to)) - xOf(double(from));
    if (width >= 7.0 * double(name(phase).size()))
      svg.text({xOf(double(from + to) / 2), kTop - 6}, name(phase),
               {.anchor = "middle"});
    from = to;
  }
}

void Chart::drawReserved() {
  double y = yOf(reserved());
  svg.line({kLeft, y}, {kRight, y}, "dashes");
  svg.text({kRight - 4, y - 4},
           "reserved by the allocator: " +
               format(memory.total.value - memory.context),
           {.size = 11, .anchor = "end"});
}

/// Text that starts at `x`, or as far to the left of it as it needs.
void Chart::writeFrom(double x, double y, const std::string &text,
                      const TextStyle &style) {
  double start = kRight - textWidth(text, style);
  svg.text({std::max(kLeft, std::min(x - 4, start)), y}, text, style);
}

void Chart::writePeak() {
  const MemoryPeak &peak = memory.peak;
  std::vector<KernelRow> rows = kernelRows(workload, report.prediction);
  if (peak.kernel < 0 || static_cast<size_t>(peak.kernel) >= rows.size() ||
      memory.timeline.empty())
    return;
  const KernelRow &row = rows[peak.kernel];
  Point at = {xOf(peak.kernel + 0.5), yOf(megabytes(peak.use.total()))};
  svg.line({at.x, 118}, at, "axis");
  svg.circle(at, 3.5, "ink");
  writeFrom(at.x, 90,
            fmt::format("peak {} at {}{}, kernel {} of {}",
                        format(peak.use.total()),
                        shortenMiddle(printable(row.kernel->name), 50),
                        row.op.empty() ? "" : " (" + row.op + ")",
                        peak.kernel + 1, rows.size()),
            {.bold = true});
  constexpr size_t kMostHolders = 3;
  std::vector<std::string> holders;
  for (const MemoryPeak::Holder &holder : peak.holders)
    if (holders.size() < kMostHolders)
      holders.push_back(fmt::format("{} {}",
                                    shortenMiddle(printable(holder.tensor), 30),
                                    format(holder.bytes)));
  if (!holders.empty())
    writeFrom(at.x, 108, "largest: " + joinComma(holders),
              {.size = 11, .classes = "faint"});
}

void Chart::writeLegend() {
  double x = kLeft, y = 518;
  for (const Layer &layer : kLayers) {
    Bytes most;
    for (const MemoryByUse &moment : memory.timeline)
      most = std::max(most, moment[layer.use]);
    if (!(most > Bytes()))
      continue;
    std::string text = fmt::format("{}, at most {}", layer.title, format(most));
    double width = 34 + textWidth(text, {});
    if (x + width > kRight && x > kLeft) {
      x = kLeft;
      y += 22;
    }
    svg.rectangle({x, y - 12}, {14, 14}, memoryClass(layer.use));
    svg.text({x + 20, y}, text, {});
    x += width;
  }
  svg.crop(y + 24);
}

Svg Chart::draw() {
  chooseMoments();
  writeTitle();
  drawAxes();
  drawLayers();
  svg.line({kLeft, kBottom}, {kRight, kBottom}, "axis");
  svg.line({kLeft, kTop}, {kLeft, kBottom}, "axis");
  drawPhases();
  drawReserved();
  writePeak();
  writeLegend();
  return std::move(svg);
}

Svg drawMemoryChart(const Workload &workload, const DeviceReport &report) {
  return Chart(workload, report).draw();
}

} // namespace perfopt::cli
