//===- WorkloadCurve.cpp - A workload as a function of one extent ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Memory/WorkloadCurve.h"

#include <algorithm>
#include <cmath>

using namespace perfopt;
using namespace perfopt::predictors;

/// Every size that may depend on the extent, in a fixed order.
static std::vector<double> sizesOf(const core::Workload &workload) {
  std::vector<double> sizes;
  for (const core::Buffer &buffer : workload.memory.buffers)
    sizes.push_back(buffer.bytes.value());
  for (const core::Kernel &kernel : workload.kernels)
    for (const auto &[key, size] : kernel.problem)
      sizes.push_back(double(size));
  return sizes;
}

static bool sameBuffer(const core::Buffer &a, const core::Buffer &b) {
  return a.use == b.use && a.first == b.first && a.last == b.last;
}

static bool sameKernel(const core::Kernel &a, const core::Kernel &b) {
  auto sameKey = [](const auto &x, const auto &y) {
    return x.first == y.first;
  };
  return a.family == b.family && a.type == b.type && a.phase == b.phase &&
         std::equal(a.problem.begin(), a.problem.end(), b.problem.begin(),
                    b.problem.end(), sameKey);
}

static bool sameStructure(const core::Workload &a, const core::Workload &b) {
  const auto &buffersA = a.memory.buffers, &buffersB = b.memory.buffers;
  return std::equal(buffersA.begin(), buffersA.end(), buffersB.begin(),
                    buffersB.end(), sameBuffer) &&
         std::equal(a.kernels.begin(), a.kernels.end(), b.kernels.begin(),
                    b.kernels.end(), sameKernel);
}

std::optional<WorkloadCurve>
WorkloadCurve::through(std::array<Sample, 3> samples) {
  auto &[a, b, c] = samples;
  if (!sameStructure(a.workload, b.workload) ||
      !sameStructure(a.workload, c.workload))
    return std::nullopt;
  WorkloadCurve curve;
  for (size_t i = 0; i < samples.size(); ++i)
    curve.nodes[i] = double(samples[i].extent);
  auto [x0, x1, x2] = curve.nodes;
  std::vector<double> y0 = sizesOf(a.workload), y1 = sizesOf(b.workload),
                      y2 = sizesOf(c.workload);
  for (size_t i = 0; i < y0.size(); ++i) {
    double first = (y1[i] - y0[i]) / (x1 - x0);
    double second = ((y2[i] - y1[i]) / (x2 - x1) - first) / (x2 - x0);
    curve.sizes.push_back({y0[i], first, second});
  }
  curve.skeleton.kernels = std::move(a.workload.kernels);
  curve.skeleton.memory.buffers = std::move(a.workload.memory.buffers);
  return curve;
}

double WorkloadCurve::evaluate(const Polynomial &polynomial,
                               int64_t extent) const {
  double x = double(extent);
  double value =
      polynomial[0] +
      (x - nodes[0]) * (polynomial[1] + (x - nodes[1]) * polynomial[2]);
  return std::max(0.0, std::round(value));
}

core::Workload WorkloadCurve::at(int64_t extent) const {
  core::Workload workload = skeleton;
  auto next = sizes.begin();
  for (core::Buffer &buffer : workload.memory.buffers)
    buffer.bytes = core::Bytes(evaluate(*next++, extent));
  for (core::Kernel &kernel : workload.kernels)
    for (auto &[key, size] : kernel.problem)
      size = static_cast<int64_t>(std::min(evaluate(*next++, extent), 9e18));
  return workload;
}

bool WorkloadCurve::agrees(int64_t extent,
                           const core::Workload &workload) const {
  return sameStructure(skeleton, workload) &&
         sizesOf(at(extent)) == sizesOf(workload);
}
