//===- TextMig.cpp - How to cut the board ---------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/Units.h"

#include <fmt/format.h>

namespace perfopt::cli {

using namespace core;

namespace {

Cell yesOrNo(bool fits) {
  return fits ? Cell("yes", style::kGood) : Cell("no", style::kBad);
}

std::string orNone(const std::string &profile) {
  return profile.empty() ? "none" : profile;
}

std::string gigabyteText(Bytes size) {
  return fmt::format("{:.4g}", gigabytes(size));
}

void writeProfiles(ReportWriter &out, const MigAdvice &advice) {
  Table table({{.title = "profile"},
               {"nominal GB", Align::Right},
               {.title = "fits by Eq. 2", .dropOrder = 2},
               {"usable GB", Align::Right},
               {.title = "fits usable"},
               {.title = "filled", .align = Align::Right, .dropOrder = 3},
               {"instances", Align::Right},
               {.title = "", .dropOrder = 1}});
  for (const MigChoice &choice : advice.profiles) {
    bool chosen = choice.profile == advice.recommended;
    table.addRow({{printable(choice.profile),
                   chosen ? style::kStrong : Tone::Plain},
                  gigabyteText(choice.nominal),
                  yesOrNo(choice.fitsNominal),
                  gigabyteText(choice.usable),
                  yesOrNo(choice.fitsUsable),
                  formatShare(choice.memoryShare),
                  std::to_string(choice.instances),
                  chosen ? Cell("recommended", style::kGood) : Cell("")});
  }
  out.table(table);
}

} // namespace

void writeMig(ReportWriter &out, const DeviceReport &report) {
  if (!knowsLatency(report.prediction))
    return;
  if (!report.mig) {
    out.fact("MIG", report.device.mig.empty()
                        ? "the device's entry lists no profiles"
                        : "not computed");
    return;
  }
  out.subheading("Multi-Instance GPU");
  const MigAdvice &advice = *report.mig;
  out.fact("recommended",
           advice.rule.empty()
               ? orNone(advice.recommended)
               : fmt::format("{}; {}", orNone(advice.recommended), advice.rule),
           advice.recommended.empty() ? style::kBad : style::kGood);
  out.fact("by memory",
           advice.byMemory.empty()
               ? "none: no nominal size is above the need (DIPPM, Euro-Par "
                 "2023, Eq. 2)"
               : advice.byMemory +
                     ", smallest whose nominal size is above the need (DIPPM, "
                     "Euro-Par 2023, Eq. 2)");
  out.fact("by use",
           orNone(advice.byUtilization) +
               ", a size for each quarter of the board in use (Panner Selvam, "
               "thesis 3.4.4)");
  if (!advice.profiles.empty())
    writeProfiles(out, advice);
}

} // namespace perfopt::cli
