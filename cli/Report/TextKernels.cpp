//===- TextKernels.cpp - Where the time goes ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/Units.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace perfopt::cli {

using namespace core;

namespace {

/// The families by time; those of the tail that are hardly visible as one row.
std::vector<TimeShare> visibleFamilies(const std::vector<KernelRow> &rows) {
  constexpr double kVisible = 0.005;
  std::vector<TimeShare> families = timeByFamily(rows);
  auto tail = std::find_if(
      families.begin(), families.end(),
      [](const TimeShare &family) { return family.share < kVisible; });
  if (families.end() - tail < 2)
    return families;
  TimeShare others;
  others.name = fmt::format("{} others", families.end() - tail);
  for (auto family = tail; family != families.end(); ++family) {
    others.time += family->time;
    others.share += family->share;
    others.kernels += family->kernels;
  }
  families.erase(tail, families.end());
  families.push_back(std::move(others));
  return families;
}

std::string shareList(const std::vector<TimeShare> &shares) {
  std::vector<std::string> parts;
  for (const TimeShare &share : shares)
    if (share.share > 0)
      parts.push_back(
          fmt::format("{} {}", share.name, formatShare(share.share)));
  return joinComma(parts);
}

Tone boundStyle(Bound bound) {
  switch (bound) {
  case Bound::Compute:
    return style::kGood;
  case Bound::Launch:
    return style::kBad;
  case Bound::L1:
  case Bound::L2:
  case Bound::Hbm:
    return style::kDoubtful;
  case Bound::Unknown:
    break;
  }
  return {};
}

template <typename ValueOf>
std::vector<std::string> numbers(const std::vector<KernelRow> &rows,
                                 ValueOf valueOf) {
  std::vector<double> values;
  for (const KernelRow &row : rows)
    values.push_back(valueOf(row));
  return formatColumn(values);
}

/// Of the pipe that computes it; nothing computes a copy.
std::string peakText(const KernelPrediction *predicted) {
  if (!predicted || !predicted->pipe ||
      !std::isfinite(predicted->fractionOfPeak))
    return "-";
  return fmt::format("{:.1f}", 100 * predicted->fractionOfPeak);
}

/// Where the predictor corrected the sum of the kernels into the latency.
void writeCorrection(ReportWriter &out, Seconds sum, Seconds latency) {
  constexpr double kNotable = 0.005;
  if (std::abs(latency / sum - 1) > kNotable)
    out.fact("end to end",
             fmt::format("kernels sum to {}, the predicted latency is {}",
                         format(sum), format(latency)));
}

} // namespace

void writeFamilies(ReportWriter &out, const std::vector<KernelRow> &rows) {
  // What the other columns of the table leave of 80.
  constexpr int kBarRoom = 45;
  constexpr int kLongestBar = 60;
  int barWidth = std::min(out.width() - kBarRoom, kLongestBar);
  std::vector<TimeShare> families = visibleFamilies(rows);
  std::vector<double> times;
  for (const TimeShare &family : families)
    times.push_back(milliseconds(family.time));
  std::vector<std::string> shown = formatColumn(times);
  Table table({{.title = "family"},
               {"kernels", Align::Right},
               {"ms", Align::Right},
               {"%time", Align::Right},
               {.title = ""}});
  for (size_t i = 0; i < families.size(); ++i)
    table.addRow({families[i].name,
                  std::to_string(families[i].kernels),
                  shown[i],
                  fmt::format("{:.1f}", 100 * families[i].share),
                  {bar(families[i].share, barWidth), style::kBar}});
  out.table(table);
}

std::string missingTime(const std::vector<KernelRow> &rows) {
  if (kernelTime(rows) > Seconds())
    return "";
  return rows.empty() ? "the model launches no kernel"
                      : "the predictor answers for the whole graph only";
}

void writeTimeFacts(ReportWriter &out, const std::vector<KernelRow> &rows,
                    const DeviceReport &report) {
  Seconds sum = kernelTime(rows);
  out.fact("held back by", shareList(timeByBound(rows)));
  if (report.criticalPath)
    out.fact("critical path",
             fmt::format("{}, {:.1f} % of the kernels' time: what unlimited "
                         "streams would leave",
                         format(*report.criticalPath),
                         100 * (*report.criticalPath / sum)));
  std::vector<TimeShare> phases = timeByPhase(rows);
  if (phases.size() > 1)
    out.fact("phases", shareList(phases));
  writeCorrection(out, sum, report.prediction.latency.value);
}

std::vector<KernelRow> slowest(std::vector<KernelRow> rows, size_t top) {
  std::stable_sort(rows.begin(), rows.end(),
                   [](const KernelRow &a, const KernelRow &b) {
                     return a.time() > b.time();
                   });
  rows.resize(std::min(rows.size(), top));
  return rows;
}

void writeKernels(ReportWriter &out, const std::vector<KernelRow> &rows) {
  auto work = numbers(rows, [](const KernelRow &row) {
    return row.kernel->flops.value() / 1e9;
  });
  auto traffic = numbers(rows, [](const KernelRow &row) {
    return megabytes(row.kernel->bytes());
  });
  auto intensity = numbers(rows, [](const KernelRow &row) {
    return (row.kernel->flops / row.kernel->bytes()).value();
  });
  auto time = numbers(rows, [](const KernelRow &row) {
    return row.prediction ? milliseconds(row.time())
                          : std::numeric_limits<double>::quiet_NaN();
  });

  Table table({{.title = "kernel", .shrinkTo = 16},
               {.title = "family", .dropOrder = 1},
               {"GFLOP", Align::Right},
               {"MB", Align::Right},
               {.title = "FLOP/B", .align = Align::Right, .dropOrder = 2},
               {.title = "bound"},
               {"%peak", Align::Right},
               {"ms", Align::Right},
               {"%time", Align::Right}});
  for (size_t i = 0; i < rows.size(); ++i) {
    const KernelRow &row = rows[i];
    Bound bound = row.prediction ? row.prediction->bound : Bound::Unknown;
    table.addRow(
        {printable(row.kernel->name),
         std::string(name(row.kernel->family)),
         work[i],
         traffic[i],
         intensity[i],
         {std::string(name(bound)), boundStyle(bound)},
         peakText(row.prediction),
         time[i],
         row.prediction ? fmt::format("{:.1f}", 100 * row.timeShare) : "-"});
  }
  out.table(table);
}

} // namespace perfopt::cli
