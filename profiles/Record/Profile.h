//===- Profile.h - What a profiler measured -------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One record for every profiler, so that joining and comparing know no file
// format. Times and counts are those of the file; nothing is averaged here.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_RECORD_PROFILE_H
#define PERFOPT_PROFILES_RECORD_PROFILE_H

#include "core/Schema/Device.h"
#include "core/Support/Quantity.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::profiles {

enum class ProfileFormat {
  NcuRaw,
  NcuDetails,
  NsysTrace,
  NsysKernelSummary,
  NsysSqlite,
  TorchTrace,
  OnnxRuntime,
  Trtexec
};
/// "Nsight Compute, raw page", ...
std::string_view name(ProfileFormat format);
/// "ncu-raw", ..., as JSON and CSV write it.
std::string_view key(ProfileFormat format);

/// What hardware counters say of one launch, or of several together. Unset is
/// unknown, not zero.
struct Counters {
  /// By the pipe that executed them. A pipe without an entry was not counted.
  std::map<core::Pipe, core::Flops> flops;
  std::optional<core::Bytes> l1, l2, dram;

  /// All pipes; unset when no pipe was counted.
  std::optional<core::Flops> totalFlops() const;
  /// What both know is added; what one does not know is unknown.
  void add(const Counters &other);
};

/// One line of the profile: a kernel, a copy, or an operator on the host.
struct MeasuredEvent {
  /// As the profiler prints it.
  std::string name;
  /// The framework's operator that launched it, e.g. "aten::conv2d", "Conv".
  std::string op;
  /// Annotations around it (NVTX, record_function, modules), outermost first.
  std::vector<std::string> ranges;
  /// Of the operator's inputs.
  std::vector<std::vector<int64_t>> shapes;
  /// The same number for all events of one call of `op`.
  std::optional<int64_t> call;
  /// The run of the model it belongs to, where the profile marks runs.
  std::optional<int> run;
  std::optional<core::Seconds> start;
  /// Of all launches that the line stands for; unset where it was not measured.
  std::optional<core::Seconds> time;
  /// Launches that the line stands for.
  int64_t launches = 1;
  /// A copy or fill by the driver, which no operator computes.
  bool isTransfer = false;
  Counters counters;
};

struct Profile {
  ProfileFormat format = ProfileFormat::NcuRaw;
  std::string path;
  /// As the profiler prints it; empty where it does not.
  std::string device;
  /// In the order of their start, or of the file where it has no times.
  std::vector<MeasuredEvent> events;
  /// Runs that the profile itself counts or marks.
  std::optional<int> runs;
  /// Events are what one run does on average, not a record of all runs.
  bool averaged = false;
  /// Their order is the order of execution.
  bool ordered = true;
  /// The events ran on the host's processor.
  bool onHost = false;
  /// Clocks and caches were controlled while it measured: counts hold, times
  /// are not those of an undisturbed run.
  bool disturbed = false;
  std::vector<std::string> warnings;
};

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_RECORD_PROFILE_H
