//===- Describe.cpp - From polynomials to what is reported ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Symbolic/Describe.h"

#include "roofline/PipeChoice.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

namespace perfopt::cli {

using analysis::Polynomial;
using analysis::SymbolicWorkload;
using analysis::SymbolPoint;

namespace {

Polynomial trafficOf(const SymbolicWorkload::KernelCost &cost) {
  Polynomial bytes = cost.bytesRead;
  bytes += cost.bytesWritten;
  return bytes;
}

/// Kernels of equal cost, by the index of the first of them.
struct Groups {
  std::vector<size_t> first;
  std::vector<int> count;
};

Groups groupKernels(const SymbolicWorkload &symbolic) {
  Groups groups;
  std::map<std::tuple<core::KernelFamily, core::ElementType, bool, std::string,
                      std::string>,
           size_t>
      known;
  const auto &kernels = symbolic.base().kernels;
  for (size_t i = 0; i < kernels.size(); ++i) {
    const auto &cost = symbolic.kernels()[i];
    auto [entry, isNew] = known.try_emplace(
        {kernels[i].family, kernels[i].type, kernels[i].allowTf32,
         cost.flops.str(), trafficOf(cost).str()},
        groups.first.size());
    if (isNew) {
      groups.first.push_back(i);
      groups.count.push_back(0);
    }
    ++groups.count[entry->second];
  }
  return groups;
}

/// The smallest size from which on `isComputeBound` holds. Intensity grows
/// towards a limit with either size, so it changes once at most.
Crossover findCrossover(int64_t multiple,
                        const std::function<bool(int64_t)> &isComputeBound) {
  constexpr int64_t kLargest = int64_t(1) << 20;
  int64_t low = 1, high = kLargest / multiple;
  if (isComputeBound(low * multiple))
    return {Crossover::Kind::Always, 0};
  if (!isComputeBound(high * multiple))
    return {Crossover::Kind::Never, 0};
  while (high - low > 1) {
    int64_t middle = low + (high - low) / 2;
    (isComputeBound(middle * multiple) ? high : low) = middle;
  }
  return {Crossover::Kind::From, high * multiple};
}

} // namespace

SymbolPoint symbolPoint(const core::Request &request) {
  return {request.batch, request.seq.value_or(1)};
}

SymbolicReport describe(const SymbolicWorkload &symbolic,
                        const SymbolPoint &request) {
  SymbolicReport report;
  report.hasSeq = symbolic.hasSeq();
  report.seqMultiple = symbolic.seqMultiple();
  report.holdsForBatchOne = symbolic.holdsForBatchOne();
  report.fitted = static_cast<int>(symbolic.fitted().size());
  report.verified = static_cast<int>(symbolic.verified().size());
  report.flops = symbolic.flops().str();
  report.macs = symbolic.macs().str();
  report.bytes = symbolic.bytes().str();
  report.weights = symbolic.base().memory.weights;
  const auto &kernels = symbolic.base().kernels;
  if (int peak = symbolic.peakKernel(request); peak >= 0) {
    report.live = symbolic.liveBytes()[peak].str();
    report.liveKernel = kernels[peak].name;
  }
  Groups groups = groupKernels(symbolic);
  for (size_t i = 0; i < groups.first.size(); ++i) {
    size_t first = groups.first[i];
    const auto &cost = symbolic.kernels()[first];
    report.groups.push_back({kernels[first].name, kernels[first].family,
                             groups.count[i], cost.flops.str(),
                             cost.macs.str(), trafficOf(cost).str(),
                             core::Flops(cost.flops.at(request)) *
                                 groups.count[i]});
  }
  return report;
}

core::Result<std::vector<GroupCrossovers>>
findCrossovers(const SymbolicWorkload &symbolic, const SymbolPoint &request,
               const core::Device &device) {
  auto ceilings = roofline::Ceilings::of(device);
  if (!ceilings)
    return ceilings.error();
  std::vector<GroupCrossovers> crossovers;
  for (size_t index : groupKernels(symbolic).first) {
    auto pipe =
        roofline::choosePipe(symbolic.base().kernels[index], *ceilings);
    if (!pipe)
      return pipe.error();
    const Polynomial &flops = symbolic.kernels()[index].flops;
    Polynomial bytes = trafficOf(symbolic.kernels()[index]);
    core::FlopsPerSecond peak = ceilings->peak(pipe->used);
    auto isComputeBound = [&](const SymbolPoint &point) {
      return core::Flops(flops.at(point)) / peak >=
             core::Bytes(bytes.at(point)) / ceilings->hbm;
    };
    GroupCrossovers found;
    found.batch = findCrossover(1, [&](int64_t batch) {
      return isComputeBound({batch, request.seq});
    });
    if (symbolic.hasSeq())
      found.seq = findCrossover(symbolic.seqMultiple(), [&](int64_t seq) {
        return isComputeBound({request.batch, seq});
      });
    crossovers.push_back(found);
  }
  return crossovers;
}

} // namespace perfopt::cli
