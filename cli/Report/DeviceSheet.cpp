//===- DeviceSheet.cpp - Hardware entries as text ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/DeviceSheet.h"

#include "cli/Report/Table.h"

#include <fmt/core.h>

namespace perfopt::cli {

namespace {

std::string terabytesOrDash(const core::Device &device, core::MemoryLevel level) {
  auto found = device.bandwidths.find(level);
  return found == device.bandwidths.end()
             ? "-"
             : fmt::format("{:.0f}", found->second.value.value() / 1e9);
}

std::string teraflopsOrDash(const core::Device &device, core::Pipe pipe) {
  auto found = device.peaks.find(pipe);
  return found == device.peaks.end()
             ? "-"
             : fmt::format("{:.1f}", found->second.value.value() / 1e12);
}

/// A row of the sheet: what, value with unit, and where it is from.
template <typename Q>
void addFigure(Table &table, const std::string &what,
               const core::Figure<Q> &figure, double scale, const char *unit) {
  table.addRow({what, fmt::format("{:.6g} {}", figure.value.value() / scale, unit),
                std::string(core::name(figure.from.origin)), figure.from.date,
                figure.from.source, figure.from.conditions});
}

template <typename Q>
void addFigure(Table &table, const std::string &what,
               const std::optional<core::Figure<Q>> &figure, double scale,
               const char *unit) {
  if (figure)
    addFigure(table, what, *figure, scale, unit);
}

std::string migTable(const core::Device &device, const TableLayout &layout) {
  Table table({{"MIG profile"},
               {"SM", Align::Right},
               {"nominal GB", Align::Right},
               {"usable GB", Align::Right},
               {"instances", Align::Right}});
  for (const core::MigProfile &profile : device.mig)
    table.addRow({profile.name, std::to_string(profile.smCount),
                  fmt::format("{:.0f}", core::gigabytes(profile.nominal)),
                  fmt::format("{:.2f}", core::gigabytes(profile.usable)),
                  std::to_string(profile.maxInstances)});
  return table.str(layout);
}

std::string join(const std::vector<std::string> &items) {
  std::string text;
  for (const std::string &item : items)
    text += (text.empty() ? "" : ", ") + item;
  return text;
}

} // namespace

std::string renderDeviceList(const std::vector<core::Device> &devices, int width) {
  Table table({{"device"},
               {"architecture", Align::Left, 6},
               {"SM", Align::Right},
               {"memory GB", Align::Right},
               {"HBM GB/s", Align::Right},
               {"fp32 TF/s", Align::Right},
               {"fp16 tensor TF/s", Align::Right},
               {"MIG", Align::Left},
               {"also known as", Align::Left, 12, false, 1}});
  for (const core::Device &device : devices)
    table.addRow({device.id, device.architecture, std::to_string(device.smCount),
                  device.memoryCapacity
                      ? fmt::format("{:.1f}",
                                    core::gigabytes(device.memoryCapacity->value))
                      : "-",
                  terabytesOrDash(device, core::MemoryLevel::Hbm),
                  teraflopsOrDash(device, core::Pipe::Fp32),
                  teraflopsOrDash(device, core::Pipe::Fp16Tensor),
                  device.mig.empty() ? "no" : "yes", join(device.aliases)});
  TableLayout layout;
  layout.width = width;
  layout.indent = 0;
  return table.str(layout);
}

std::string renderDeviceSheet(const core::Device &device, int width) {
  TableLayout layout;
  layout.width = width;
  std::string text =
      fmt::format("{} ({})\n  {} {}, {} SMs\n  also known as {}\n\n", device.name,
                  device.id, device.vendor, device.architecture, device.smCount,
                  join(device.aliases));
  Table table({{"figure"},
               {"value", Align::Right},
               {"kind"},
               {"date"},
               {"source", Align::Left, 20, true},
               {"conditions", Align::Left, 20, true, 1}});
  addFigure(table, "memory", device.memoryCapacity, 1024.0 * 1024, "MiB");
  addFigure(table, "L2 cache", device.l2Capacity, 1024.0 * 1024, "MiB");
  for (const auto &[level, figure] : device.bandwidths)
    addFigure(table, std::string(core::name(level)) + " bandwidth", figure, 1e9,
              "GB/s");
  for (const auto &[pipe, figure] : device.peaks)
    addFigure(table, std::string(core::name(pipe)), figure, 1e12,
              pipe == core::Pipe::Int8Tensor ? "TOP/s" : "TFLOP/s");
  addFigure(table, "boost clock", device.boostClock, 1e6, "MHz");
  addFigure(table, "launch interval", device.launchInterval, 1e-6, "us");
  addFigure(table, "kernel floor", device.kernelFloor, 1e-6, "us");
  addFigure(table, "idle power", device.idlePower, 1, "W");
  addFigure(table, "power limit", device.tdp, 1, "W");
  addFigure(table, "context memory", device.contextMemory, 1e6, "MB");
  addFigure(table, "  all kernels loaded", device.contextMemoryEager, 1e6, "MB");
  text += table.str(layout);
  if (!device.mig.empty())
    text += "\n" + migTable(device, layout);
  if (!device.notes.empty())
    text += "\n  notes\n";
  for (const std::string &note : device.notes)
    text += "  - " + note + "\n";
  return text;
}

} // namespace perfopt::cli
