//===- TextComparison.cpp - One row per device ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Offers.h"
#include "cli/Report/RequestText.h"
#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/Units.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace perfopt::cli {

using namespace core;

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

Cell fitCell(const MemoryPrediction &memory) {
  switch (fit(memory)) {
  case Fit::Yes:
    return {"yes", style::kGood};
  case Fit::Tight:
    return {"tight", style::kDoubtful};
  case Fit::No:
    return {"no", style::kBad};
  case Fit::Unknown:
    return "-";
  }
  return "-";
}

std::string migName(const DeviceReport &device) {
  if (!device.mig || !knowsLatency(device.prediction))
    return "-";
  return device.mig->recommended.empty() ? "none" : device.mig->recommended;
}

double dollarsPer1000(const DeviceReport &device) {
  if (!knowsLatency(device.prediction))
    return kUnknown;
  std::optional<Offer> offer = headlineOffer(device.cost);
  return offer ? offer->cost.per1000.value() : kUnknown;
}

/// One column of numbers, by device.
template <typename ValueOf>
std::vector<std::string> numbers(const AnalyzeReport &report, ValueOf valueOf) {
  std::vector<double> values;
  for (const DeviceReport &device : report.devices)
    values.push_back(valueOf(device));
  return formatColumn(values);
}

} // namespace

void writeComparison(ReportWriter &out, const AnalyzeReport &report) {
  out.heading(fmt::format("{} devices, {}", report.devices.size(),
                          runPhrase(report.workload.request)));
  auto latency = numbers(report, [](const DeviceReport &device) {
    return knowsLatency(device.prediction)
               ? milliseconds(device.prediction.latency.value)
               : kUnknown;
  });
  auto rate = numbers(report, [&](const DeviceReport &device) {
    return throughput(report.workload, device.prediction).value_or(kUnknown);
  });
  auto memory = numbers(report, [](const DeviceReport &device) {
    return gigabytes(device.prediction.memory.total.value);
  });
  auto energy = numbers(report, [](const DeviceReport &device) {
    return knowsEnergy(device.prediction)
               ? device.prediction.energy.value.value()
               : kUnknown;
  });
  std::vector<double> amounts;
  for (const DeviceReport &device : report.devices)
    amounts.push_back(dollarsPer1000(device));
  std::vector<std::string> dollars = formatAmounts(amounts);

  Table table({{.title = "device", .shrinkTo = 24},
               {"latency ms", Align::Right},
               {.title = "samples/s", .align = Align::Right, .dropOrder = 2},
               {"memory GB", Align::Right},
               {.title = "fits", .dropOrder = 1},
               {"energy J", Align::Right},
               {"$/1000", Align::Right},
               {.title = "MIG", .dropOrder = 3}});
  for (size_t i = 0; i < report.devices.size(); ++i) {
    const DeviceReport &device = report.devices[i];
    table.addRow({{printable(device.device.id), style::kStrong},
                  latency[i],
                  rate[i],
                  memory[i],
                  fitCell(device.prediction.memory),
                  energy[i],
                  dollars[i],
                  printable(migName(device))});
  }
  out.table(table);
  if (!countsEverything(report.workload.totals))
    out.paragraph("times are lower bounds; not counted: " +
                  uncountedShare(report.workload));
  out.paragraph("$/1000: 1000 samples at the cheapest current price, on demand "
                "if any is");
}

} // namespace perfopt::cli
