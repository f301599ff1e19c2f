//===- TextTraining.cpp - What a training takes, as text ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Offers.h"
#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/Units.h"

#include <fmt/format.h>

#include <array>

namespace perfopt::cli {

using namespace core;

/// "forward 8.24 GFLOP, backward 16.4 GFLOP, optimizer 51.1 MFLOP".
void writePhases(ReportWriter &out, const Workload &workload) {
  constexpr std::array kPhases = {Phase::Forward, Phase::Backward,
                                  Phase::Optimizer};
  std::array<Flops, kPhases.size()> work;
  std::array<int, kPhases.size()> kernels{};
  for (const Kernel &kernel : workload.kernels) {
    auto phase = static_cast<size_t>(kernel.phase);
    work[phase] += kernel.flops;
    ++kernels[phase];
  }
  std::vector<std::string> parts;
  for (size_t i = 0; i < kPhases.size(); ++i)
    if (kernels[i] > 0)
      parts.push_back(fmt::format("{} {}", name(kPhases[i]), format(work[i])));
  if (parts.size() > 1)
    out.fact("by phase", joinComma(parts));
}

void writeRun(ReportWriter &out, const DeviceReport &report) {
  if (!report.run)
    return;
  const TrainingRun &run = *report.run;
  std::vector<std::string> parts = {
      fmt::format("{} steps in {} ({} to {})", formatCount(run.steps),
                  formatDuration(run.time.value), formatDuration(run.time.low),
                  formatDuration(run.time.high))};
  if (knowsEnergy(report.prediction)) {
    parts.push_back(formatConsumption(run.energy.value));
    if (run.carbon)
      parts.push_back(format(*run.carbon) + " CO2e");
  }
  out.fact("whole run", joinComma(parts));
  std::optional<Offer> offer = headlineOffer(report.cost);
  if (!offer)
    return;
  const CloudCost &cheapest = offer->cost;
  out.fact("", fmt::format("{} on {} {} at {} $/GPU-h",
                           format(cheapest.perGpuHour * run.time.value),
                           printable(cheapest.price.provider),
                           printable(cheapest.price.instance),
                           formatNumber(cheapest.perGpuHour.value())));
}

} // namespace perfopt::cli
