//===- DeviceDiff.h - Two hardware entries side by side -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_DEVICEDIFF_H
#define PERFOPT_CLI_REPORT_DEVICEDIFF_H

#include "core/Schema/Device.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::cli {

inline constexpr std::string_view kDeviceDiffSchema = "perf-opt/hwdb-diff/1";

/// One figure of both; an entry that lacks it has nothing.
struct FigureDiff {
  std::string name;
  std::string label;
  std::string unit;
  struct Side {
    double value = 0;
    std::string shown;
    /// Nothing for a count that the record keeps without its origin.
    std::optional<core::Origin> origin;
  };
  std::optional<Side> a;
  std::optional<Side> b;

  /// How many times a's value b's is.
  std::optional<double> ratio() const;
};

/// In the order of a, then what only b has.
std::vector<FigureDiff> diffDevices(const core::Device &a,
                                    const core::Device &b);

std::string renderDeviceDiff(const core::Device &a, const core::Device &b,
                             int width);
nlohmann::ordered_json deviceDiffJson(const core::Device &a,
                                      const core::Device &b);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_DEVICEDIFF_H
