//===- HtmlReport.cpp - The report as one page ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/HtmlReport.h"

#include "cli/Report/HtmlWriter.h"
#include "cli/Report/MemoryChart.h"
#include "cli/Report/Offers.h"
#include "cli/Report/RequestText.h"
#include "cli/Report/RooflineChart.h"
#include "cli/Report/Summary.h"
#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/TimeChart.h"
#include "cli/Report/Units.h"

#include <fmt/format.h>

#include <limits>

namespace perfopt::cli {

using namespace core;

namespace {

constexpr std::string_view kSources = "assumptions and sources";

std::string perSample(const Workload &workload, const std::string &amount) {
  return workload.request.samples() > 1 ? amount + " per sample" : "";
}

SummaryFigure memoryFigure(const MemoryPrediction &memory) {
  Tone tone = fit(memory) == Fit::No      ? Tone::Bad
              : fit(memory) == Fit::Tight ? Tone::Doubtful
                                          : Tone::Plain;
  return {"Memory", format(memory.total.value), fitPhrase(memory), tone};
}

/// What rests on the time.
void addTimed(std::vector<SummaryFigure> &figures, const Workload &workload,
              const DeviceReport &report) {
  const Prediction &prediction = report.prediction;
  auto samples = static_cast<double>(workload.request.samples());
  bool whole = countsEverything(workload.totals);
  figures.push_back(
      {"Latency", format(prediction.latency.value),
       (whole ? "" : "at least; ") + formatInterval(prediction.latency),
       whole ? Tone::Plain : Tone::Doubtful});
  if (std::optional<double> rate = throughput(workload, prediction))
    figures.push_back({"Throughput", formatNumber(*rate) + " samples/s",
                       runPhrase(workload.request)});
  figures.push_back(memoryFigure(prediction.memory));
  if (knowsEnergy(prediction)) {
    Joules energy = prediction.energy.value;
    figures.push_back({"Energy", format(energy),
                       perSample(workload, format(energy / samples))});
    if (report.carbon)
      figures.push_back(
          {"Carbon", format(report.carbon->perRun) + " CO2e",
           perSample(workload, format(report.carbon->perRun / samples))});
  }
  if (std::optional<Offer> offer = headlineOffer(report.cost)) {
    const Price &price = offer->cost.price;
    figures.push_back(
        {"1000 samples",
         "$ " + formatAmounts({offer->cost.per1000.value()}).front(),
         fmt::format("{} {}, {}{}", price.provider, price.instance,
                     price.pricing, offer->old ? ", old" : "")});
  }
  if (report.mig)
    figures.push_back(
        {"MIG",
         report.mig->recommended.empty() ? "none fits"
                                         : report.mig->recommended,
         fmt::format("{} of the board in use",
                     formatShare(report.mig->utilization)),
         report.mig->recommended.empty() ? Tone::Bad : Tone::Plain});
}

std::vector<SummaryFigure> summary(const Workload &workload,
                                   const DeviceReport &report) {
  std::vector<SummaryFigure> figures;
  if (knowsLatency(report.prediction))
    addTimed(figures, workload, report);
  else
    figures = {
        {"Latency", "unknown", unknownLatencyReason(workload), Tone::Doubtful},
        memoryFigure(report.prediction.memory)};
  return figures;
}

void writeTime(HtmlWriter &out, const AnalyzeReport &report,
               const DeviceReport &device, const std::vector<KernelRow> &rows) {
  out.subheading("where the time goes");
  if (std::string missing = missingTime(rows); !missing.empty()) {
    out.paragraph(missing);
    return;
  }
  out.drawing(drawRooflineChart(report.workload, device));
  out.drawing(drawTimeChart(report.workload, device));
  writeTimeFacts(out, rows, device);
}

void writeDevice(HtmlWriter &out, const AnalyzeReport &report,
                 const DeviceReport &device) {
  std::vector<KernelRow> rows = kernelRows(report.workload, device.prediction);
  out.heading(deviceTitle(device.device));
  out.summary(summary(report.workload, device));
  writeAnswers(out, report.workload, device, rows);
  writeTime(out, report, device, rows);
  if (!device.prediction.memory.timeline.empty()) {
    out.subheading("memory over the run");
    out.drawing(drawMemoryChart(report.workload, device));
  }
  writeMig(out, device);
  writeCost(out, device);
  if (report.symbolic)
    writeCrossovers(out, *report.symbolic, device.crossovers,
                    std::numeric_limits<int>::max());
  if (!rows.empty()) {
    out.subheading(fmt::format("all {} kernels", rows.size()));
    size_t count = rows.size();
    writeKernels(out, slowest(std::move(rows), count));
  }
  writeFigures(out, device);
}

} // namespace

std::string renderHtml(const AnalyzeReport &report) {
  HtmlWriter out;
  writeModel(out, report);
  std::vector<std::string> titles;
  bool several = report.devices.size() > 1;
  if (several) {
    titles.push_back(fmt::format("{} devices", report.devices.size()));
    for (const DeviceReport &device : report.devices)
      titles.push_back(deviceTitle(device.device));
    titles.emplace_back(kSources);
    out.contents(titles);
  }
  if (report.symbolic)
    writeSymbolic(out, *report.symbolic);
  writeRecomposed(out, report.workload);
  if (several)
    writeComparison(out, report);
  for (const DeviceReport &device : report.devices)
    writeDevice(out, report, device);
  out.heading(kSources);
  writeAssumptions(out, report);
  out.sources();
  std::string model =
      report.workload.model.name.empty() ? "model" : report.workload.model.name;
  return out.page("perf-opt: " + model);
}

} // namespace perfopt::cli
