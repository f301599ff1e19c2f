//===- DeviceList.cpp - Every hardware entry, a line each -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/DeviceSheet.h"
#include "cli/Report/Table.h"
#include "cli/Report/Text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace perfopt::cli {

using namespace core;

namespace {

/// In the column's unit; "*" behind what nobody measured on the board.
template <typename Q>
std::string figureText(const std::optional<Figure<Q>> &figure, double unit,
                       int decimals) {
  if (!figure)
    return "- ";
  return fmt::format("{:.{}f}{}", figure->value.value() / unit, decimals,
                     figure->from.origin == Origin::Measured ? " " : "*");
}

template <typename Key, typename Q>
std::optional<Figure<Q>> find(const std::map<Key, Figure<Q>> &figures,
                              Key key) {
  auto found = figures.find(key);
  return found == figures.end() ? std::nullopt
                                : std::optional<Figure<Q>>(found->second);
}

/// The entry names the most usual ones first.
std::string firstAliases(const Device &device) {
  constexpr size_t kShown = 2;
  std::vector<std::string> aliases = device.aliases;
  aliases.resize(std::min(aliases.size(), kShown));
  return printable(joinComma(aliases));
}

} // namespace

std::string renderDeviceList(const std::vector<Device> &devices, int width) {
  Table table({{.title = "device"},
               {.title = "architecture", .dropOrder = 2},
               {"SMs", Align::Right},
               {"memory", Align::Right},
               {"HBM", Align::Right},
               {"fp32", Align::Right},
               {"fp16 tensor", Align::Right},
               {.title = "MIG"},
               {.title = "also", .shrinkTo = 14, .dropOrder = 1}});
  for (const Device &device : devices)
    table.addRow({printable(device.id), printable(device.architecture),
                  std::to_string(device.smCount),
                  figureText(device.memoryCapacity, 1e9, 1),
                  figureText(find(device.bandwidths, MemoryLevel::Hbm), 1e9, 0),
                  figureText(find(device.peaks, Pipe::Fp32), 1e12, 1),
                  figureText(find(device.peaks, Pipe::Fp16Tensor), 1e12, 1),
                  device.mig.empty() ? "no" : "yes", firstAliases(device)});
  TableLayout layout;
  layout.width = width;
  layout.indent = 0;
  std::string text = table.str(layout);
  for (const std::string &line : wrap(
           "memory in GB, HBM in GB/s, fp32 and fp16 tensor in TFLOP/s; * from "
           "a datasheet or derived, not measured; `perf-opt hwdb show DEVICE` "
           "has every figure with its source",
           width))
    text += line + '\n';
  return text;
}

} // namespace perfopt::cli
