//===- PowerModel.cpp - Board power from how busy the device is -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Analytic/PowerModel.h"

#include <fmt/format.h>

using namespace perfopt;
using namespace perfopt::predictors;

PowerModel PowerModel::of(const core::Device &device) {
  PowerModel model;
  if (!device.tdp) {
    model.warning = fmt::format("device '{}' has no power limit (tdp): the "
                                "energy is unknown",
                                device.id);
    return model;
  }
  model.limit = device.tdp->value;
  if (device.idlePower)
    model.idle = device.idlePower->value;
  else
    model.warning = fmt::format("device '{}' has no idle power: 0 W is used, "
                                "so the energy is too low",
                                device.id);
  return model;
}
