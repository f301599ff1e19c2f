//===- Units.cpp - The units that entries are written in ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Units.h"

namespace perfopt::hwdb {

namespace {
struct Unit {
  Dimension dimension;
  std::string_view name;
  double factor;
};

constexpr Unit kUnits[] = {
    {Dimension::Throughput, "TFLOP/s", 1e12},
    {Dimension::Throughput, "GFLOP/s", 1e9},
    {Dimension::Throughput, "PFLOP/s", 1e15},
    {Dimension::Throughput, "FLOP/s", 1},
    {Dimension::Throughput, "TOP/s", 1e12}, // integer operations
    {Dimension::Bandwidth, "GB/s", 1e9},
    {Dimension::Bandwidth, "TB/s", 1e12},
    {Dimension::Bandwidth, "MB/s", 1e6},
    {Dimension::Bandwidth, "B/s", 1},
    {Dimension::Bandwidth, "GiB/s", 1073741824.0}, // 2^30
    {Dimension::Storage, "GiB", 1073741824.0},     // 2^30
    {Dimension::Storage, "MiB", 1048576.0},        // 2^20
    {Dimension::Storage, "KiB", 1024.0},           // 2^10
    {Dimension::Storage, "GB", 1e9},
    {Dimension::Storage, "MB", 1e6},
    {Dimension::Storage, "kB", 1e3},
    {Dimension::Storage, "B", 1},
    {Dimension::Power, "W", 1},
    {Dimension::Power, "mW", 1e-3},
    {Dimension::Power, "kW", 1e3},
    {Dimension::Time, "us", 1e-6},
    {Dimension::Time, "ns", 1e-9},
    {Dimension::Time, "ms", 1e-3},
    {Dimension::Time, "s", 1},
    {Dimension::Frequency, "MHz", 1e6},
    {Dimension::Frequency, "GHz", 1e9},
    {Dimension::Frequency, "Hz", 1},
    {Dimension::Frequency, "MT/s", 1e6}, // transfers on one line
    {Dimension::Frequency, "GT/s", 1e9},
    {Dimension::Multiprocessors, "SM", 1}, // NVIDIA
    {Dimension::Multiprocessors, "CU", 1}, // AMD
    {Dimension::Threads, "threads", 1},
    {Dimension::Cores, "cores", 1},
    {Dimension::Registers, "registers", 1},
    {Dimension::Bits, "bit", 1},
    {Dimension::Cycles, "cycles", 1},
};
} // namespace

std::optional<double> unitFactor(Dimension dimension, std::string_view name) {
  for (const Unit &unit : kUnits)
    if (unit.dimension == dimension && unit.name == name)
      return unit.factor;
  return std::nullopt;
}

std::vector<std::string> unitNames(Dimension dimension) {
  std::vector<std::string> names;
  for (const Unit &unit : kUnits)
    if (unit.dimension == dimension)
      names.emplace_back(unit.name);
  return names;
}

} // namespace perfopt::hwdb
