//===- Units.h - One run of the model, from a profile of several ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Events of one call of an operator become one unit; the runs that a profile
// holds are laid over each other, and each unit takes the median of its times.
// The first runs often differ (algorithms are tried, caches are cold): only
// runs with the same sequence of units count.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_JOIN_UNITS_H
#define PERFOPT_PROFILES_JOIN_UNITS_H

#include "core/Schema/Workload.h"
#include "core/Support/Result.h"
#include "profiles/Join/KernelNames.h"
#include "profiles/Record/Profile.h"

#include <optional>
#include <string>
#include <vector>

namespace perfopt::profiles {

/// What one run of the model does at one place.
struct Unit {
  /// Of the operator's call where it is known, else of the kernel.
  std::string name;
  /// Names of its kernels, in order.
  std::vector<std::string> kernels;
  std::vector<std::string> ranges;
  std::vector<std::vector<int64_t>> shapes;
  Role role = Role::Work;
  std::optional<core::KernelFamily> family;
  bool isTransfer = false;
  /// Of one run; unset where it was not measured.
  std::optional<core::Seconds> time;
  /// From the start of the run, where the profile has starts.
  std::optional<core::Seconds> start;
  /// Of one run; a fraction where a summary does not divide evenly.
  double launches = 1;
  Counters counters;
};

struct UnitOptions {
  /// Runs that the profile holds; unset: what it marks, else what repeats.
  std::optional<int> runs;
  /// Kernels that a run is thought to have: what repeats is at least as long.
  size_t expectedUnits = 1;
};

struct RunUnits {
  std::vector<Unit> units;
  /// Runs that the times are medians of.
  int runs = 1;
  /// How the number of runs was found, in words.
  std::string runsFrom;
  std::vector<std::string> warnings;
};

core::Result<RunUnits> unitsOf(const Profile &profile,
                               const UnitOptions &options = {});

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_JOIN_UNITS_H
