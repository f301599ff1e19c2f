//===- TextProvenance.cpp - What the numbers rest on ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/Units.h"

#include <set>

namespace perfopt::cli {

using namespace core;

namespace {

std::string valueText(const Ceiling &ceiling) {
  if (ceiling.unit == "FLOP/s")
    return format(FlopsPerSecond(ceiling.value));
  if (ceiling.unit == "B/s")
    return format(BytesPerSecond(ceiling.value));
  if (ceiling.unit == "s")
    return format(Seconds(ceiling.value));
  if (ceiling.unit == "B")
    return format(Bytes(ceiling.value));
  return format(Watts(ceiling.value));
}

/// Pipes that no kernel of this model uses would only fill the page.
std::vector<Ceiling> relevantCeilings(const DeviceReport &report) {
  std::set<std::string> unused;
  for (const auto &[pipe, figure] : report.device.peaks)
    unused.emplace(name(pipe));
  for (const KernelPrediction &kernel : report.prediction.kernels)
    if (kernel.pipe)
      unused.erase(std::string(name(*kernel.pipe)));
  std::vector<Ceiling> relevant = ceilings(report.device);
  std::erase_if(relevant, [&](const Ceiling &ceiling) {
    return unused.count(ceiling.name) > 0;
  });
  return relevant;
}

void writeCeilings(TextWriter &out, const std::vector<Ceiling> &list) {
  Table table({{.title = "ceiling"},
               {"value", Align::Right},
               {.title = "origin"},
               {.title = "date", .dropOrder = 1},
               {.title = "source", .shrinkTo = 24, .wraps = true}});
  for (const Ceiling &ceiling : list) {
    std::string source = ceiling.from.source;
    if (!ceiling.from.conditions.empty())
      source += " (" + ceiling.from.conditions + ")";
    fmt::text_style originStyle = ceiling.from.origin == Origin::Measured
                                      ? style::kGood
                                      : fmt::text_style();
    table.addRow({ceiling.name,
                  valueText(ceiling),
                  {std::string(name(ceiling.from.origin)), originStyle},
                  printable(ceiling.from.date),
                  printable(source)});
  }
  out.table(table);
}

} // namespace

void writeProvenance(TextWriter &out, const DeviceReport &report) {
  const Provenances &provenance = report.prediction.provenance;
  out.subheading("what the numbers rest on");
  out.fact("predictor",
           provenance.version.empty()
               ? provenance.predictor
               : provenance.predictor + ", version " + provenance.version);
  if (provenance.outOfRange)
    out.fact("caution",
             "out of range: the model is unlike what the predictor was fitted "
             "on",
             style::kBad);
  for (const std::string &basis : provenance.basis)
    out.item(basis);
  std::vector<Ceiling> list = relevantCeilings(report);
  if (!list.empty())
    writeCeilings(out, list);
  for (const std::string &note : report.device.notes)
    out.item("entry: " + note);
  if (report.prediction.diagnostics.empty())
    return;
  out.subheading("diagnostics");
  for (const std::string &diagnostic : report.prediction.diagnostics)
    out.item(diagnostic, style::kDoubtful);
}

} // namespace perfopt::cli
