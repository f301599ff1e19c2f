//===- TextMig.cpp - How to cut the board ---------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/Units.h"

namespace perfopt::cli {

using namespace core;

namespace {

Cell yesOrNo(bool fits) {
  return fits ? Cell("yes", style::kGood) : Cell("no", style::kBad);
}

std::string orNone(const std::string &profile) {
  return profile.empty() ? "none" : profile;
}

void writeProfiles(TextWriter &out, const MigAdvice &advice) {
  Table table({{.title = "profile"},
               {"nominal", Align::Right},
               {"fits", Align::Left},
               {"usable", Align::Right},
               {"fits", Align::Left},
               {"filled", Align::Right},
               {"instances", Align::Right},
               {.title = "", .dropOrder = 1}});
  for (const MigChoice &choice : advice.profiles) {
    bool chosen = choice.profile == advice.recommended;
    table.addRow({{printable(choice.profile),
                   chosen ? style::kStrong : fmt::text_style()},
                  format(choice.nominal),
                  yesOrNo(choice.fitsNominal),
                  format(choice.usable),
                  yesOrNo(choice.fitsUsable),
                  formatShare(choice.memoryShare),
                  std::to_string(choice.instances),
                  chosen ? Cell("recommended", style::kGood) : Cell("")});
  }
  out.table(table);
}

} // namespace

void writeMig(TextWriter &out, const DeviceReport &report) {
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
               : fmt::format("{}: {}", orNone(advice.recommended), advice.rule),
           advice.recommended.empty() ? style::kBad : style::kGood);
  out.fact("by memory", orNone(advice.byMemory) + " (DIPPM Eq. 2)");
  out.fact("by use",
           fmt::format("{} (device busy {})", orNone(advice.byUtilization),
                       formatShare(advice.utilization)));
  if (!advice.profiles.empty())
    writeProfiles(out, advice);
}

} // namespace perfopt::cli
