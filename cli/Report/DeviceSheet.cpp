//===- DeviceSheet.cpp - One hardware entry in full -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/DeviceSheet.h"
#include "cli/Report/DeviceFigures.h"
#include "cli/Report/Figures.h"
#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/TextWriter.h"
#include "cli/Report/Units.h"
#include "core/Schema/DeviceJson.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>
#include <utility>

namespace perfopt::cli {

using namespace core;

namespace {

std::string unitsText(const Device &device) {
  if (device.kind == DeviceKind::Gpu)
    return fmt::format("{} multiprocessors, warps of {}", device.smCount,
                       device.warpSize);
  std::string cores = fmt::format("{} cores", device.smCount);
  return device.threadCount ? fmt::format("{}, {:.0f} threads", cores,
                                          device.threadCount->value.value())
                            : cores;
}

void writeIdentity(TextWriter &out, const Device &device) {
  out.heading(device.name.empty()
                  ? device.id
                  : fmt::format("{} ({})", device.name, device.id));
  out.fact("vendor", device.vendor);
  if (device.smCount > 0)
    out.fact("architecture",
             fmt::format("{}, {}", device.architecture, unitsText(device)));
  out.fact("also", joinComma(device.aliases));
  out.fact("price name", device.priceName);
}

void writeFigures(TextWriter &out, const char *title,
                  const std::vector<DeviceFigure> &figures) {
  if (figures.empty())
    return;
  out.subheading(title);
  Table table(
      {{.title = "figure"},
       {"value", Align::Right},
       {.title = "kind"},
       {.title = "date"},
       {.title = "source"},
       {.title = "conditions", .shrinkTo = 22, .wraps = true, .dropOrder = 1}});
  for (const DeviceFigure &figure : figures)
    table.addRow({printable(figure.label), figure.exact,
                  std::string(name(figure.from.origin)),
                  printable(figure.from.date), out.cite(figure.from.source),
                  printable(figure.from.conditions)});
  out.table(table);
}

std::string joinNumbers(const std::vector<int> &numbers) {
  return fmt::format("{}", fmt::join(numbers, " "));
}

void writeMig(TextWriter &out, const Device &device) {
  if (device.mig.empty()) {
    if (device.kind == DeviceKind::Gpu)
      out.fact("MIG", "the entry lists no profiles");
    return;
  }
  out.subheading("MIG profiles");
  Table table(
      {{.title = "profile"},
       {.title = "compute slices", .align = Align::Right, .dropOrder = 2},
       {"SMs", Align::Right},
       {.title = "memory slots", .align = Align::Right, .dropOrder = 1},
       {"nominal GB", Align::Right},
       {"usable GB", Align::Right},
       {"instances", Align::Right},
       {.title = "first slots", .dropOrder = 3}});
  for (const MigProfile &profile : device.mig)
    table.addRow(
        {printable(profile.name), std::to_string(profile.computeSlices),
         std::to_string(profile.smCount), std::to_string(profile.memorySlots),
         fmt::format("{:.4g}", gigabytes(profile.nominal)),
         fmt::format("{:.2f}", gigabytes(profile.usable)),
         std::to_string(profile.maxInstances),
         joinNumbers(profile.allowedStarts)});
  out.table(table);
  const Provenance &from = device.migFrom;
  out.item(fmt::format("{} memory slots; {}, {} {}{}{}", device.migMemorySlots,
                       name(from.origin), from.date, out.cite(from.source),
                       from.conditions.empty() ? "" : "; ", from.conditions));
  for (const MigProfile &profile : device.mig)
    if (!profile.derived.empty())
      out.item(fmt::format("{} is derived: {}", profile.name, profile.derived));
}

/// Packings of the same instances are one set, with their number.
using InstanceSets = std::vector<std::pair<std::string, int>>;

InstanceSets instanceSets(const std::vector<hwdb::MigPacking> &packings) {
  InstanceSets sets;
  for (const hwdb::MigPacking &packing : packings) {
    std::map<std::string, int, std::greater<>> counts; // largest names first
    for (const hwdb::MigInstance &instance : packing)
      ++counts[instance.profile];
    std::vector<std::string> parts;
    for (const auto &[profile, count] : counts)
      parts.push_back(count == 1 ? profile
                                 : fmt::format("{} x {}", count, profile));
    std::string instances = fmt::format("{}", fmt::join(parts, " + "));
    auto found =
        std::ranges::find(sets, instances, &std::pair<std::string, int>::first);
    if (found == sets.end())
      sets.emplace_back(instances, 1);
    else
      ++found->second;
  }
  return sets;
}

std::vector<std::string> doubledProfiles(const Device &device) {
  std::vector<std::string> names;
  for (const MigProfile &profile : device.mig)
    if (hwdb::isDoubled(profile, device))
      names.push_back(profile.name);
  return names;
}

/// Those of the same instances in one row: where they lie is seldom asked for.
void writePackings(TextWriter &out, const Device &device,
                   const std::vector<hwdb::MigPacking> &packings) {
  if (packings.empty())
    return;
  InstanceSets sets = instanceSets(packings);
  std::vector<std::string> doubled = doubledProfiles(device);
  std::string count =
      doubled.empty()
          ? fmt::format("{} full ones", packings.size())
          : fmt::format("{} with the standard profiles, {} with {}",
                        hwdb::standardPackings(device).size(), packings.size(),
                        printable(joinComma(doubled)));
  out.subheading("MIG packings: " + count);
  out.item(fmt::format("each is full: no instance can be added; {} of "
                       "different instances",
                       sets.size()));
  Table table({{.title = "instances", .shrinkTo = 20, .wraps = true},
               {"placements", Align::Right}});
  for (const auto &[instances, count] : sets)
    table.addRow({printable(instances), std::to_string(count)});
  out.table(table);
}

void writeAccuracy(TextWriter &out, const Device &device) {
  if (!device.accuracy)
    return;
  const Accuracy &accuracy = *device.accuracy;
  out.subheading("accuracy");
  out.item(accuracyText(out, accuracy));
  if (!accuracy.from.conditions.empty())
    out.item(accuracy.from.conditions);
  Table table({{.title = "kernel"},
               {.title = "problem", .shrinkTo = 14, .wraps = true},
               {"predicted µs", Align::Right},
               {"measured µs", Align::Right},
               {"error %", Align::Right}});
  for (const HeldBackKernel &kernel : accuracy.kernels)
    table.addRow({printable(kernel.name), printable(kernel.problem),
                  fmt::format("{:.4g}", microseconds(kernel.predicted)),
                  fmt::format("{:.4g}", microseconds(kernel.measured)),
                  fmt::format("{:+.1f}",
                              100 * (kernel.predicted / kernel.measured - 1))});
  out.table(table);
}

void writePrices(TextWriter &out, std::vector<Price> prices) {
  if (prices.empty())
    return;
  auto key = [](const Price &price) {
    return std::tie(price.provider, price.instance, price.gpus, price.region,
                    price.pricing, price.date);
  };
  std::sort(prices.begin(), prices.end(),
            [&](const Price &a, const Price &b) { return key(a) < key(b); });
  std::vector<double> instances, gpus;
  for (const Price &price : prices) {
    instances.push_back(price.perHour.value());
    gpus.push_back(price.perHour.value() / std::max(price.gpus, 1));
  }
  std::vector<std::string> perInstance = formatAmounts(instances);
  std::vector<std::string> perGpu = formatAmounts(gpus);
  out.subheading("cloud prices");
  Table table({{.title = "provider", .shrinkTo = 8},
               {.title = "instance", .shrinkTo = 8},
               {.title = "region", .shrinkTo = 8, .dropOrder = 1},
               {.title = "GPUs", .align = Align::Right, .dropOrder = 2},
               {.title = "$/h", .align = Align::Right, .dropOrder = 3},
               {"$/GPU-h", Align::Right},
               {.title = "pricing"},
               {.title = "date"},
               {.title = "source"}});
  for (size_t i = 0; i < prices.size(); ++i)
    table.addRow({printable(prices[i].provider), printable(prices[i].instance),
                  printable(prices[i].region), std::to_string(prices[i].gpus),
                  perInstance[i], perGpu[i], printable(prices[i].pricing),
                  printable(prices[i].date), out.cite(prices[i].source)});
  out.table(table);
}

} // namespace

std::string renderDeviceSheet(const Device &device, int width,
                              std::vector<Price> prices,
                              const std::vector<hwdb::MigPacking> &packings) {
  TextOptions options;
  options.width = width;
  TextWriter out(options);
  writeIdentity(out, device);
  writeFigures(out, "figures", deviceFigures(device));
  writeFigures(out, "beside them, read by no prediction",
               furtherFigures(device));
  writeAccuracy(out, device);
  writeMig(out, device);
  writePackings(out, device, packings);
  writePrices(out, std::move(prices));
  if (!device.notes.empty())
    out.subheading("notes");
  for (const std::string &note : device.notes)
    out.item(note);
  if (out.cites())
    out.subheading("sources");
  out.sourcesInFull();
  return out.take();
}

nlohmann::ordered_json
deviceSheetJson(const Device &device,
                const std::vector<hwdb::MigPacking> &packings) {
  nlohmann::ordered_json json = toJson(device);
  if (!packings.empty())
    json["mig"]["packings"] = {
        {"standard_profiles", hwdb::standardPackings(device).size()},
        {"all_profiles", packings.size()},
        {"different_instances", instanceSets(packings).size()},
        {"doubled_profiles", doubledProfiles(device)}};
  return json;
}

} // namespace perfopt::cli
