//===- DeviceFigures.cpp - Every number of an entry -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/DeviceFigures.h"

#include "cli/Report/FigureList.h"

namespace perfopt::cli {

using namespace core;

namespace {

void addCeilings(FigureList &list, const std::string &key,
                 const std::string &label, const NamedCeilings &ceilings) {
  for (const auto &[name, figure] : ceilings.peaks)
    list.add(key + ".peaks." + name, label + " " + name, figure,
             name.starts_with("int8") ? kOperations : kFlops);
  for (const auto &[name, figure] : ceilings.bandwidths)
    list.add(key + ".bandwidths." + name, label + " " + name, figure,
             kBandwidth);
}

void addMultiprocessor(FigureList &list, const Multiprocessor &unit) {
  auto add = [&](const char *name, const char *label, const auto &figure,
                 const Scale &scale) {
    list.add(std::string("multiprocessor.") + name, label, figure, scale);
  };
  add("fp32_cores", "FP32 cores of one", unit.fp32Cores, kCount);
  add("tensor_cores", "tensor cores of one", unit.tensorCores, kCount);
  add("l1_capacity", "L1 of one", unit.l1Capacity, kKibibytes);
  add("shared_memory", "shared memory of one", unit.sharedMemory, kKibibytes);
  add("registers", "registers of one", unit.registers, kCount);
  add("threads", "threads of one", unit.threads, kCount);
  add("threads_per_block", "threads of a block", unit.threadsPerBlock, kCount);
}

} // namespace

std::vector<DeviceFigure> furtherFigures(const Device &device) {
  FigureList list;
  addCeilings(list, "nominal", "printed", device.nominal);
  for (const CeilingFamily &family : device.families) {
    std::string key = "measurements." + family.name;
    std::string label =
        fmt::format("{}, {}:", family.name, name(family.regime));
    addCeilings(list, key, label, family.ceilings);
    for (const auto &[level, figure] : family.latencies)
      list.add(key + ".latencies." + level, label + " " + level + " latency",
               figure, kCycles);
  }
  list.add("base_clock", "base clock", device.baseClock, kMegahertz);
  list.add("thread_count", "hardware threads", device.threadCount, kCount);
  list.add("memory_bus_width", "memory bus, bit", device.memoryBusWidth,
           kCount);
  list.add("memory_data_rate", "memory data rate", device.memoryDataRate,
           {"Hz", 1e6, "MT/s"});
  list.add("graph_launch_interval", "launch in a graph",
           device.graphLaunchInterval, kMicroseconds);
  addMultiprocessor(list, device.multiprocessor);
  for (const PowerPoint &point : device.powerPoints)
    list.add("power_points." + point.activity, point.activity, point.power,
             kWatts);
  for (const Link &link : device.links) {
    bool isMeasured = link.bandwidth.from.origin == Origin::Measured;
    std::string label =
        fmt::format("{} to {}, {}{}", link.name, link.to, link.operation,
                    isMeasured ? ", measured" : "");
    list.add("links." + label, label, link.bandwidth, kBandwidth);
  }
  return std::move(list.figures);
}

} // namespace perfopt::cli
