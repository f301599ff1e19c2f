//===- EntryWriter.cpp - A measured device as an hwdb entry ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/EntryWriter.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <vector>

using namespace perfopt::core;

namespace perfopt::measure {

namespace {

constexpr size_t kColumns = 100;

/// A number as it is written.
struct Written {
  std::string value;
  std::string unit;
};

/// Six digits: more than any measurement has.
Written scaled(double value, double factor, std::string_view unit) {
  return {fmt::format("{:.6g}", value / factor), std::string(unit)};
}

Written written(FlopsPerSecond rate) {
  return rate.value() >= 1e12 ? scaled(rate.value(), 1e12, "TFLOP/s")
                              : scaled(rate.value(), 1e9, "GFLOP/s");
}
Written written(BytesPerSecond rate) {
  return scaled(rate.value(), 1e9, "GB/s");
}
Written written(Seconds time) { return scaled(time.value(), 1e-6, "us"); }
Written written(Hertz rate) { return scaled(rate.value(), 1e6, "MHz"); }
Written written(Watts power) { return scaled(power.value(), 1, "W"); }
Written written(Cycles cycles) { return scaled(cycles.value(), 1, "cycles"); }
/// Exactly: sizes are known to the byte.
Written written(Bytes bytes) {
  for (auto [factor, unit] : {std::pair{1048576.0, "MiB"}, {1024.0, "KiB"}})
    if (double count = bytes.value() / factor; count == int64_t(count))
      return {fmt::format("{:.0f}", count), unit};
  return {fmt::format("{:.0f}", bytes.value()), "B"};
}

class EntryText {
public:
  explicit EntryText(const Device &device) : device(device) {}
  std::string str();

private:
  void line(std::string_view key, const std::string &value) {
    out += fmt::format("{}: {}\n", key, value);
  }
  /// A text in quotes, broken at spaces; YAML joins the lines with a space.
  static std::string quoted(const std::string &text, size_t column,
                            size_t indent);
  std::string sourceKey(const std::string &citation);

  /// The keys behind `lead` in braces, or on a line of their own.
  void figure(const std::string &lead, size_t indent, const Written &number,
              const Provenance &from, const std::string &firstKeys = "");
  template <typename Q>
  void optional(std::string_view key, const std::optional<Figure<Q>> &figure);
  void count(const std::string &lead, size_t indent, double value,
             std::string_view unit, const Provenance &from) {
    figure(lead, indent, {fmt::format("{:.0f}", value), std::string(unit)},
           from);
  }
  template <typename Figures>
  void members(std::string_view key, size_t indent, const Figures &figures);

  void header();
  void machine();
  void ceilings();
  void constants();
  void accuracy();

