//===- TextProvenance.cpp - What the numbers rest on ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Figures.h"
#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/Units.h"

#include <fmt/format.h>

#include <map>

namespace perfopt::cli {

using namespace core;

namespace {

/// What the parentheses mean; nothing is claimed that nobody measured.
std::string coverageText(const Prediction &prediction) {
  std::vector<std::string> measured;
  std::vector<std::string> argued;
  auto sortIn = [&](std::string quantity, std::optional<double> coverage) {
    if (coverage)
      measured.push_back(fmt::format("{}: {} of the measured cases fell inside",
                                     quantity, formatShare(*coverage)));
    else
      argued.push_back(std::move(quantity));
  };
  sortIn("latency", prediction.latency.coverage);
  sortIn("memory", prediction.memory.total.coverage);
  if (knowsEnergy(prediction))
    sortIn("energy", prediction.energy.coverage);
  if (measured.empty())
    return "intervals by argument, nobody measured how often they hold";
  if (!argued.empty())
    measured.push_back(joinComma(argued) + ": by argument, nobody measured");
  return fmt::format("intervals of {}", fmt::join(measured, "; "));
}

/// The assumptions of all devices, each once: with the devices in front where
/// it is not made for all of them.
std::vector<std::string> assumptions(const AnalyzeReport &report) {
  std::vector<std::string> order;
  std::map<std::string, std::vector<std::string>> devices;
  for (const DeviceReport &device : report.devices)
    for (const std::string &basis : device.prediction.provenance.basis) {
      std::vector<std::string> &makers = devices[basis];
      if (makers.empty())
        order.push_back(basis);
      makers.push_back(device.device.id);
    }
  for (std::string &basis : order)
    if (devices[basis].size() < report.devices.size())
      basis = fmt::format("{}: {}", joinComma(devices[basis]), basis);
  return order;
}

} // namespace

std::string accuracyText(ReportWriter &out, const Accuracy &accuracy) {
  std::string text = fmt::format(
      "the entry states a mean error of {:.3g} % of the roofline "
      "on {} held-back kernel{}; {}, {} {}",
      accuracy.mapePct, accuracy.kernels.size(),
      accuracy.kernels.size() == 1 ? "" : "s", name(accuracy.from.origin),
      accuracy.from.date, out.cite(accuracy.from.source));
  return printable(text);
}

void writeFigures(ReportWriter &out, const DeviceReport &report) {
  const Provenances &provenance = report.prediction.provenance;
  out.subheading("what the numbers rest on");
  std::string predictor =
      provenance.version.empty()
          ? provenance.predictor
          : provenance.predictor + ", version " + provenance.version;
  out.fact("predictor",
           fmt::format("{}; {}", predictor, coverageText(report.prediction)));
  if (provenance.outOfRange)
    out.fact("caution",
             "out of range: the model is unlike what the predictor was fitted "
             "on",
             style::kBad);
  if (report.device.accuracy)
    out.fact("accuracy", accuracyText(out, *report.device.accuracy));
  Table table({{.title = "figure"},
               {"value", Align::Right},
               {.title = "kind"},
               {.title = "date"},
               {.title = "source"}});
  std::vector<DeviceFigure> figures = usedFigures(report);
  for (const DeviceFigure &figure : figures) {
    bool measured = figure.from.origin == Origin::Measured;
    table.addRow({figure.label,
                  figure.rounded,
                  {std::string(name(figure.from.origin)),
                   measured ? style::kGood : Tone::Plain},
                  printable(figure.from.date),
                  out.cite(figure.from.source)});
  }
  if (!figures.empty())
    out.table(table);
}

void writeAssumptions(ReportWriter &out, const AnalyzeReport &report) {
  for (const std::string &assumption : assumptions(report))
    out.item(assumption);
}

} // namespace perfopt::cli
