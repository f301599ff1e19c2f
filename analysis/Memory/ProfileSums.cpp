//===- ProfileSums.cpp - What a profile's buffers add up to ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Memory/ProfileSums.h"

#include "core/Support/AllocatorGranule.h"

#include <algorithm>
#include <array>

using namespace perfopt;
using core::Buffer;
using core::Bytes;
using core::MemoryProfile;
using core::MemoryUse;

static bool isAlive(const Buffer &buffer, int kernel) {
  return buffer.first <= kernel && (!buffer.last || *buffer.last >= kernel);
}

/// The largest tensors alive at the peak, other than weights.
static void findHolders(MemoryProfile &profile) {
  constexpr size_t kHolders = 8;
  for (const Buffer &buffer : profile.buffers)
    if (buffer.use != MemoryUse::Weights && buffer.bytes > Bytes() &&
        isAlive(buffer, profile.peakKernel))
      profile.holders.push_back({buffer.name, buffer.bytes});
  std::stable_sort(
      profile.holders.begin(), profile.holders.end(),
      [](const auto &a, const auto &b) { return a.bytes > b.bytes; });
  if (profile.holders.size() > kHolders)
    profile.holders.resize(kHolders);
}

void analysis::sumUp(MemoryProfile &profile, int kernels) {
  // What changes at each step; step 0 is before the first kernel, step i + 1
  // is kernel i.
  using Changes = std::array<double, core::kMemoryUseCount>;
  std::vector<Changes> changes(kernels + 2, Changes{});
  auto step = [&](int kernel) {
    return std::clamp(kernel, -1, kernels - 1) + 1;
  };
  for (const Buffer &buffer : profile.buffers) {
    auto use = static_cast<size_t>(buffer.use);
    double bytes = core::roundedToGranule(buffer.bytes).value();
    changes[step(buffer.first)][use] += bytes;
    if (buffer.last)
      changes[step(*buffer.last) + 1][use] -= bytes;
  }
  Changes live{};
  auto of = [&](MemoryUse use) {
    return Bytes(live[static_cast<size_t>(use)]);
  };
  Bytes peak;
  for (int at = 0; at <= kernels; ++at) {
    Bytes total;
    for (size_t use = 0; use < live.size(); ++use) {
      live[use] += changes[at][use];
      total += Bytes(live[use]);
    }
    Bytes activations = of(MemoryUse::Activations);
    profile.weights = std::max(profile.weights, of(MemoryUse::Weights));
    profile.gradients = std::max(profile.gradients, of(MemoryUse::Gradients));
    profile.optimizerState =
        std::max(profile.optimizerState, of(MemoryUse::OptimizerState));
    profile.peakActivations = std::max(profile.peakActivations, activations);
    if (at > 0)
      profile.timeline.push_back(activations);
    if (at > 0 && total > peak)
      profile.peakKernel = at - 1;
    peak = std::max(peak, total);
  }
  findHolders(profile);
}
