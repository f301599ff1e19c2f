//===- FitSearch.cpp - Searching the largest batch that fits --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Fits/FitSearch.h"

#include "predictors/Memory/RunMemory.h"
#include "predictors/Memory/Workspaces.h"

#include <algorithm>

namespace perfopt::cli {

using core::Bytes;
using predictors::FitPlace;
using predictors::WorkloadCurve;

static Bytes contextOf(const core::Device &device) {
  return device.contextMemory ? device.contextMemory->value : Bytes();
}

core::Result<const core::Workload *> FitSearch::analyzed(int64_t extent) {
  auto known = workloads.find(extent);
  if (known == workloads.end()) {
    core::Result<core::Workload> workload = analyze(extent);
    if (!workload)
      return workload.error();
    known = workloads.emplace(extent, std::move(*workload)).first;
  }
  return &known->second;
}

core::Result<Bytes> FitSearch::memoryAt(int64_t extent,
                                        const core::Device &device) {
  std::pair key(extent, predictors::blasWorkspace(device).value());
  auto known = reserved.find(key);
  if (known == reserved.end()) {
    // At 1 many models are structured differently: extents of 1 broadcast.
    core::Workload workload;
    if (curve && extent > 1) {
      workload = curve->at(extent);
    } else {
      core::Result<const core::Workload *> real = analyzed(extent);
      if (!real)
        return real.error();
      workload.kernels = (*real)->kernels;
      workload.memory = (*real)->memory;
    }
    Bytes bytes = predictors::simulateRun(workload, device).reserved;
    known = reserved.emplace(key, bytes).first;
  }
  return known->second + contextOf(device);
}

core::Status FitSearch::fixCurve() {
  std::array<WorkloadCurve::Sample, 3> samples;
  for (size_t i = 0; i < nodes.size(); ++i) {
    core::Result<const core::Workload *> workload = analyzed(nodes[i]);
    if (!workload)
      return workload.error();
    samples[i] = {nodes[i], **workload};
  }
  curve = WorkloadCurve::through(std::move(samples));
  return core::success();
}

core::Result<std::vector<FitAnswer>>
FitSearch::searchAll(const std::vector<FitPlace> &places) {
  std::vector<FitAnswer> answers;
  for (const FitPlace &place : places) {
    auto fits = [&](int64_t extent) -> core::Result<bool> {
      core::Result<Bytes> memory = memoryAt(extent, *place.device);
      if (!memory)
        return memory.error();
      return *memory <= place.capacity;
    };
    core::Result<int64_t> largest = predictors::largestFit(most, fits);
    if (!largest)
      return largest.error();
    core::Result<Bytes> memory =
        memoryAt(std::max<int64_t>(*largest, 1), *place.device);
    if (!memory)
      return memory.error();
    answers.push_back({*largest, limitedByModel && *largest == most, *memory});
  }
  return answers;
}

/// Some models hold for a limited length only, as one with a table of
/// positions does.
void FitSearch::limitToModel(int64_t failing) {
  int64_t working = nodes.back();
  while (failing - working > 1) {
    int64_t middle = working + (failing - working) / 2;
    (analyzed(middle) ? working : failing) = middle;
  }
  most = working;
  limitedByModel = true;
}

/// Whether the curve says the same as the model at an extent; where the model
/// does not allow the extent, that becomes the limit and the answer is no.
bool FitSearch::holdsAt(int64_t extent) {
  core::Result<const core::Workload *> real = analyzed(extent);
  if (!real) {
    limitToModel(extent);
    return false;
  }
  return curve->agrees(extent, **real);
}

core::Result<std::vector<FitAnswer>>
FitSearch::search(const std::vector<FitPlace> &places) {
  core::Status fixed = fixCurve();
  if (!fixed)
    return fixed.error();
  // What is structured differently in large extents gets a curve of its own.
  constexpr int kCurves = 3;
  for (int i = 0; curve && i < kCurves; ++i) {
    core::Result<std::vector<FitAnswer>> answers = searchAll(places);
    if (!answers || answers->empty())
      return answers;
    int64_t largest = 1, smallest = most;
    for (const FitAnswer &answer : *answers) {
      largest = std::max(largest, answer.largest);
      smallest = std::min(smallest, std::max<int64_t>(answer.largest, 1));
    }
    if (largest == 1 ||
        (holdsAt(largest) && (smallest == 1 || holdsAt(smallest))))
      return answers;
    reserved.clear();
    largest = std::min(largest, most);
    if (largest >= 8)
      nodes = {largest / 4, largest / 2, largest};
    if (!fixCurve())
      break;
  }
  curve.reset();
  reserved.clear();
  return searchAll(places);
}

} // namespace perfopt::cli
