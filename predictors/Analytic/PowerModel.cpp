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

core::Result<PowerModel> PowerModel::of(const core::Device &device) {
  if (!device.tdp)
    return core::Error{fmt::format("device '{}': the entry lacks a board power "
                                   "limit (tdp); add it to its hwdb file",
                                   device.id)};
  PowerModel model;
  model.limit = device.tdp->value;
  if (device.idlePower)
    model.idle = device.idlePower->value;
  else
    model.warning = fmt::format("device '{}' has no idle power: 0 W is used, "
                                "so the energy is too low",
                                device.id);
  return model;
}
