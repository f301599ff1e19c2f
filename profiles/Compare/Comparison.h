//===- Comparison.h - Counted and predicted beside measured ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Per pairing, per family and in total. What is on one side only is a row too.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_COMPARE_COMPARISON_H
#define PERFOPT_PROFILES_COMPARE_COMPARISON_H

#include "core/Schema/Device.h"
#include "core/Schema/Prediction.h"
#include "core/Schema/Workload.h"
#include "profiles/Join/Join.h"
#include "profiles/Join/Units.h"
#include "profiles/Record/Profile.h"

#include <optional>
#include <string>
#include <vector>

namespace perfopt::profiles {

struct ComparedRow {
  /// Of the predicted kernels, joined by " + "; of the units where none was
  /// predicted.
  std::string name;
  std::optional<core::KernelFamily> family;
  /// Unset where one side is missing.
  std::optional<MatchedBy> by;
  /// Indices into the workload's kernels and the run's units.
  std::vector<int> kernels, units;
  /// What ran, as the profiler prints it, each name once.
  std::vector<std::string> measuredNames;
  /// Unset where nothing was predicted, or nothing measured.
  std::optional<core::Seconds> predicted, measured;
  /// By the counting rules.
  std::optional<core::Flops> countedFlops;
  std::optional<core::Bytes> countedBytes;
  /// What the predictor expects at each level.
  std::optional<core::Bytes> predictedL1, predictedL2, predictedHbm;
  Counters counters;
  /// Of a single kernel; Unknown for several.
  core::Bound bound = core::Bound::Unknown;
  std::optional<core::Pipe> pipe;
  /// Time that the roofline (Eq. 3.1) asks for, by the measured time; from the
  /// measured FLOPs and DRAM bytes where both are there, else the counted.
  std::optional<double> fractionOfRoofline;
  bool rooflineFromCounters = false;

  /// Measured less predicted; a missing side counts as nothing.
  core::Seconds difference() const;
};

struct FamilyRow {
  /// Unset: what no name told.
  std::optional<core::KernelFamily> family;
  core::Seconds predicted, measured;
  /// The part of these without a counterpart.
  core::Seconds predictedOnly, measuredOnly;
  int kernels = 0;
  double launches = 0;

  core::Seconds difference() const { return measured - predicted; }
};

/// Sums over the same set on both sides: what was matched.
struct MatchedTotals {
  core::Seconds predicted;
  /// Unset where nothing was matched or a time of it is unknown.
  std::optional<core::Seconds> measured;
  core::Flops countedFlops;
  core::Bytes predictedL1, predictedL2, predictedHbm;
  Counters counters;
};

/// Of everything: each side has what the other lacks, so that nothing of one
/// may be divided by the other unless `isMatchedInFull`.
struct ComparisonTotals {
  /// Sums of the kernels' times.
  core::Seconds predicted, measured;
  core::Seconds predictedOnly, measuredOnly;
  /// From the first start to the last end, where the profile has starts.
  std::optional<core::Seconds> measuredSpan;
  core::Flops countedFlops;
  core::Bytes countedBytes, predictedL1, predictedL2, predictedHbm;
  /// Sums over what was measured; unset where any of it is unknown.
  std::optional<core::Flops> measuredFlops;
  std::optional<core::Bytes> l1, l2, dram;
  int kernels = 0, kernelsMatched = 0, units = 0, unitsMatched = 0;
  MatchedTotals matched;

  bool isMatchedInFull() const {
    return kernelsMatched == kernels && unitsMatched == units;
  }
};

struct Comparison {
  /// The largest absolute difference first.
  std::vector<ComparedRow> rows;
  std::vector<FamilyRow> families;
  ComparisonTotals totals;
};

/// `prediction` must be per kernel.
Comparison compare(const core::Workload &workload,
                   const core::Prediction &prediction,
                   const core::Device &device, const RunUnits &run,
                   const Join &join);

/// Whether the profiler's name of the device is one of the entry's; unset
/// where the profile has none.
std::optional<bool> isSameDevice(const Profile &profile,
                                 const core::Device &device);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_COMPARE_COMPARISON_H
