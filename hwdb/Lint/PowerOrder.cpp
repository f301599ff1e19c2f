//===- PowerOrder.cpp - Idle, busy and limit ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Rules.h"

#include <fmt/format.h>

using namespace perfopt::core;

namespace perfopt::hwdb::rules {

/// A board may exceed its limit for moments.
static constexpr double kTolerance = 1.1;

void powerOrder(LintEntry &entry) {
  const Device &device = *entry.device;
  if (!device.tdp)
    return;
  Watts limit = device.tdp->value;
  if (device.idlePower && device.idlePower->value >= limit)
    entry.complain("power-order", "idle_power",
                   fmt::format("idling takes {:.4g} W, the limit is {:.4g} W",
                               device.idlePower->value.value(), limit.value()),
                   "check the unit and which board the reading is from");
  for (size_t i = 0; i < device.powerPoints.size(); ++i) {
    Watts power = device.powerPoints[i].power.value;
    std::string key = fmt::format("power_points[{}]", i);
    if (power > limit * kTolerance)
      entry.complain("power-order", key,
                     fmt::format("{:.4g} W is above the limit of {:.4g} W",
                                 power.value(), limit.value()),
                     "check the unit and which board the reading is from");
    if (device.idlePower && power < device.idlePower->value)
      entry.complain("power-order", key,
                     fmt::format("{:.4g} W while busy is less than {:.4g} W "
                                 "idle",
                                 power.value(),
                                 device.idlePower->value.value()),
                     "check the unit and which board the reading is from");
  }
}

} // namespace perfopt::hwdb::rules
