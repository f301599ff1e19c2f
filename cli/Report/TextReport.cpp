//===- TextReport.cpp - The report for the terminal -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/TextReport.h"

#include "cli/Report/Summary.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/TextWriter.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace perfopt::cli {

namespace {

void writeDevice(TextWriter &out, const AnalyzeReport &report,
                 const DeviceReport &device, int top) {
  std::vector<KernelRow> rows = kernelRows(report.workload, device.prediction);
  out.heading(deviceTitle(device.device));
  writeAnswers(out, report.workload, device, rows);
  writeMig(out, device);
  writeCost(out, device);

  out.subheading("where the time goes");
  if (std::string missing = missingTime(rows); !missing.empty()) {
    out.paragraph(missing);
  } else {
    writeFamilies(out, rows);
    writeTimeFacts(out, rows, device);
    size_t count = rows.size();
    rows = slowest(std::move(rows), static_cast<size_t>(std::max(top, 0)));
    if (!rows.empty()) {
      out.subheading(
          fmt::format("slowest {} of {} kernels", rows.size(), count));
      writeKernels(out, rows);
    }
  }
  if (report.symbolic)
    writeCrossovers(out, *report.symbolic, device.crossovers, top);
  writeFigures(out, device);
}

/// What was assumed, and the sources cited anywhere above.
void writeSources(TextWriter &out, const AnalyzeReport &report) {
  if (report.devices.size() > 1)
    out.heading("assumptions and sources");
  writeAssumptions(out, report);
  out.sourcesInBrief();
  std::string devices = report.devices.size() == 1 ? report.devices[0].device.id
                                                   : std::string("DEVICE");
  out.paragraph("sources in full: --format json; conditions and doubts: "
                "perf-opt hwdb show " +
                devices);
}

} // namespace

std::string renderText(const AnalyzeReport &report,
                       const TextOptions &options) {
  TextWriter out(options);
  writeModel(out, report);
  if (report.symbolic)
    writeSymbolic(out, *report.symbolic);
  writeRecomposed(out, report.workload);
  if (report.devices.size() > 1)
    writeComparison(out, report);
  for (const DeviceReport &device : report.devices)
    writeDevice(out, report, device, options.top);
  writeSources(out, report);
  return out.take();
}

} // namespace perfopt::cli
