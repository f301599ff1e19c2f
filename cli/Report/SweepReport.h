//===- SweepReport.h - One model at many sizes ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `perf-opt sweep` has to say, as records, and as text, CSV and JSON.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_SWEEPREPORT_H
#define PERFOPT_CLI_REPORT_SWEEPREPORT_H

#include "cli/Report/Report.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace perfopt::cli {

inline constexpr std::string_view kSweepSchema = "perf-opt/sweep/1";

struct SweepPoint {
  std::string device;
  /// Empty: the model's own types.
  std::string dtype;
  int64_t batch = 1;
  std::optional<int64_t> seq;
  core::Seconds latency;
  core::Bytes memory;
  std::optional<core::Bytes> capacity;
  /// Unset where the device's power is not known.
  std::optional<core::Joules> energy;

  double samplesPerSecond() const {
    return double(batch) / latency.value();
  }
};

struct SweepReport {
  core::ModelIdentity model;
  /// What holds for every point: its sizes and type do not.
  core::Request request;
  std::string predictor;
  /// Devices as asked for, then types, sequences and batches in order.
  std::vector<SweepPoint> points;
  /// How many of the (type, sequence, batch) were evaluated from polynomials,
  /// and how many were counted one by one.
  int evaluated = 0, counted = 0;
  std::vector<std::string> diagnostics;
};

std::string renderSweepText(const SweepReport &report,
                            const TextOptions &options);
std::string renderSweepCsv(const SweepReport &report);
nlohmann::ordered_json renderSweepJson(const SweepReport &report);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_SWEEPREPORT_H