  const Device &device;
  std::vector<std::string> citations;
  std::string out;
  /// Of what is measured here, for the counts that carry no source of theirs.
  Provenance run;
};

std::string EntryText::quoted(const std::string &text, size_t column,
                              size_t indent) {
  std::string escaped = nlohmann::json(text).dump();
  std::string result;
  for (size_t at = 0; at < escaped.size();) {
    size_t space = std::min(escaped.find(' ', at), escaped.size());
    size_t length = space - at;
    if (at > 0 && column + 1 + length > kColumns) {
      result += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (at > 0) {
      result += ' ';
      ++column;
    }
    result += escaped.substr(at, length);
    column += length;
    at = space + 1;
  }
  return result;
}

std::string EntryText::sourceKey(const std::string &citation) {
  auto found = std::ranges::find(citations, citation);
  if (found == citations.end())
    found = citations.insert(citations.end(), citation);
  auto index = found - citations.begin();
  if (index == 0)
    return "measured";
  // The kits cite nothing but themselves; the rest is from whoever ran them.
  return index == 1 ? "given" : fmt::format("given{}", index);
}

void EntryText::figure(const std::string &lead, size_t indent,
                       const Written &number, const Provenance &from,
                       const std::string &firstKeys) {
  std::string margin(indent + 2, ' ');
  std::string text = "{";
  if (!firstKeys.empty())
    text += fmt::format("{},\n{} ", firstKeys, margin);
  text += fmt::format("value: {}, unit: {}, kind: {}, source: {}, date: {}",
                      number.value, number.unit, name(from.origin),
                      sourceKey(from.source), from.date);
  if (!from.conditions.empty())
    text += fmt::format(
        ",\n{} conditions: {}", margin,
        quoted(from.conditions, margin.size() + 13, margin.size() + 3));
  text += "}\n";
  bool isItem = lead.ends_with("- ");
  out += isItem ? lead + text : lead + "\n" + margin + text;
}

template <typename Q>
void EntryText::optional(std::string_view key,
                         const std::optional<Figure<Q>> &figure) {
  if (figure)
    this->figure(fmt::format("{}:", key), 0, written(figure->value),
                 figure->from);
}

template <typename Figures>
void EntryText::members(std::string_view key, size_t indent,
                        const Figures &figures) {
  if (figures.empty())
    return;
  std::string margin(indent, ' ');
  out += fmt::format("{}{}:\n", margin, key);
  for (const auto &[member, value] : figures) {
    std::string_view label;
    if constexpr (std::is_same_v<std::decay_t<decltype(member)>, std::string>)
      label = member;
    else
      label = name(member);
    Written number = written(value.value);
    if (label.starts_with("int8") && number.unit == "TFLOP/s")
      number.unit = "TOP/s";
    figure(fmt::format("{}  {}:", margin, label), indent + 2, number,
           value.from);
  }
}

void EntryText::header() {
  line("schema", std::string(kDeviceSchema));
  line("id", device.id);
  line("name", quoted(device.name, 6, 2));
  line("kind", std::string(name(device.kind)));
  line("vendor", device.vendor);
  line("architecture", device.architecture);
  if (!device.computeCapability.empty())
    line("compute_capability", quoted(device.computeCapability, 20, 2));
  std::vector<std::string> aliases;
  for (const std::string &alias : device.aliases)
    aliases.push_back(nlohmann::json(alias).dump());
  line("aliases", fmt::format("[{}]", fmt::join(aliases, ", ")));
}

void EntryText::machine() {
  bool isCpu = device.kind == DeviceKind::Cpu;
  count(isCpu ? "core_count:" : "sm_count:", 0, device.smCount,
        isCpu ? "cores" : "SM", run);
  if (device.threadCount)
    count("thread_count:", 0, device.threadCount->value.value(), "threads",
          device.threadCount->from);
  if (!isCpu)
    count("warp_size:", 0, device.warpSize, "threads", run);
  const Multiprocessor &unit = device.multiprocessor;
  if (unit.l1Capacity || unit.sharedMemory || unit.registers || unit.threads ||
      unit.threadsPerBlock) {
    out += "multiprocessor:\n";
    if (unit.l1Capacity)
      figure("  l1_capacity:", 2, written(unit.l1Capacity->value),
             unit.l1Capacity->from);
    if (unit.sharedMemory)
      figure("  shared_memory:", 2, written(unit.sharedMemory->value),
             unit.sharedMemory->from);
    if (unit.registers)
      count("  registers:", 2, unit.registers->value.value(), "registers",
            unit.registers->from);
    if (unit.threads)
      count("  threads:", 2, unit.threads->value.value(), "threads",
            unit.threads->from);
    if (unit.threadsPerBlock)
      count("  threads_per_block:", 2, unit.threadsPerBlock->value.value(),
            "threads", unit.threadsPerBlock->from);
  }
  optional("memory_capacity", device.memoryCapacity);
  if (device.memoryBusWidth)
    count("memory_bus_width:", 0, device.memoryBusWidth->value.value(), "bit",
          device.memoryBusWidth->from);
  optional("l2_capacity", device.l2Capacity);
  optional("l3_capacity", device.l3Capacity);
  optional("boost_clock", device.boostClock);
}

void EntryText::ceilings() {
  out += '\n';
  members("peaks", 0, device.peaks);
  out += '\n';
  members("bandwidths", 0, device.bandwidths);
  if (device.families.empty())
    return;
  out += "\nmeasurements:\n";
  for (const CeilingFamily &family : device.families) {
    out += fmt::format("  - family: {}\n    regime: {}\n",
                       quoted(family.name, 12, 6), name(family.regime));
    members("peaks", 4, family.ceilings.peaks);
    members("bandwidths", 4, family.ceilings.bandwidths);
    members("latencies", 4, family.latencies);
  }
}

void EntryText::constants() {
  out += '\n';
  optional("idle_power", device.idlePower);
  optional("tdp", device.tdp);
  if (!device.powerPoints.empty()) {
    out += "power_points:\n";
    for (const PowerPoint &point : device.powerPoints)
      figure("  - ", 2, written(point.power.value), point.power.from,
             fmt::format("activity: {}", quoted(point.activity, 0, 4)));
  }
  optional("launch_interval", device.launchInterval);
  optional("graph_launch_interval", device.graphLaunchInterval);
  optional("kernel_floor", device.kernelFloor);
  optional("context_memory", device.contextMemory);
  if (!device.links.empty()) {
    out += "links:\n";
    for (const Link &link : device.links)
      figure("  - ", 2, written(link.bandwidth.value), link.bandwidth.from,
             fmt::format("link: {}, to: {}, operation: {}",
                         quoted(link.name, 0, 4), link.to, link.operation));
  }
}

void EntryText::accuracy() {
  const Accuracy &error = *device.accuracy;
  out += fmt::format("\naccuracy:\n  mape_pct: {:.1f}\n  kind: {}\n  source: "
                     "{}\n  date: {}\n  conditions: {}\n  kernels:\n",
                     error.mapePct, name(error.from.origin),
                     sourceKey(error.from.source), error.from.date,
                     quoted(error.from.conditions, 14, 4));
  for (const HeldBackKernel &kernel : error.kernels)
    out += fmt::format("    - {{name: {}, problem: {}, predicted_us: {:.6g}, "
                       "measured_us: {:.6g}}}\n",
                       kernel.name, quoted(kernel.problem, 0, 8),
                       microseconds(kernel.predicted),
                       microseconds(kernel.measured));
}

std::string EntryText::str() {
  if (!device.peaks.empty()) {
    run = device.peaks.begin()->second.from;
    run.conditions.clear();
  }
  machine();
  ceilings();
  constants();
  if (device.accuracy)
    accuracy();
  if (!device.notes.empty()) {
    out += "\nnotes:\n";
    for (const std::string &note : device.notes)
      out += fmt::format("  - {}\n", quoted(note, 4, 4));
  }
  // The sources are known only now.
  std::string body = std::move(out);
  out.clear();
  header();
  out += "\nsources:\n";
  for (const std::string &citation : citations)
    out +=
        fmt::format("  {}: {}\n", sourceKey(citation), quoted(citation, 14, 4));
  return out + "\n" + body;
}

} // namespace

std::string writeEntry(const Device &device) { return EntryText(device).str(); }

} // namespace perfopt::measure
