//===- ImpossibleBandwidth.cpp - More than the data lines carry -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Rules.h"

#include <fmt/format.h>

using namespace perfopt::core;

namespace perfopt::hwdb::rules {

/// Printed bandwidths are rounded.
static constexpr double kTolerance = 1.02;

void impossibleBandwidth(LintEntry &entry) {
  const Device &device = *entry.device;
  if (!device.memoryBusWidth || !device.memoryDataRate)
    return;
  double most = device.memoryBusWidth->value.value() *
                device.memoryDataRate->value.value() / 8; // bits to bytes
  auto check = [&](const std::string &key, BytesPerSecond bandwidth) {
    if (bandwidth.value() > most * kTolerance)
      entry.complain(
          "impossible-bandwidth", key,
          fmt::format("{:.5g} GB/s, but {:.0f} bit x {:.5g} MT/s are {:.5g}",
                      bandwidth.value() / 1e9,
                      device.memoryBusWidth->value.value(),
                      device.memoryDataRate->value.value() / 1e6, most / 1e9),
          "check the bandwidth, memory_bus_width and memory_data_rate (DDR "
          "transfers twice a clock)");
  };
  if (auto hbm = device.bandwidths.find(MemoryLevel::Hbm);
      hbm != device.bandwidths.end())
    check("bandwidths.hbm", hbm->second.value);
  if (auto hbm = device.nominal.bandwidths.find("hbm");
      hbm != device.nominal.bandwidths.end())
    check("nominal.bandwidths.hbm", hbm->second.value);
}

} // namespace perfopt::hwdb::rules
