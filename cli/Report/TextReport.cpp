//===- TextReport.cpp - The report for the terminal -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/TextReport.h"

#include "cli/Report/Summary.h"
#include "cli/Report/TextSections.h"

namespace perfopt::cli {

std::string renderText(const AnalyzeReport &report,
                       const TextOptions &options) {
  TextWriter out(options);
  writeModel(out, report);
  if (report.symbolic)
    writeSymbolic(out, *report.symbolic);
  writeRecomposed(out, report.workload);
  if (report.devices.size() > 1)
    writeComparison(out, report);
  for (const DeviceReport &device : report.devices) {
    std::vector<KernelRow> rows =
        kernelRows(report.workload, device.prediction);
    writeDevice(out, report.workload, device, rows);
    writeTime(out, rows, device, options.top);
    if (report.symbolic)
      writeCrossovers(out, *report.symbolic, device.crossovers, options.top);
    writeFigures(out, device);
  }
  writeSources(out, report);
  return out.take();
}

} // namespace perfopt::cli
