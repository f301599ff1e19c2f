//===- TimeChart.cpp - Where the time goes as a drawing -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/TimeChart.h"

#include "cli/Report/ChartStyle.h"
#include "cli/Report/ChartTitle.h"
#include "cli/Report/Summary.h"
#include "cli/Report/Text.h"
#include "cli/Report/Units.h"
#include "roofline/ChartData.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace perfopt::cli {

using namespace core;

namespace {

constexpr double kWidth = 960;
/// Names end and bars begin here; the longest bar leaves room for its figures.
constexpr double kBars = 300, kLongestBar = 460;
constexpr double kLeft = 40;
constexpr double kRow = 22, kBarHeight = 14, kGroupGap = 40;
/// Where the first group's title stands.
constexpr double kTop = 92;
constexpr size_t kMostRows = 10;

struct Bar {
  std::string name;
  /// Empty where only the figures are written.
  std::string_view classes;
  Seconds time;
  int kernels = 0;
};

struct Group {
  std::string title;
  std::vector<Bar> bars;
};

/// Longest first; what is beyond the most rows becomes one row without a bar,
/// which would dwarf the others.
Group finish(std::string title, std::vector<Bar> bars) {
  std::stable_sort(bars.begin(), bars.end(),
                   [](const Bar &a, const Bar &b) { return a.time > b.time; });
  if (bars.size() > kMostRows) {
    Bar others;
    others.name = fmt::format("{} others", bars.size() - kMostRows + 1);
    for (size_t i = kMostRows - 1; i < bars.size(); ++i) {
      others.time += bars[i].time;
      others.kernels += bars[i].kernels;
    }
    bars.resize(kMostRows - 1);
    bars.push_back(std::move(others));
  }
  return {std::move(title), std::move(bars)};
}

Group byFamily(const std::vector<KernelRow> &rows) {
  std::map<KernelFamily, Bar> sums;
  for (const KernelRow &row : rows) {
    KernelFamily family = row.kernel->family;
    Bar &bar = sums[family];
    bar.name = name(family);
    bar.classes = familyClass(family);
    bar.time += row.time();
    ++bar.kernels;
  }
  std::vector<Bar> bars;
  for (auto &[family, bar] : sums)
    bars.push_back(std::move(bar));
  return finish("by kernel family", std::move(bars));
}

Group byOperator(const std::vector<KernelRow> &rows) {
  // An operator that runs as kernels of several families has the colour of the
  // one that takes longest.
  std::map<std::string, std::map<KernelFamily, Seconds>> families;
  std::map<std::string, Bar> sums;
  for (const KernelRow &row : rows) {
    std::string op = row.op.empty() ? "no operator" : printable(row.op);
    Bar &bar = sums[op];
    bar.name = op;
    bar.time += row.time();
    ++bar.kernels;
    families[op][row.kernel->family] += row.time();
  }
  std::vector<Bar> bars;
  for (auto &[op, bar] : sums) {
    const auto &times = families[op];
    auto longest = std::max_element(
        times.begin(), times.end(),
        [](const auto &a, const auto &b) { return a.second < b.second; });
    bar.classes = familyClass(longest->first);
    bars.push_back(std::move(bar));
  }
  return finish("by operator", std::move(bars));
}

/// Only of a training step: everything else has one phase.
Group byPhase(const std::vector<KernelRow> &rows) {
  std::vector<TimeShare> phases = timeByPhase(rows);
  std::vector<Bar> bars;
  if (phases.size() > 1)
    for (const TimeShare &phase : phases)
      bars.push_back({phase.name, familyClass(KernelFamily::Other), phase.time,
                      phase.kernels});
  return finish("by phase", std::move(bars));
}

Group byKernel(const roofline::ChartData &data) {
  std::vector<Bar> bars;
  for (const roofline::Mark &mark : data.marks)
    bars.push_back({printable(mark.label), familyClass(mark.family),
                    mark.totalTime(), mark.kernels});
  return finish("by kernel, with those alike", std::move(bars));
}

class Chart {
public:
  Chart(std::string title, std::string subtitle, std::vector<Group> groups)
      : title(std::move(title)), subtitle(std::move(subtitle)),
        groups(std::move(groups)),
        svg(kWidth, heightOf(this->groups), this->title) {
    for (const Bar &bar : this->groups.front().bars)
      total += bar.time;
    for (const Group &group : this->groups)
      for (const Bar &bar : group.bars)
        if (!bar.classes.empty())
          longest = std::max(longest, bar.time);
  }

  Svg draw();

private:
  static double heightOf(const std::vector<Group> &groups) {
    double height = kTop;
    for (const Group &group : groups)
      height +=
          group.bars.empty() ? 0 : double(group.bars.size()) * kRow + kGroupGap;
    return height;
  }
  void drawBar(const Bar &bar, double at);

  std::string title, subtitle;
  std::vector<Group> groups;
  Svg svg;
  Seconds total, longest;
};

} // namespace

void Chart::drawBar(const Bar &bar, double at) {
  double share = total > Seconds() ? bar.time / total : 0;
  bool hasBar = !bar.classes.empty() && longest > Seconds();
  double length =
      hasBar ? std::max(kLongestBar * (bar.time / longest), 1.0) : 0;
  std::string figures =
      fmt::format("{}, {}", format(bar.time), formatShare(share));
  std::string kernels =
      fmt::format("{} kernel{}", bar.kernels, bar.kernels == 1 ? "" : "s");
  TextStyle style{.anchor = "end"};
  svg.open("mark", fmt::format("{}\n{}\n{}", bar.name, figures, kernels));
  svg.text({kBars - 8, at}, fitText(bar.name, kBars - 8 - kLeft, style), style);
  if (hasBar)
    svg.rectangle({kBars, at - kBarHeight + 3}, {length, kBarHeight},
                  bar.classes);
  double end = kBars + length + 8;
  svg.text({end, at}, figures, {});
  svg.text({end + textWidth(figures, {}) + 8, at}, kernels,
           {.classes = "faint"});
  svg.close();
}

Svg Chart::draw() {
  TextStyle bold{.size = 18, .bold = true};
  svg.text({kLeft, 30}, fitText(title, kWidth - 2 * kLeft, bold), bold);
  svg.text({kLeft, 52}, subtitle, {.classes = "faint"});
  double at = kTop;
  for (const Group &group : groups) {
    if (group.bars.empty())
      continue;
    svg.text({kBars, at}, group.title, {.size = 13, .bold = true});
    double from = at + 10;
    at += kRow + 4;
    for (const Bar &bar : group.bars) {
      drawBar(bar, at);
      at += kRow;
    }
    svg.line({kBars, from}, {kBars, at - kRow + 7}, "axis");
    at += kGroupGap - kRow - 4;
  }
  return std::move(svg);
}

Svg drawTimeChart(const Workload &workload, const DeviceReport &report) {
  std::vector<KernelRow> rows = kernelRows(workload, report.prediction);
  Seconds sum = kernelTime(rows);
  std::string subtitle =
      sum > Seconds()
          ? fmt::format("{}: {} in {} kernels", runCaption(workload.request),
                        format(sum), rows.size())
          : "no kernel has a known time";
  roofline::ChartData data =
      roofline::chartData(report.device, workload, report.prediction);
  std::vector<Group> groups = {byFamily(rows), byPhase(rows), byOperator(rows),
                               byKernel(data)};
  return Chart(chartTitle("Time", workload, report.device), std::move(subtitle),
               std::move(groups))
      .draw();
}

} // namespace perfopt::cli
