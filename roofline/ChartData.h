//===- ChartData.h - What a roofline chart shows --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The hierarchical roofline of Yang et al. ("Hierarchical roofline performance
// analysis for deep learning applications", 2021): a slanted roof for each
// level of memory, a level roof for each pipe, and for each kernel a point a
// level. A kernel's points share its FLOP/s; the bytes at the level give their
// FLOP/byte.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_CHARTDATA_H
#define PERFOPT_ROOFLINE_CHARTDATA_H

#include "core/Schema/Device.h"
#include "core/Schema/Prediction.h"
#include "core/Schema/Workload.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace perfopt::roofline {

/// Pipes of one peak share a roof.
struct ComputeRoof {
  std::vector<core::Pipe> pipes;
  core::Figure<core::FlopsPerSecond> peak;
  /// One of the marks runs on it.
  bool used = false;
};

struct MemoryRoof {
  core::MemoryLevel level = core::MemoryLevel::Hbm;
  core::Figure<core::BytesPerSecond> bandwidth;
};

/// Where a slanted roof meets a level one.
core::FlopsPerByte ridge(const ComputeRoof &compute, const MemoryRoof &memory);

/// One kernel, or several that are alike in everything below but the label.
struct Mark {
  enum class Kind { Predicted, Measured };
  Kind kind = Kind::Predicted;
  /// The name of the first.
  std::string label;
  core::KernelFamily family = core::KernelFamily::Other;
  int kernels = 1;
  std::optional<core::Pipe> pipe;
  core::Bound bound = core::Bound::Unknown;
  /// Of one of them, as are the bytes; a level without known bytes is absent.
  core::Flops flops;
  core::Seconds time;
  std::map<core::MemoryLevel, core::Bytes> bytes;

  /// Of all of them.
  core::Seconds totalTime() const { return time * kernels; }
  /// What does no FLOPs, or takes no known time, has no place on the chart.
  bool hasPoints() const {
    return flops > core::Flops() && time > core::Seconds() && !bytes.empty();
  }
  core::FlopsPerSecond performance() const { return flops / time; }
};

struct ChartData {
  /// Highest first.
  std::vector<ComputeRoof> compute;
  /// Fastest level first.
  std::vector<MemoryRoof> memory;
  /// Longest in all first, equals in order of execution.
  std::vector<Mark> marks;
  /// Which the slowest level has its name from.
  core::DeviceKind kind = core::DeviceKind::Gpu;

  core::Seconds totalTime() const;
};

/// The roofs of the device's entry and a mark for each kind of kernel that was
/// predicted.
ChartData chartData(const core::Device &device, const core::Workload &workload,
                    const core::Prediction &prediction);

/// Joins marks that are alike, and puts the longest in front: for marks that
/// were made elsewhere, e.g. from a profile.
std::vector<Mark> joinAlike(const std::vector<Mark> &marks);

} // namespace perfopt::roofline

#endif // PERFOPT_ROOFLINE_CHARTDATA_H
