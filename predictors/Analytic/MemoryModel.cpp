//===- MemoryModel.cpp - What a workload holds of the device's memory -----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Analytic/MemoryModel.h"

#include <fmt/format.h>

#include <algorithm>

using namespace perfopt;
using namespace perfopt::predictors;
using core::Bytes;

/// Context with all kernels loaded to context with lazy loading: see the
/// header.
static constexpr double kEagerContext = 666632192.0 / 287047680.0;

core::MemoryPrediction
predictors::predictMemory(const core::MemoryProfile &profile,
                          const core::Device &device,
                          std::vector<std::string> &diagnostics) {
  core::MemoryPrediction memory;
  memory.weights = profile.weights;
  memory.activations = profile.peakActivations;
  memory.workspace = profile.workspace;
  if (device.contextMemory)
    memory.context = device.contextMemory->value;
  else
    diagnostics.push_back(fmt::format(
        "device '{}' has no context memory: 0 bytes are counted for it",
        device.id));

  Bytes live = profile.weights + profile.peakActivations;
  Bytes reserved = std::max(profile.reserved, live);
  memory.fragmentation = std::max(Bytes(), reserved - live - profile.workspace);
  memory.total.value = reserved + memory.context;
  memory.total.low = live + memory.context;
  memory.total.high =
      reserved + profile.workspace + memory.context * kEagerContext;

  if (device.memoryCapacity) {
    memory.capacity = device.memoryCapacity->value;
    if (memory.total.value > *memory.capacity)
      diagnostics.push_back(fmt::format(
          "does not fit: {:.1f} MB are needed, device '{}' has {:.1f} MB",
          core::megabytes(memory.total.value), device.id,
          core::megabytes(*memory.capacity)));
  }
  return memory;
}
