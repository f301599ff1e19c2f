//===- RunMemory.h - A run under the caching allocator --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Replays a workload's requests for memory, kernel by kernel, with the
// workspaces of the libraries, under PyTorch's caching allocator:
//
//   before    weights, once; the inputs of each run
//   a kernel  its results; then its library's workspace, given back at once;
//             then everything is given back whose last kernel it is
//   after     everything but weights, optimizer state and cuBLAS' workspaces
//
// A training step is run three times: the first one has no optimizer state
// until its end, and what it then takes of the cached memory is missing in the
// second, which therefore asks the driver for more.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_MEMORY_RUNMEMORY_H
#define PERFOPT_PREDICTORS_MEMORY_RUNMEMORY_H

#include "core/Schema/Device.h"
#include "core/Schema/Prediction.h"
#include "core/Schema/Workload.h"

#include <vector>

namespace perfopt::predictors {

struct RunMemory {
  /// What the allocator took from the driver, and never gives back.
  core::Bytes reserved;
  /// The largest workspace of one kernel.
  core::Bytes largestWorkspace;
  core::MemoryPeak peak;
  /// Of the last run.
  std::vector<core::MemoryByUse> timeline;
};

RunMemory simulateRun(const core::Workload &workload,
                      const core::Device &device);

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_MEMORY_RUNMEMORY_H
