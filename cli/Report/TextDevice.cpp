//===- TextDevice.cpp - The answers for one device ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/RequestText.h"
#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/Units.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace perfopt::cli {

using namespace core;

namespace {

/// "12.3 ms (9.80 ms to 15.1 ms)".
template <typename Q>
std::string withInterval(const Estimate<Q> &estimate) {
  bool point =
      estimate.low == estimate.value && estimate.high == estimate.value;
  if (point || !std::isfinite(estimate.value.value()))
    return format(estimate.value);
  return fmt::format("{} ({})", format(estimate.value),
                     formatInterval(estimate));
}

Tone fitStyle(Fit fits) {
  if (fits == Fit::No)
    return style::kBad;
  return fits == Fit::Tight ? style::kDoubtful : Tone::Plain;
}

/// Which kernel needs most, where the device's workspaces count.
void writePeakMoment(ReportWriter &out, const MemoryPeak &peak,
                     const std::vector<KernelRow> &rows) {
  if (peak.kernel < 0 || static_cast<size_t>(peak.kernel) >= rows.size())
    return;
  const KernelRow &row = rows[peak.kernel];
  std::string start = fmt::format("{} in use at ", format(peak.use.total()));
  std::string end = fmt::format(
      "{}, kernel {} of {}", row.op.empty() ? "" : fmt::format(" ({})", row.op),
      peak.kernel + 1, rows.size());
  int room = out.factWidth() - displayWidth(start) - displayWidth(end);
  out.fact("", start + shortenMiddle(printable(row.kernel->name), room) + end);
}

void writeMemory(ReportWriter &out, const MemoryPrediction &memory,
                 const std::vector<KernelRow> &rows) {
  out.fact("memory", withInterval(memory.total) + ", " + fitPhrase(memory),
           fitStyle(fit(memory)));
  const std::pair<const char *, Bytes> parts[] = {
      {"weights", memory.weights},
      {"gradients", memory.gradients},
      {"optimizer state", memory.optimizerState},
      {"activations", memory.activations},
      {"workspace", memory.workspace},
      {"fragmentation", memory.fragmentation},
      {"context", memory.context}};
  std::vector<const char *> names;
  std::vector<double> sizes;
  for (auto [name, size] : parts) {
    bool ofTraining = name == parts[1].first || name == parts[2].first;
    if (ofTraining && !(size > Bytes()))
      continue;
    names.push_back(name);
    sizes.push_back(megabytes(size));
  }
  std::vector<std::string> texts = formatColumn(sizes);
  for (size_t i = 0; i < texts.size(); ++i)
    texts[i] = fmt::format("{} {}", names[i], texts[i]);
  out.fact("", joinComma(texts) + " MB");
  writePeakMoment(out, memory.peak, rows);
}

void writeEnergy(ReportWriter &out, const Workload &workload,
                 const Prediction &prediction) {
  if (!knowsEnergy(prediction)) {
    out.fact("energy", knowsLatency(prediction)
                           ? "unknown: the device's entry states no power"
                           : "unknown: the latency is not known");
    return;
  }
  auto batch = static_cast<double>(workload.request.samples());
  std::string perSample =
      workload.request.samples() > 1
          ? fmt::format(", {} per sample",
                        format(prediction.energy.value / batch))
          : "";
  out.fact("energy",
           fmt::format("{}{}, {} on average", withInterval(prediction.energy),
                       perSample, format(prediction.power)));
}

void writeCarbon(ReportWriter &out, const Request &request,
                 const DeviceReport &report) {
  const std::optional<CarbonFootprint> &carbon = report.carbon;
  if (!carbon) {
    out.fact("carbon", "not computed: no electricity grid was chosen");
    return;
  }
  if (!knowsEnergy(report.prediction)) {
    out.fact("carbon", "unknown: the energy is not known");
    return;
  }
  const GridIntensity &grid = carbon->grid;
  auto batch = static_cast<double>(request.samples());
  std::string perSample =
      request.samples() > 1
          ? fmt::format(", {} per sample", format(carbon->perRun / batch))
          : "";
  std::string place = grid.name.empty() || grid.name == grid.region
                          ? grid.region
                          : fmt::format("{} ({})", grid.name, grid.region);
  std::string pue = carbon->pueSource.empty()
                        ? std::string("PUE 1 (unknown)")
                        : fmt::format("PUE {} ({})", formatNumber(carbon->pue),
                                      carbon->pueSource);
  out.fact("carbon", fmt::format("{} CO2e{}; {} grid {} ({}) {}, {}",
                                 format(carbon->perRun), perSample, place,
                                 format(grid.intensity), grid.date,
                                 out.cite(grid.source), pue));
}

/// Samples per second, and how much of the time goes into launching.
void writeLatency(ReportWriter &out, const Workload &workload,
                  const Estimate<Seconds> &latency) {
  std::string run = runPhrase(workload.request);
  if (countsEverything(workload.totals)) {
    out.fact("latency", fmt::format("{} for a {}", withInterval(latency), run));
    return;
  }
  out.fact("latency",
           fmt::format("at least {} for a {}; not counted: {}",
                       withInterval(latency), run, uncountedShare(workload)),
           style::kDoubtful);
}

void writeThroughput(ReportWriter &out, const Workload &workload,
                     const Prediction &prediction,
                     const std::vector<KernelRow> &rows) {
  constexpr double kNotable = 0.1;
  std::optional<double> rate = throughput(workload, prediction);
  std::string text = rate ? formatNumber(*rate) + " samples/s" : "unknown";
  if (!(kernelTime(rows) > Seconds())) {
    out.fact("throughput", text);
    return;
  }
  LaunchShare launches = launchShare(rows);
  std::string bound =
      launches.kernels == 0
          ? fmt::format("none of the {} kernels is launch-bound", rows.size())
          : fmt::format("{} of the time is launch-bound ({} of {} kernels)",
                        formatShare(launches.bound), launches.kernels,
                        rows.size());
  out.fact("throughput", text + "; " + bound);
  if (launches.bound >= kNotable)
    out.fact("",
             fmt::format("{} ({}) is launch overhead, no more for a larger "
                         "batch",
                         format(launches.overhead),
                         formatShare(launches.overheadShare)),
             style::kDoubtful);
}

} // namespace

