//===- RunMemory.cpp - A run under the caching allocator ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Memory/RunMemory.h"

#include "core/Support/AllocatorGranule.h"
#include "predictors/Memory/CachingAllocator.h"
#include "predictors/Memory/Workspaces.h"

#include <algorithm>
#include <cmath>

using namespace perfopt;
using namespace perfopt::predictors;
using core::Buffer;
using core::Bytes;
using core::MemoryUse;

/// Runs until what the allocator holds no longer grows: see the header.
static constexpr int kTrainingRuns = 3;

static bool outlivesRun(MemoryUse use) {
  return use == MemoryUse::Weights || use == MemoryUse::OptimizerState;
}

namespace {

class Replay {
public:
  Replay(const core::Workload &workload, const core::Device &device);

  RunMemory run();

private:
  using Block = CachingAllocator::Block;

  void runOnce();
  void runKernel(int kernel);
  void request(size_t id);
  void giveBack(size_t id);
  void openBlasHandle(const core::Kernel &kernel);
  void notePeak(int kernel, Bytes workspace);
  std::vector<core::MemoryPeak::Holder> holdersAt(int kernel,
                                                  Bytes workspace) const;

  const core::Workload &workload;
  const core::Device &device;
  int kernels;
  /// Buffers by the step at which they are asked for and given back; step 0
  /// is before the first kernel, step i + 1 is kernel i.
  std::vector<std::vector<size_t>> births, deaths;
  CachingAllocator allocator;
  std::vector<Block> blocks;
  core::MemoryByUse live;
  /// Threads that have a cuBLAS handle: that of forward, that of backward.
  bool hasHandle[2] = {false, false};
  RunMemory result;
};

} // namespace

static int64_t wholeBytes(Bytes bytes) {
  return static_cast<int64_t>(
      std::min(std::ceil(bytes.value()),
               double(CachingAllocator::kAddressSpace)));
}

Replay::Replay(const core::Workload &workload, const core::Device &device)
    : workload(workload), device(device),
      kernels(static_cast<int>(workload.kernels.size())), births(kernels + 1),
      deaths(kernels + 1), blocks(workload.memory.buffers.size()) {
  const std::vector<Buffer> &buffers = workload.memory.buffers;
  for (size_t id = 0; id < buffers.size(); ++id) {
    births[std::clamp(buffers[id].first, -1, kernels - 1) + 1].push_back(id);
    if (buffers[id].last && !outlivesRun(buffers[id].use))
      deaths[std::clamp(*buffers[id].last, -1, kernels - 1) + 1].push_back(id);
  }
  result.timeline.resize(kernels);
}

void Replay::request(size_t id) {
  if (blocks[id])
    return; // still there from the run before
  const Buffer &buffer = workload.memory.buffers[id];
  blocks[id] = allocator.allocate(wholeBytes(buffer.bytes));
  if (blocks[id])
    live[buffer.use] += core::roundedToGranule(buffer.bytes);
}

void Replay::giveBack(size_t id) {
  if (!blocks[id])
    return;
  const Buffer &buffer = workload.memory.buffers[id];
  allocator.free(blocks[id]);
  blocks[id] = Block();
  live[buffer.use] -= core::roundedToGranule(buffer.bytes);
}

void Replay::openBlasHandle(const core::Kernel &kernel) {
  bool &open = hasHandle[kernel.phase == core::Phase::Backward ? 1 : 0];
  if (open || !usesBlas(kernel))
    return;
  open = true;
  Bytes bytes = blasWorkspace(device);
  allocator.allocate(wholeBytes(bytes));
  live[MemoryUse::Workspace] += core::roundedToGranule(bytes);
}

void Replay::notePeak(int kernel, Bytes workspace) {
  core::MemoryByUse use = live;
  use[MemoryUse::Workspace] += workspace;
  if (kernel >= 0)
    result.timeline[kernel] = use;
  if (use.total() <= result.peak.use.total())
    return;
  result.peak.kernel = kernel;
  result.peak.use = use;
  result.largestWorkspace = std::max(result.largestWorkspace, workspace);
}

void Replay::runKernel(int kernel) {
  const core::Kernel &record = workload.kernels[kernel];
  for (size_t id : births[kernel + 1])
    request(id);
  openBlasHandle(record);
  Bytes workspace = convWorkspace(record).bytes;
  Block block = allocator.allocate(wholeBytes(workspace));
  notePeak(kernel, block ? core::roundedToGranule(workspace) : Bytes());
  result.largestWorkspace =
      std::max(result.largestWorkspace, block ? workspace : Bytes());
  allocator.free(block);
  for (size_t id : deaths[kernel + 1])
    giveBack(id);
}

void Replay::runOnce() {
  for (size_t id : births[0])
    request(id);
  notePeak(-1, Bytes());
  for (size_t id : deaths[0])
    giveBack(id);
  for (int kernel = 0; kernel < kernels; ++kernel)
    runKernel(kernel);
  const std::vector<Buffer> &buffers = workload.memory.buffers;
  for (size_t id = 0; id < buffers.size(); ++id)
    if (!outlivesRun(buffers[id].use))
      giveBack(id);
}

std::vector<core::MemoryPeak::Holder> Replay::holdersAt(int kernel,
                                                        Bytes workspace) const {
  constexpr size_t kHolders = 8;
  std::vector<core::MemoryPeak::Holder> holders;
  for (const Buffer &buffer : workload.memory.buffers) {
    bool alive =
        buffer.first <= kernel && (!buffer.last || *buffer.last >= kernel);
    if (alive && !outlivesRun(buffer.use) && buffer.bytes > Bytes())
      holders.push_back({buffer.name, buffer.use, buffer.bytes});
  }
  if (workspace > Bytes())
    holders.push_back(
        {workload.kernels[kernel].name, MemoryUse::Workspace, workspace});
  std::stable_sort(
      holders.begin(), holders.end(),
      [](const auto &a, const auto &b) { return a.bytes > b.bytes; });
  if (holders.size() > kHolders)
    holders.resize(kHolders);
  return holders;
}

RunMemory Replay::run() {
  bool trains = std::any_of(workload.kernels.begin(), workload.kernels.end(),
                            [](const core::Kernel &kernel) {
                              return kernel.phase != core::Phase::Forward;
                            });
  for (int i = 0; i < (trains ? kTrainingRuns : 1); ++i)
    runOnce();
  // A request that no device could serve counts as all memory there is.
  result.reserved =
      Bytes(double(allocator.refused() > 0 ? CachingAllocator::kAddressSpace
                                           : allocator.peakReserved()));
  int kernel = result.peak.kernel;
  result.peak.holders = holdersAt(
      kernel,
      kernel >= 0 ? convWorkspace(workload.kernels[kernel]).bytes : Bytes());
  return std::move(result);
}

RunMemory predictors::simulateRun(const core::Workload &workload,
                                  const core::Device &device) {
  return Replay(workload, device).run();
}
