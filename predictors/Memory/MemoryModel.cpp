//===- MemoryModel.cpp - What a workload holds of the device's memory -----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Memory/MemoryModel.h"

#include "predictors/Memory/RunMemory.h"

#include <fmt/format.h>

#include <algorithm>

using namespace perfopt;
using namespace perfopt::predictors;
using core::Bytes;
using core::MemoryUse;

/// Context with all kernels loaded to context with lazy loading: see the
/// header.
static constexpr double kEagerContext = 666632192.0 / 287047680.0;

static Bytes eagerContext(const core::Device &device, Bytes context) {
  Bytes eager = device.contextMemoryEager ? device.contextMemoryEager->value
                                          : context * kEagerContext;
  return std::max(context, eager);
}

/// Only PyTorch's allocator is known well enough to be replayed.
static void sayIfAnotherAllocator(const core::Request &request,
                                  std::vector<std::string> &diagnostics) {
  if (request.runtime != "eager" && request.runtime != "inductor")
    diagnostics.push_back(fmt::format(
        "memory is reserved as PyTorch's allocator does it: that of the "
        "runtime '{}' is not modelled",
        request.runtime));
}

static void sayIfTooLarge(const core::MemoryPrediction &memory,
                          const core::Device &device,
                          std::vector<std::string> &diagnostics) {
  if (memory.capacity && memory.total.value > *memory.capacity)
    diagnostics.push_back(fmt::format(
        "does not fit: {:.1f} MB are needed, device '{}' has {:.1f} MB",
        core::megabytes(memory.total.value), device.id,
        core::megabytes(*memory.capacity)));
}

core::MemoryPrediction
predictors::predictMemory(const core::Workload &workload,
                          const core::Device &device,
                          std::vector<std::string> &diagnostics) {
  RunMemory run = simulateRun(workload, device);
  core::MemoryPrediction memory;
  memory.weights = run.peak.use[MemoryUse::Weights];
  memory.gradients = run.peak.use[MemoryUse::Gradients];
  memory.optimizerState = run.peak.use[MemoryUse::OptimizerState];
  memory.activations = run.peak.use[MemoryUse::Activations];
  memory.workspace = run.peak.use[MemoryUse::Workspace];
  if (device.contextMemory)
    memory.context = device.contextMemory->value;
  else
    diagnostics.push_back(fmt::format(
        "device '{}' has no context memory: 0 bytes are counted for it",
        device.id));

  Bytes inUse = run.peak.use.total();
  memory.fragmentation = std::max(Bytes(), run.reserved - inUse);
  memory.total.value = run.reserved + memory.context;
  memory.total.low = inUse - memory.workspace + memory.context;
  memory.total.high = run.reserved + run.largestWorkspace +
                      eagerContext(device, memory.context);
  memory.peak = std::move(run.peak);
  memory.timeline = std::move(run.timeline);
  if (device.memoryCapacity)
    memory.capacity = device.memoryCapacity->value;
  sayIfAnotherAllocator(workload.request, diagnostics);
  sayIfTooLarge(memory, device, diagnostics);
  return memory;
}
