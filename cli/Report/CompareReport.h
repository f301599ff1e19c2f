//===- CompareReport.h - The prediction beside a measurement --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `perf-opt compare` has to say, as a record, and as text, JSON and CSV.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_COMPAREREPORT_H
#define PERFOPT_CLI_REPORT_COMPAREREPORT_H

#include "cli/Report/Report.h"
#include "profiles/Compare/Comparison.h"
#include "profiles/Compare/Refit.h"
#include "profiles/Join/Units.h"
#include "profiles/Record/Profile.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::cli {

inline constexpr std::string_view kCompareSchema = "perf-opt/compare/1";

struct RefitReport {
  profiles::Refit refit;
  /// The entry: absolute, or relative to the working folder.
  std::string file;
  /// Of the device's entry; empty where nothing changes.
  std::string diff;
};

struct CompareReport {
  core::ModelIdentity model;
  core::Request request;
  core::Device device;
  core::Estimate<core::Seconds> latency;
  core::Provenances provenance;
  profiles::Profile profile;
  profiles::RunUnits run;
  profiles::Comparison comparison;
  std::optional<RefitReport> refit;
  /// Of the reading side, the profile and the join.
  std::vector<std::string> diagnostics;
};

std::string renderCompareText(const CompareReport &report,
                              const TextOptions &options);
/// A row for each pairing and each unmatched kernel or unit.
std::string renderCompareCsv(const CompareReport &report);
nlohmann::ordered_json renderCompareJson(const CompareReport &report);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_COMPAREREPORT_H
