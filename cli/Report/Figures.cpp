//===- Figures.cpp - The numbers of a device's entry ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Figures.h"

#include "cli/Report/FigureList.h"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace perfopt::cli {

using namespace core;

namespace {

constexpr std::string_view kBoostClock = "boost_clock";
constexpr std::string_view kEagerContext = "context_memory_eager";

} // namespace

std::string_view levelName(MemoryLevel level, DeviceKind kind) {
  switch (level) {
  case MemoryLevel::L1:
    return "L1";
  case MemoryLevel::L2:
    return "L2";
  case MemoryLevel::L3:
    return "L3";
  case MemoryLevel::Hbm:
    return kind == DeviceKind::Cpu ? "DRAM" : "HBM";
  }
  return "";
}

std::vector<DeviceFigure> deviceFigures(const Device &device) {
  FigureList list;
  for (const auto &[pipe, figure] : device.peaks)
    list.add(std::string(name(pipe)), std::string(name(pipe)), figure,
             pipe == Pipe::Int8Tensor ? kOperations : kFlops);
  for (const auto &[level, figure] : device.bandwidths)
    list.add(std::string(name(level)),
             fmt::format("{} bandwidth", levelName(level, device.kind)), figure,
             kBandwidth);
  list.add("launch_interval", "launch interval", device.launchInterval,
           kMicroseconds);
  list.add("kernel_floor", "kernel floor", device.kernelFloor, kMicroseconds);
  list.add(std::string(kBoostClock), "boost clock", device.boostClock,
           kMegahertz);
  list.add("memory_capacity", "memory", device.memoryCapacity, kGigabytes);
  list.add("l2_capacity", "L2 cache", device.l2Capacity, kMegabytes);
  list.add("l3_capacity", "L3 cache", device.l3Capacity, kMegabytes);
  list.add("context_memory", "context", device.contextMemory, kMegabytes);
  list.add(std::string(kEagerContext), "context, eager",
           device.contextMemoryEager, kMegabytes);
  list.add("idle_power", "idle power", device.idlePower, kWatts);
  list.add("tdp", "power limit", device.tdp, kWatts);
  return std::move(list.figures);
}

std::vector<DeviceFigure> usedFigures(const DeviceReport &report) {
  std::set<std::string_view> unused = {kBoostClock, kEagerContext};
  for (const auto &[pipe, figure] : report.device.peaks)
    unused.insert(name(pipe));
  for (const KernelPrediction &kernel : report.prediction.kernels)
    if (kernel.pipe)
      unused.erase(name(*kernel.pipe));
  std::vector<DeviceFigure> used = deviceFigures(report.device);
  std::erase_if(used, [&](const DeviceFigure &figure) {
    return unused.count(figure.name) > 0;
  });
  return used;
}

} // namespace perfopt::cli
