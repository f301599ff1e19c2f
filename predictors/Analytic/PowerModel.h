//===- PowerModel.h - Board power from how busy the device is -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   P = idle + (limit - idle) * utilisation
//
// where a kernel's utilisation is its share of the compute peak or of the HBM
// bandwidth, whichever is larger. An assumption: the general form is
// E = P_idle t + e_flop FLOPs + e_dram bytes with coefficients fitted on the
// device, and an entry gives only its two ends, idle power and board power
// limit. It holds at both ends and is linear between them.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_ANALYTIC_POWERMODEL_H
#define PERFOPT_PREDICTORS_ANALYTIC_POWERMODEL_H

#include "core/Schema/Device.h"

#include <string>

namespace perfopt::predictors {

class PowerModel {
public:
  /// Without a power limit every power is 0 W, which no device draws: the
  /// energy is unknown. Without an idle power 0 W counts. `warning` says so.
  static PowerModel of(const core::Device &device);

  core::Watts at(double utilization) const {
    return idle + (limit - idle) * utilization;
  }

  core::Watts idle, limit;
  /// Empty when nothing had to be assumed.
  std::string warning;
};

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_ANALYTIC_POWERMODEL_H
