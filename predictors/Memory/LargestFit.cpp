//===- LargestFit.cpp - The largest extent that still fits ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Memory/LargestFit.h"

#include <algorithm>

using namespace perfopt;
using namespace perfopt::predictors;

std::vector<FitPlace> predictors::fitPlaces(const core::Device &device) {
  std::vector<FitPlace> places;
  if (device.memoryCapacity)
    places.push_back({&device, "", device.memoryCapacity->value});
  for (const core::MigProfile &profile : device.mig)
    places.push_back({&device, profile.name, profile.usable});
  return places;
}

core::Result<int64_t> predictors::largestFit(
    int64_t most,
    const std::function<core::Result<bool>(int64_t extent)> &fits) {
  int64_t fitting = 0, tooLarge = most + 1;
  for (int64_t extent = 1; fitting < most && tooLarge > most;
       extent = extent > most / 2 ? most : extent * 2) {
    core::Result<bool> answer = fits(extent);
    if (!answer)
      return answer.error();
    (*answer ? fitting : tooLarge) = extent;
  }
  while (tooLarge - fitting > 1) {
    int64_t middle = fitting + (tooLarge - fitting) / 2;
    core::Result<bool> answer = fits(middle);
    if (!answer)
      return answer.error();
    (*answer ? fitting : tooLarge) = middle;
  }
  return fitting;
}
