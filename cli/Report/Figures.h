//===- Figures.h - The numbers of a device's entry ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_FIGURES_H
#define PERFOPT_CLI_REPORT_FIGURES_H

#include "cli/Report/Report.h"

#include <string>
#include <string_view>
#include <vector>

namespace perfopt::cli {

/// One number of a device's entry, with its provenance.
struct DeviceFigure {
  /// In JSON: "tf32_tensor", "hbm", "launch_interval"; and in text.
  std::string name;
  std::string label;
  double value = 0;
  /// "FLOP/s", "B/s", "s", "B", "W" or "Hz".
  std::string unit;
  /// With its unit: to four digits at most, and as the entry has it.
  std::string rounded;
  std::string exact;
  core::Provenance from;
};

/// "L2"; the memory's name depends on the device.
std::string_view levelName(core::MemoryLevel level, core::DeviceKind kind);

/// Every figure that the entry has: pipes, memory levels, then the rest.
std::vector<DeviceFigure> deviceFigures(const core::Device &device);

/// Those that the prediction may have used: without the pipes on which no
/// kernel ran and without what no predictor reads.
std::vector<DeviceFigure> usedFigures(const DeviceReport &report);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_FIGURES_H
