//===- AboveDatasheet.cpp - Measured above what the vendor prints ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The ceilings that predictions use, against `nominal`. Other families may lie
// above it: bursts do, and so do boards that boost past the printed clock.
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Rules.h"

#include <fmt/format.h>

using namespace perfopt::core;

namespace perfopt::hwdb::rules {

namespace {
/// A measurement may be rounded up.
constexpr double kTolerance = 1.005;

template <typename Q>
void compare(LintEntry &entry, const std::string &key, const Figure<Q> &figure,
             const std::map<std::string, Figure<Q>> &nominal,
             const std::string &name) {
  auto printed = nominal.find(name);
  if (printed == nominal.end())
    return;
  double ratio = figure.value / printed->second.value;
  if (ratio > kTolerance)
    entry.complain(
        "above-datasheet", key,
        fmt::format("the {} value of {} is {:.4g} times what the vendor prints",
                    core::name(figure.from.origin), name, ratio),
        "check unit, clock and source; where the board does exceed its "
        "datasheet, add a lint exception with the reason");
}
} // namespace

void aboveDatasheet(LintEntry &entry) {
  const Device &device = *entry.device;
  for (const auto &[pipe, figure] : device.peaks)
    compare(entry, fmt::format("peaks.{}", name(pipe)), figure,
            device.nominal.peaks, std::string(name(pipe)));
  for (const auto &[level, figure] : device.bandwidths)
    compare(entry, fmt::format("bandwidths.{}", name(level)), figure,
            device.nominal.bandwidths, std::string(name(level)));
}

} // namespace perfopt::hwdb::rules
