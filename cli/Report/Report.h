//===- Report.h - What `perf-opt analyze` has to say ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one record that text, JSON and CSV are printed from. It holds results
// only; nothing here computes a prediction.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_REPORT_H
#define PERFOPT_CLI_REPORT_REPORT_H

#include "cli/Report/SymbolicReport.h"
#include "core/Schema/Device.h"
#include "core/Schema/Prediction.h"
#include "core/Schema/Workload.h"

#include <optional>
#include <vector>

namespace perfopt::cli {

struct DeviceReport {
  core::Device device;
  core::Prediction prediction;
  /// Unset where the device cannot be partitioned.
  std::optional<core::MigAdvice> mig;
  /// Every price found for the device; empty when no price list has it.
  std::vector<core::CloudCost> cost;
  /// Unset where no electricity grid was chosen.
  std::optional<core::CarbonFootprint> carbon;
  /// Of a training whose number of steps was given.
  std::optional<core::TrainingRun> run;
  /// The dearest chain of kernels that wait for each other: what would be left
  /// if all others ran beside it. Unset where the predictor answers for the
  /// whole graph only.
  std::optional<core::Seconds> criticalPath;
  /// One for each group of the symbolic report; empty without it.
  std::vector<GroupCrossovers> crossovers;
};

struct AnalyzeReport {
  core::Workload workload;
  /// Operators that wait for each other, at most.
  int longestChain = 0;
  std::optional<SymbolicReport> symbolic;
  /// In the order in which they were asked for.
  std::vector<DeviceReport> devices;
};

struct TextOptions {
  /// Columns of the terminal; less than 60 counts as 60.
  int width = 100;
  /// ANSI colours.
  bool color = false;
  /// Rows of the table of slowest kernels.
  int top = 10;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_REPORT_H
