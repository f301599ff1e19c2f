//===- CeilingOrder.cpp - What must be the larger of two ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Rules.h"

#include <fmt/format.h>

using namespace perfopt::core;

namespace perfopt::hwdb::rules {

void ceilingOrder(LintEntry &entry) {
  const Device &device = *entry.device;
  const Figure<BytesPerSecond> *nearer = nullptr;
  std::string_view nearerName;
  for (const auto &[level, figure] : device.bandwidths) { // nearest first
    if (nearer && figure.value >= nearer->value)
      entry.complain(
          "ceiling-order", fmt::format("bandwidths.{}", name(level)),
          fmt::format("{} has {:.5g} GB/s, and the nearer {} only {:.5g}",
                      name(level), figure.value.value() / 1e9, nearerName,
                      nearer->value.value() / 1e9),
          "a nearer memory is faster: check unit and benchmark of both");
    nearer = &figure;
    nearerName = name(level);
  }
  auto longer = [&](const char *key, const std::optional<Figure<Seconds>> &one,
                    const char *otherKey,
                    const std::optional<Figure<Seconds>> &other) {
    if (one && other && one->value > other->value)
      entry.complain("ceiling-order", key,
                     fmt::format("{} of {:.3g} us is longer than {} of {:.3g}",
                                 key, microseconds(one->value), otherKey,
                                 microseconds(other->value)),
                     "check the unit; a round trip is no launch interval");
  };
  longer("kernel_floor", device.kernelFloor, "launch_interval",
         device.launchInterval);
  longer("graph_launch_interval", device.graphLaunchInterval, "launch_interval",
         device.launchInterval);
  if (device.baseClock && device.boostClock &&
      device.baseClock->value > device.boostClock->value)
    entry.complain("ceiling-order", "base_clock",
                   "base_clock is above boost_clock", "swap the two");
}

} // namespace perfopt::hwdb::rules
