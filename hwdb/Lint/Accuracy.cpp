//===- Accuracy.cpp - A mean error that its kernels do not have -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Rules.h"

#include <fmt/format.h>

#include <cmath>

using namespace perfopt::core;

namespace perfopt::hwdb::rules {

/// The mean is printed rounded.
static constexpr double kTolerancePct = 0.1;

void accuracy(LintEntry &entry) {
  if (!entry.device->accuracy)
    return;
  const Accuracy &stated = *entry.device->accuracy;
  if (stated.kernels.empty()) {
    entry.complain("accuracy", "accuracy.kernels",
                   "the stated error rests on no kernel",
                   "list the held-back kernels, or remove the section");
    return;
  }
  double sum = 0;
  for (const HeldBackKernel &kernel : stated.kernels)
    sum += 100 * std::abs(kernel.predicted / kernel.measured - 1);
  double mean = sum / static_cast<double>(stated.kernels.size());
  if (std::abs(mean - stated.mapePct) > kTolerancePct)
    entry.complain("accuracy", "accuracy.mape_pct",
                   fmt::format("the entry states {:.4g} %, its kernels have "
                               "{:.4g} %",
                               stated.mapePct, mean),
                   "measure again, or write what the kernels have");
}

} // namespace perfopt::hwdb::rules
