//===- ImpossiblePeak.cpp - More than every lane can do -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Rules.h"

#include <fmt/format.h>

using namespace perfopt::core;

namespace perfopt::hwdb::rules {

namespace {
/// Printed peaks and clocks are rounded.
constexpr double kTolerance = 1.03;
/// FP16 on CUDA cores: A100 and H200 run four per lane of FP32.
constexpr double kHalfPerLane = 4;
} // namespace

void impossiblePeak(LintEntry &entry) {
  const Device &device = *entry.device;
  const auto &cores = device.multiprocessor.fp32Cores;
  if (!cores || !device.boostClock)
    return;
  double lanes = cores->value.value() * device.smCount;
  double clock = device.boostClock->value.value();
  auto check = [&](const std::string &key, std::string_view pipe,
                   FlopsPerSecond peak) {
    bool isHalf = pipe == "fp16";
    if (pipe != "fp32" && pipe != "fp64" && !isHalf)
      return;
    // A multiply-add is two operations.
    double most = 2 * lanes * clock * (isHalf ? kHalfPerLane : 1);
    if (peak.value() > most * kTolerance)
      entry.complain(
          "impossible-peak", key,
          fmt::format("{} is {:.4g} TFLOP/s, but {:.0f} lanes x {:.0f} MHz x 2 "
                      "{}are {:.4g}",
                      pipe, peak.value() / 1e12, lanes, clock / 1e6,
                      isHalf ? "x 4 " : "", most / 1e12),
          "check the peak, fp32_cores and boost_clock against one another");
  };
  for (const auto &[pipe, figure] : device.peaks)
    check(fmt::format("peaks.{}", name(pipe)), name(pipe), figure.value);
  for (const auto &[pipe, figure] : device.nominal.peaks)
    check("nominal.peaks." + pipe, pipe, figure.value);
}

} // namespace perfopt::hwdb::rules
