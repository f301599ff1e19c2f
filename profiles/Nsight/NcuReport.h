//===- NcuReport.h - Nsight Compute's tables ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `ncu --csv` prints one row for each metric of each launch (details page), or
// with `--page raw` one row a launch, one column a metric and the units in a
// row of their own. Both become the same records, in base units.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_NSIGHT_NCUREPORT_H
#define PERFOPT_PROFILES_NSIGHT_NCUREPORT_H

#include "core/Support/Result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::profiles {

struct NcuLaunch {
  std::string id;
  std::string kernel;
  /// As the report prints it; empty where an older version has no column.
  std::string device;
  /// Compute capability, e.g. "8.0"; may be empty.
  std::string capability;
  /// Messages of the NVTX ranges around the launch, outermost first.
  std::vector<std::string> ranges;
  /// In bytes, seconds, instructions, cycles, and their ratios; by the
  /// metric's id, or its label on the details page. What was not available
  /// ("n/a") is absent.
  std::map<std::string, double, std::less<>> metrics;
};

struct NcuReport {
  bool raw = false;
  std::vector<NcuLaunch> launches;
  std::vector<std::string> warnings;
};

/// Whether `columns` is the header of such a table.
bool isNcuHeader(const std::vector<std::string> &columns);

core::Result<NcuReport> readNcuReport(std::string_view text,
                                      const std::string &path);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_NSIGHT_NCUREPORT_H
