//===- Figures.cpp - The numbers of a device's entry ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Figures.h"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace perfopt::cli {

using namespace core;

namespace {

constexpr std::string_view kBoostClock = "boost_clock";
constexpr std::string_view kEagerContext = "context_memory_eager";

/// How a unit is written out: 1.5e12 FLOP/s as 1.5 TFLOP/s.
struct Scale {
  std::string_view si;
  double factor;
  std::string_view shown;
};
constexpr Scale kFlops{"FLOP/s", 1e12, "TFLOP/s"};
constexpr Scale kOperations{"FLOP/s", 1e12, "TOP/s"}; // of integers
constexpr Scale kBandwidth{"B/s", 1e9, "GB/s"};
constexpr Scale kGigabytes{"B", 1e9, "GB"};
constexpr Scale kMegabytes{"B", 1e6, "MB"};
constexpr Scale kMicroseconds{"s", 1e-6, "µs"};
constexpr Scale kWatts{"W", 1, "W"};
constexpr Scale kMegahertz{"Hz", 1e6, "MHz"};

class List {
public:
  template <typename Q>
  void add(std::string_view name, std::string label, const Figure<Q> &figure,
           const Scale &scale) {
    DeviceFigure &row = figures.emplace_back();
    row.name = name;
    row.label = std::move(label);
    row.value = figure.value.value();
    row.unit = scale.si;
    double scaled = row.value / scale.factor;
    // {:.4g} would switch to an exponent at 10000.
    row.rounded = scaled < 9999.5
                      ? fmt::format("{:.4g} {}", scaled, scale.shown)
                      : fmt::format("{:.0f} {}", scaled, scale.shown);
    row.exact = fmt::format("{:.6g} {}", scaled, scale.shown);
    row.from = figure.from;
  }
  template <typename Q>
  void add(std::string_view name, std::string label,
           const std::optional<Figure<Q>> &figure, const Scale &scale) {
    if (figure)
      add(name, std::move(label), *figure, scale);
  }
  std::vector<DeviceFigure> figures;
};

std::string levelLabel(MemoryLevel level) {
  switch (level) {
  case MemoryLevel::L1:
    return "L1 bandwidth";
  case MemoryLevel::L2:
    return "L2 bandwidth";
  case MemoryLevel::L3:
    return "L3 bandwidth";
  case MemoryLevel::Hbm:
    return "HBM bandwidth";
  }
  return "";
}

} // namespace

std::vector<DeviceFigure> deviceFigures(const Device &device) {
  List list;
  for (const auto &[pipe, figure] : device.peaks)
    list.add(name(pipe), std::string(name(pipe)), figure,
             pipe == Pipe::Int8Tensor ? kOperations : kFlops);
  for (const auto &[level, figure] : device.bandwidths)
    list.add(name(level), levelLabel(level), figure, kBandwidth);
  list.add("launch_interval", "launch interval", device.launchInterval,
           kMicroseconds);
  list.add("kernel_floor", "kernel floor", device.kernelFloor, kMicroseconds);
  list.add(kBoostClock, "boost clock", device.boostClock, kMegahertz);
  list.add("memory_capacity", "memory", device.memoryCapacity, kGigabytes);
  list.add("l2_capacity", "L2 cache", device.l2Capacity, kMegabytes);
  list.add("l3_capacity", "L3 cache", device.l3Capacity, kMegabytes);
  list.add("context_memory", "context", device.contextMemory, kMegabytes);
  list.add(kEagerContext, "context, eager", device.contextMemoryEager,
           kMegabytes);
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
