//===- Acceptance.cpp - An entry's own error ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/Acceptance.h"
#include "roofline/Roofline.h"
#include "roofline/measure/HeldBack.h"

#include <fmt/format.h>

#include <cmath>

namespace perfopt::measure {

double mapePct(const std::vector<core::HeldBackKernel> &kernels) {
  double sum = 0;
  for (const core::HeldBackKernel &kernel : kernels)
    sum += std::abs(kernel.predicted / kernel.measured - 1);
  return kernels.empty() ? 0 : 100 * sum / static_cast<double>(kernels.size());
}

core::Result<core::Accuracy>
checkEntry(const core::Device &device, const std::vector<core::Kernel> &kernels,
           const TimeKernel &time, const MeasureOptions &options,
           std::string how) {
  auto ceilings = roofline::Ceilings::of(device);
  if (!ceilings)
    return ceilings.error();
  core::Accuracy accuracy;
  for (const core::Kernel &kernel : kernels) {
    options.progress(
        fmt::format("held back: {}, {}", kernel.name, problemText(kernel)));
    core::Result<roofline::KernelTime> predicted =
        roofline::time(kernel, *ceilings);
    if (!predicted)
      return predicted.error();
    core::Result<core::Seconds> measured = time(kernel);
    if (!measured)
      return measured.error();
    accuracy.kernels.push_back(
        {kernel.name, problemText(kernel), predicted->time, *measured});
  }
  accuracy.mapePct = mapePct(accuracy.kernels);
  accuracy.from = measuredBy(options, std::move(how));
  return accuracy;
}

} // namespace perfopt::measure
