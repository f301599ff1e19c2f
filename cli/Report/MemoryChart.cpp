//===- MemoryChart.cpp - Memory over a run as a drawing -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/MemoryChart.h"

#include "cli/Report/RequestText.h"
#include "cli/Report/Summary.h"
#include "cli/Report/Svg.h"
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

constexpr std::string_view kInk = "#222222", kFaint = "#666666";
constexpr std::string_view kGrid = "stroke=\"#dddddd\" stroke-width=\"1\"";
constexpr std::string_view kAxis = "stroke=\"#222222\" stroke-width=\"1\"";
constexpr std::string_view kDashes =
    "stroke=\"#222222\" stroke-width=\"1\" stroke-dasharray=\"6 4\"";
constexpr std::string_view kBorder =
    "stroke=\"#666666\" stroke-width=\"1\" stroke-dasharray=\"2 3\"";

/// From the bottom up; light and dark in turn, so that a print without colour
/// tells neighbours apart.
struct Layer {
  MemoryUse use;
  std::string_view title;
  std::string_view fill;
};
constexpr std::array<Layer, kMemoryUseCount> kLayers = {{
    {MemoryUse::Weights, "weights", "#2f4b7c"},
    {MemoryUse::OptimizerState, "optimizer state", "#a9c3e6"},
    {MemoryUse::Gradients, "gradients", "#d98a1f"},
    {MemoryUse::Activations, "activations", "#b9dfb4"},
    {MemoryUse::Workspace, "workspace", "#a02c3c"},
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

/// Pixels of a text, with a wide font.
double widthOf(std::string_view text, const Svg::TextStyle &style) {
  return displayWidth(text) * style.size * (style.bold ? 0.63 : 0.58);
}

class Chart {
public:
  Chart(const Workload &workload, const DeviceReport &report)
      : workload(workload), report(report), memory(report.prediction.memory),
        svg(kWidth, kHeight) {}

  std::string draw();

private:
  void chooseMoments();
  void writeTitle();
  void drawLayers();
  void drawAxes();
  void drawPhases();
  void drawReserved();
  void writeFrom(double x, double y, const std::string &text,
                 const Svg::TextStyle &style);
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
  std::string model =
      workload.model.name.empty() ? "model" : workload.model.name;
  std::string device =
      report.device.name.empty() ? report.device.id : report.device.name;
  svg.text({kLeft, 30}, "Device memory of " + shortenMiddle(model, 60),
           {.size = 18, .fill = kInk, .bold = true});
  svg.text({kLeft, 52},
           fmt::format("{}, {} runtime, on {}: {} in all, of which {} is "
                       "context and {} fragmentation",
                       runPhrase(workload.request), workload.request.runtime,
                       device, format(memory.total.value),
                       format(memory.context), format(memory.fragmentation)),
           {.fill = kFaint});
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
      upper.insert(upper.end(), {{from, yOf(base[i])}, {to, yOf(base[i])}});
      lower.insert(lower.end(), {{from, yOf(under)}, {to, yOf(under)}});
    }
    upper.insert(upper.end(), lower.rbegin(), lower.rend());
    svg.polygon(upper, layer.fill);
  }
}

void Chart::drawAxes() {
  bool inGigabytes = top >= 2000;
  double unit = inGigabytes ? 1000 : 1;
  for (double at = 0; at <= top * 1.001; at += step) {
    svg.line({kLeft, yOf(at)}, {kRight, yOf(at)}, kGrid);
    svg.text({kLeft - 8, yOf(at) + 4}, fmt::format("{:g}", at / unit),
             {.anchor = "end", .fill = kInk});
  }
  svg.text({26, (kTop + kBottom) / 2},
           inGigabytes ? "memory in use (GB, 10^9 bytes)"
                       : "memory in use (MB, 10^6 bytes)",
           {.anchor = "middle", .fill = kInk, .upwards = true});
  svg.text({(kLeft + kRight) / 2, kBottom + 38},
           "kernels in order of execution", {.anchor = "middle", .fill = kInk});
  auto kernels = double(memory.timeline.size());
  if (memory.timeline.empty())
    return;
  double every = std::max(1.0, tickStep(std::max(kernels, 4.0)));
  for (double at = 0; at <= kernels; at += every)
    svg.text({xOf(at), kBottom + 18}, fmt::format("{:g}", at),
             {.anchor = "middle", .fill = kInk});
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
               kBorder);
    // Written where the phase is wide enough for its name.
    double width = xOf(double(to)) - xOf(double(from));
    if (width >= 7.0 * double(name(phase).size()))
      svg.text({xOf(double(from + to) / 2), kTop - 6}, name(phase),
               {.anchor = "middle", .fill = kInk});
    from = to;
  }
}

void Chart::drawReserved() {
  double y = yOf(reserved());
  svg.line({kLeft, y}, {kRight, y}, kDashes);
  svg.text({kRight - 4, y - 4},
           "reserved by the allocator: " +
               format(memory.total.value - memory.context),
           {.size = 11, .anchor = "end", .fill = kInk});
}

/// Text that starts at `x`, or as far to the left of it as it needs.
void Chart::writeFrom(double x, double y, const std::string &text,
                      const Svg::TextStyle &style) {
  double start = kRight - widthOf(text, style);
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
  svg.line({at.x, 118}, at, kAxis);
  svg.circle(at, 3.5, kInk);
  writeFrom(at.x, 90,
            fmt::format("peak {} at {}{}, kernel {} of {}",
                        format(peak.use.total()),
                        shortenMiddle(printable(row.kernel->name), 50),
                        row.op.empty() ? "" : " (" + row.op + ")",
                        peak.kernel + 1, rows.size()),
            {.fill = kInk, .bold = true});
  constexpr size_t kMostHolders = 3;
  std::vector<std::string> holders;
  for (const MemoryPeak::Holder &holder : peak.holders)
    if (holders.size() < kMostHolders)
      holders.push_back(fmt::format("{} {}",
                                    shortenMiddle(printable(holder.tensor), 30),
                                    format(holder.bytes)));
  if (!holders.empty())
    writeFrom(at.x, 108, "largest: " + joinComma(holders),
              {.size = 11, .fill = kFaint});
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
    double width = 34 + widthOf(text, {});
    if (x + width > kRight && x > kLeft) {
      x = kLeft;
      y += 22;
    }
    svg.rectangle({x, y - 12}, {14, 14}, layer.fill);
    svg.text({x + 20, y}, text, {.fill = kInk});
    x += width;
  }
}

std::string Chart::draw() {
  chooseMoments();
  writeTitle();
  drawAxes();
  drawLayers();
  svg.line({kLeft, kBottom}, {kRight, kBottom}, kAxis);
  svg.line({kLeft, kTop}, {kLeft, kBottom}, kAxis);
  drawPhases();
  drawReserved();
  writePeak();
  writeLegend();
  return svg.take();
}

std::string renderMemoryChart(const Workload &workload,
                              const DeviceReport &report) {
  return Chart(workload, report).draw();
}

} // namespace perfopt::cli