std::string fitPhrase(const MemoryPrediction &memory) {
  if (!memory.capacity)
    return "the device's capacity is not known";
  double filled = memory.total.value / *memory.capacity;
  std::string share =
      fmt::format("{} {} {}", formatShare(filled),
                  filled > kMostShare ? "the" : "of", format(*memory.capacity));
  switch (fit(memory)) {
  case Fit::Yes:
    return share + ": fits";
  case Fit::Tight:
    return share + ": fits, but the upper end of the interval does not";
  case Fit::No:
    return share + ": does not fit";
  case Fit::Unknown:
    break;
  }
  return share;
}

std::string deviceTitle(const Device &device) {
  bool named = !device.name.empty() && device.name != device.id;
  return named ? fmt::format("{} ({})", device.name, device.id) : device.id;
}

void writeAnswers(ReportWriter &out, const Workload &workload,
                  const DeviceReport &report,
                  const std::vector<KernelRow> &rows) {
  const Prediction &prediction = report.prediction;
  bool hasLatency = knowsLatency(prediction);
  if (hasLatency) {
    writeLatency(out, workload, prediction.latency);
    writeThroughput(out, workload, prediction, rows);
  } else {
    out.fact("latency", "unknown: " + unknownLatencyReason(workload),
             style::kDoubtful);
  }
  writeMemory(out, prediction.memory, rows);
  writeEnergy(out, workload, prediction);
  writeCarbon(out, workload.request, report);
  if (hasLatency)
    writeRun(out, report);
  for (const std::string &diagnostic : prediction.diagnostics)
    out.fact("warning", diagnostic, style::kDoubtful);
}

} // namespace perfopt::cli
