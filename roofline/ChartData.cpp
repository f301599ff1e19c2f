//===- ChartData.cpp - What a roofline chart shows ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/ChartData.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <type_traits>

using namespace perfopt;
using namespace perfopt::roofline;
using core::Bytes;
using core::MemoryLevel;
using core::Pipe;
using core::Seconds;

core::FlopsPerByte roofline::ridge(const ComputeRoof &compute,
                                   const MemoryRoof &memory) {
  return core::FlopsPerByte(compute.peak.value.value() /
                            memory.bandwidth.value.value());
}

Seconds ChartData::totalTime() const {
  Seconds total;
  for (const Mark &mark : marks)
    total += mark.totalTime();
  return total;
}

static std::vector<ComputeRoof> computeRoofs(const core::Device &device,
                                             const std::set<Pipe> &used) {
  std::vector<ComputeRoof> roofs;
  for (const auto &[pipe, figure] : device.peaks) {
    auto same =
        std::find_if(roofs.begin(), roofs.end(), [&](const ComputeRoof &roof) {
          return roof.peak.value == figure.value;
        });
    if (same == roofs.end())
      same = roofs.insert(roofs.end(), ComputeRoof{{}, figure, false});
    same->pipes.push_back(pipe);
    same->used |= used.count(pipe) > 0;
  }
  std::stable_sort(roofs.begin(), roofs.end(),
                   [](const ComputeRoof &a, const ComputeRoof &b) {
                     return a.peak.value > b.peak.value;
                   });
  return roofs;
}

static std::vector<MemoryRoof> memoryRoofs(const core::Device &device) {
  std::vector<MemoryRoof> roofs;
  for (const auto &[level, figure] : device.bandwidths)
    roofs.push_back({level, figure});
  std::stable_sort(roofs.begin(), roofs.end(),
                   [](const MemoryRoof &a, const MemoryRoof &b) {
                     return a.bandwidth.value > b.bandwidth.value;
                   });
  return roofs;
}

static Mark markOf(const core::Kernel &kernel,
                   const core::KernelPrediction &predicted) {
  Mark mark;
  mark.label = kernel.name;
  mark.family = kernel.family;
  mark.pipe = predicted.pipe;
  mark.bound = predicted.bound;
  mark.flops = kernel.flops;
  if (std::isfinite(predicted.time.value()))
    mark.time = predicted.time;
  const std::pair<MemoryLevel, Bytes> levels[] = {
      {MemoryLevel::L1, predicted.bytesL1},
      {MemoryLevel::L2, predicted.bytesL2},
      {MemoryLevel::Hbm, predicted.bytesHbm}};
  for (auto [level, bytes] : levels)
    if (bytes > Bytes())
      mark.bytes.emplace(level, bytes);
  return mark;
}

std::vector<Mark> roofline::joinAlike(const std::vector<Mark> &marks) {
  auto key = [](const Mark &mark) {
    return std::tie(mark.kind, mark.family, mark.pipe, mark.bound, mark.flops,
                    mark.time, mark.bytes);
  };
  std::map<std::invoke_result_t<decltype(key), const Mark &>, size_t> known;
  std::vector<Mark> joined;
  for (const Mark &mark : marks) {
    auto [found, isNew] = known.emplace(key(mark), joined.size());
    if (isNew)
      joined.push_back(mark);
    else
      joined[found->second].kernels += mark.kernels;
  }
  std::stable_sort(joined.begin(), joined.end(),
                   [](const Mark &a, const Mark &b) {
                     return a.totalTime() > b.totalTime();
                   });
  return joined;
}

ChartData roofline::chartData(const core::Device &device,
                              const core::Workload &workload,
                              const core::Prediction &prediction) {
  std::vector<Mark> marks;
  std::set<Pipe> used;
  for (const core::KernelPrediction &predicted : prediction.kernels) {
    if (predicted.kernel < 0 ||
        static_cast<size_t>(predicted.kernel) >= workload.kernels.size())
      continue;
    marks.push_back(markOf(workload.kernels[predicted.kernel], predicted));
    if (predicted.pipe && marks.back().hasPoints())
      used.insert(*predicted.pipe);
  }
  return {computeRoofs(device, used), memoryRoofs(device), joinAlike(marks),
          device.kind};
}
