//===- Summary.h - Figures that every format derives the same way ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shares of time are shares of the sum over the kernels, which a predictor may
// correct into another end-to-end latency.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_SUMMARY_H
#define PERFOPT_CLI_REPORT_SUMMARY_H

#include "cli/Report/Report.h"

#include <optional>
#include <string>
#include <vector>

namespace perfopt::cli {

/// A kernel of the workload with what was predicted for it.
struct KernelRow {
  /// Position in Workload::kernels.
  int index = 0;
  const core::Kernel *kernel = nullptr;
  /// Null where the predictor answers for the whole graph only.
  const core::KernelPrediction *prediction = nullptr;
  /// The `nn` name of the covered operator with the most FLOPs, the first of
  /// equals; empty when it covers none.
  std::string op;
  /// Of the sum over the kernels, 0 to 1.
  double timeShare = 0;

  core::Seconds time() const {
    return prediction ? prediction->time : core::Seconds();
  }
};

/// One row per kernel of the workload, in its order. The rows point into the
/// arguments.
std::vector<KernelRow> kernelRows(const core::Workload &workload,
                                  const core::Prediction &prediction);
core::Seconds kernelTime(const std::vector<KernelRow> &rows);

/// The part of the time that one kind of kernel takes.
struct TimeShare {
  std::string name;
  core::Seconds time;
  double share = 0;
  int kernels = 0;
};

/// Longest first, equals by name.
std::vector<TimeShare> timeByFamily(const std::vector<KernelRow> &rows);
std::vector<TimeShare> timeByBound(const std::vector<KernelRow> &rows);
std::vector<TimeShare> timeByPhase(const std::vector<KernelRow> &rows);

/// How much of the time launching takes.
struct LaunchShare {
  /// Kernels that are bound by their launch, and their part of the time.
  int kernels = 0;
  double bound = 0;
  /// What those kernels take beyond their slowest roof, and its part of the
  /// time: a larger batch would fill it with work.
  core::Seconds overhead;
  double overheadShare = 0;
};
LaunchShare launchShare(const std::vector<KernelRow> &rows);

/// A model of which nothing is counted has no latency, rather than one of 0.
bool knowsLatency(const core::Prediction &prediction);

/// Samples per second; unset when the latency is zero or not a number.
std::optional<double> throughput(const core::Workload &workload,
                                 const core::Prediction &prediction);

/// A predictor leaves the power at zero where the device's entry has none; the
/// energy is then unknown, not zero.
bool knowsEnergy(const core::Prediction &prediction);

/// Why the latency is not known, in words.
std::string unknownLatencyReason(const core::Workload &workload);

/// Whether every operator has a counting rule. If not, times are lower bounds.
bool countsEverything(const core::Totals &totals);
/// How much of the model is not counted, in words.
std::string uncountedShare(const core::Workload &workload);

enum class Fit { Yes, Tight, No, Unknown };
/// Tight: the value fits, the upper end of its interval does not.
Fit fit(const core::MemoryPrediction &memory);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_SUMMARY_H
