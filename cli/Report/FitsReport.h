//===- FitsReport.h - What `perf-opt analyze --fits` has to say -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_FITSREPORT_H
#define PERFOPT_CLI_REPORT_FITSREPORT_H

#include "cli/Report/Report.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::cli {

/// Version of the JSON object's layout; written as `schema`.
inline constexpr std::string_view kFitsSchema = "perf-opt/fits/1";

struct FitAnswer {
  /// 0 where not even 1 fits.
  int64_t largest = 0;
  /// The model allows no more, however much memory there is.
  bool limitedByModel = false;
  /// What is needed at the largest, or at 1 where nothing fits.
  core::Bytes memory;
};

/// An extent that was left as it is, and why.
struct HeldExtent {
  int64_t extent = 1;
  /// "given with --batch".
  std::string reason;
  /// The command line holds it, not the file.
  bool byOption = false;
};

/// A board or one of its slices.
struct FitRow {
  std::string device;
  std::string deviceName;
  /// Empty for the whole board.
  std::string slice;
  core::Bytes capacity;
  /// At the request's sequence length, where it has one; unset where the batch
  /// is held.
  std::optional<FitAnswer> batch;
  /// At the request's batch; unset where the sequence is held or the model has
  /// none.
  std::optional<FitAnswer> sequence;
};

struct FitsReport {
  core::ModelIdentity model;
  /// Without a sequence where the one that was searched was not given.
  core::Request request;
  std::optional<HeldExtent> heldBatch, heldSequence;
  std::vector<FitRow> rows;
};

/// Whether anything fits on any of the rows.
bool fitsAnywhere(const FitsReport &report);

std::string renderFitsText(const FitsReport &report,
                           const TextOptions &options);
nlohmann::ordered_json renderFitsJson(const FitsReport &report);
std::string renderFitsCsv(const FitsReport &report);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_FITSREPORT_H
