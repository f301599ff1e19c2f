//===- DeviceJson.cpp - A device as JSON ----------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Schema/DeviceJson.h"

#include "core/Support/JsonReader.h"

namespace perfopt::core {

using Json = nlohmann::ordered_json;

namespace {

//===----------------------------------------------------------------------===//
// Figures
//===----------------------------------------------------------------------===//

void writeProvenance(Json &json, const Provenance &from) {
  json["kind"] = name(from.origin);
  json["source"] = from.source;
  json["date"] = from.date;
  json["conditions"] = from.conditions;
}

Provenance readProvenance(const JsonReader &in) {
  return {in.at("kind").parsed(parseOrigin, "measured, datasheet or derived"),
          in.at("source").text(), in.at("date").text(),
          in.at("conditions").text()};
}

template <typename Q>
Json writeFigure(const Figure<Q> &figure) {
  Json json = {{"value", toJson(figure.value)}};
  writeProvenance(json, figure.from);
  return json;
}

template <typename Q>
Json writeFigure(const std::optional<Figure<Q>> &figure) {
  return figure ? writeFigure(*figure) : Json();
}

template <typename Q>
Figure<Q> readFigure(const JsonReader &in) {
  return {in.at("value").quantity<Q>(), readProvenance(in)};
}

template <typename Q>
void readFigure(const JsonReader &in, std::string_view key,
                std::optional<Figure<Q>> &figure) {
  if (std::optional<JsonReader> value = in.find(key))
    figure = readFigure<Q>(*value);
}

std::string keyText(const std::string &key) { return key; }
template <typename Enum>
std::string keyText(Enum key) {
  return std::string(name(key));
}

/// An object with one figure for each key of the map, by its name.
template <typename Key, typename Q>
Json writeFigures(const std::map<Key, Figure<Q>> &figures) {
  Json json = Json::object();
  for (const auto &[key, figure] : figures)
    json[keyText(key)] = writeFigure(figure);
  return json;
}

template <typename Key, typename Q>
void readFigures(const JsonReader &in,
                 std::optional<Key> (*parse)(std::string_view),
                 std::string_view what, std::map<Key, Figure<Q>> &figures) {
  in.forEachMember([&](const std::string &text, const JsonReader &value) {
    std::optional<Key> key = parse(text);
    if (!key)
      value.fail("this key is not " + std::string(what));
    figures[*key] = readFigure<Q>(value);
  });
}

template <typename Q>
void readFigures(const JsonReader &in,
                 std::map<std::string, Figure<Q>> &figures) {
  in.forEachMember([&](const std::string &key, const JsonReader &value) {
    figures[key] = readFigure<Q>(value);
  });
}

//===----------------------------------------------------------------------===//
// Ceilings by name
//===----------------------------------------------------------------------===//

void writeCeilings(Json &json, const NamedCeilings &ceilings) {
  json["peaks_flops_per_s"] = writeFigures(ceilings.peaks);
  json["bandwidths_bytes_per_s"] = writeFigures(ceilings.bandwidths);
}

NamedCeilings readCeilings(const JsonReader &in) {
  NamedCeilings ceilings;
  readFigures(in.at("peaks_flops_per_s"), ceilings.peaks);
  readFigures(in.at("bandwidths_bytes_per_s"), ceilings.bandwidths);
  return ceilings;
}

Json writeNominal(const NamedCeilings &ceilings) {
  Json json = Json::object();
  writeCeilings(json, ceilings);
  return json;
}

Json writeFamilies(const std::vector<CeilingFamily> &families) {
  Json list = Json::array();
  for (const CeilingFamily &family : families) {
    Json &json = list.emplace_back(
        Json{{"family", family.name}, {"regime", name(family.regime)}});
    writeCeilings(json, family.ceilings);
    json["latencies_cycles"] = writeFigures(family.latencies);
  }
  return list;
}

CeilingFamily readFamily(const JsonReader &in) {
  CeilingFamily family;
  family.name = in.at("family").text();
  family.regime = in.at("regime").parsed(parseRegime, "a regime");
  family.ceilings = readCeilings(in);
  readFigures(in.at("latencies_cycles"), family.latencies);
  return family;
}

//===----------------------------------------------------------------------===//
// Multiprocessor, power, links
//===----------------------------------------------------------------------===//

Json writeMultiprocessor(const Multiprocessor &unit) {
  return {{"fp32_cores", writeFigure(unit.fp32Cores)},
          {"tensor_cores", writeFigure(unit.tensorCores)},
          {"l1_capacity_bytes", writeFigure(unit.l1Capacity)},
          {"shared_memory_bytes", writeFigure(unit.sharedMemory)},
          {"registers", writeFigure(unit.registers)},
          {"threads", writeFigure(unit.threads)},
          {"threads_per_block", writeFigure(unit.threadsPerBlock)}};
}

Multiprocessor readMultiprocessor(const JsonReader &in) {
  Multiprocessor unit;
  readFigure(in, "fp32_cores", unit.fp32Cores);
  readFigure(in, "tensor_cores", unit.tensorCores);
  readFigure(in, "l1_capacity_bytes", unit.l1Capacity);
  readFigure(in, "shared_memory_bytes", unit.sharedMemory);
  readFigure(in, "registers", unit.registers);
  readFigure(in, "threads", unit.threads);
  readFigure(in, "threads_per_block", unit.threadsPerBlock);
  return unit;
}

Json writePowerPoints(const std::vector<PowerPoint> &points) {
  Json list = Json::array();
  for (const PowerPoint &point : points)
    list.push_back(
        {{"activity", point.activity}, {"power_w", writeFigure(point.power)}});
  return list;
}

PowerPoint readPowerPoint(const JsonReader &in) {
  return {in.at("activity").text(), readFigure<Watts>(in.at("power_w"))};
}

Json writeLinks(const std::vector<Link> &links) {
  Json list = Json::array();
  for (const Link &link : links)
    list.push_back({{"link", link.name},
                    {"to", link.to},
                    {"operation", link.operation},
                    {"bandwidth_bytes_per_s", writeFigure(link.bandwidth)}});
  return list;
}

Link readLink(const JsonReader &in) {
  return {in.at("link").text(), in.at("to").text(), in.at("operation").text(),
          readFigure<BytesPerSecond>(in.at("bandwidth_bytes_per_s"))};
}

//===----------------------------------------------------------------------===//
// Accuracy
//===----------------------------------------------------------------------===//

Accuracy readAccuracy(const JsonReader &in) {
  Accuracy accuracy;
  accuracy.mapePct = in.at("mape_pct").number();
  accuracy.from = readProvenance(in);
  accuracy.kernels = in.at("kernels").list([](const JsonReader &kernel) {
    return HeldBackKernel{kernel.at("name").text(), kernel.at("problem").text(),
                          kernel.at("predicted_s").quantity<Seconds>(),
                          kernel.at("measured_s").quantity<Seconds>()};
  });
  return accuracy;
}

//===----------------------------------------------------------------------===//
// Multi-Instance GPU
//===----------------------------------------------------------------------===//

Json writeProfile(const MigProfile &profile) {
  return {{"name", profile.name},
          {"compute_slices", profile.computeSlices},
          {"memory_slots", profile.memorySlots},
          {"sm_count", profile.smCount},
          {"nominal_bytes", toJson(profile.nominal)},
          {"usable_bytes", toJson(profile.usable)},
          {"max_instances", profile.maxInstances},
          {"allowed_starts", profile.allowedStarts},
          {"derived", profile.derived}};
}

MigProfile readProfile(const JsonReader &in) {
  MigProfile profile;
  profile.name = in.at("name").text();
  profile.computeSlices = in.at("compute_slices").int32();
  profile.memorySlots = in.at("memory_slots").int32();
  profile.smCount = in.at("sm_count").int32();
  profile.nominal = in.at("nominal_bytes").quantity<Bytes>();
  profile.usable = in.at("usable_bytes").quantity<Bytes>();
  profile.maxInstances = in.at("max_instances").int32();
  profile.allowedStarts = in.at("allowed_starts").list([](const JsonReader &v) {
    return v.int32();
  });
  if (std::optional<JsonReader> derived = in.find("derived"))
    profile.derived = derived->text();
  return profile;
}

/// Null for a board that cannot be cut.
Json writeMig(const Device &device) {
  if (device.mig.empty())
    return nullptr;
  Json json = {{"memory_slots", device.migMemorySlots}};
  writeProvenance(json, device.migFrom);
  json["profiles"] = Json::array();
  for (const MigProfile &profile : device.mig)
    json["profiles"].push_back(writeProfile(profile));
  return json;
}

void readMig(const JsonReader &in, Device &device) {
  device.migMemorySlots = in.at("memory_slots").int32();
  device.migFrom = readProvenance(in);
  device.mig = in.at("profiles").list(readProfile);
}

} // namespace

Json toJson(const Accuracy &accuracy) {
  Json json = {{"mape_pct", numberToJson(accuracy.mapePct)}};
  writeProvenance(json, accuracy.from);
  json["kernels"] = Json::array();
  for (const HeldBackKernel &kernel : accuracy.kernels)
    json["kernels"].push_back({{"name", kernel.name},
                               {"problem", kernel.problem},
                               {"predicted_s", toJson(kernel.predicted)},
                               {"measured_s", toJson(kernel.measured)}});
  return json;
}

Json toJson(const Device &device) {
  return {
      {"schema", kDeviceSchema},
      {"id", device.id},
      {"name", device.name},
      {"vendor", device.vendor},
      {"kind", name(device.kind)},
      {"architecture", device.architecture},
      {"compute_capability", device.computeCapability},
      {"memory_type", device.memoryType},
      {"year", device.year},
      {"aliases", device.aliases},
      {"price_name", device.priceName},
      {"sm_count", device.smCount},
      {"warp_size", device.warpSize},
      {"thread_count", writeFigure(device.threadCount)},
      {"multiprocessor", writeMultiprocessor(device.multiprocessor)},
      {"memory_capacity_bytes", writeFigure(device.memoryCapacity)},
      {"memory_bus_width_bits", writeFigure(device.memoryBusWidth)},
      {"memory_data_rate_hz", writeFigure(device.memoryDataRate)},
      {"l2_capacity_bytes", writeFigure(device.l2Capacity)},
      {"l3_capacity_bytes", writeFigure(device.l3Capacity)},
      {"base_clock_hz", writeFigure(device.baseClock)},
      {"boost_clock_hz", writeFigure(device.boostClock)},
      {"peaks_flops_per_s", writeFigures(device.peaks)},
      {"bandwidths_bytes_per_s", writeFigures(device.bandwidths)},
      {"nominal", writeNominal(device.nominal)},
      {"measurements", writeFamilies(device.families)},
      {"idle_power_w", writeFigure(device.idlePower)},
      {"tdp_w", writeFigure(device.tdp)},
      {"power_points", writePowerPoints(device.powerPoints)},
      {"launch_interval_s", writeFigure(device.launchInterval)},
      {"graph_launch_interval_s", writeFigure(device.graphLaunchInterval)},
      {"kernel_floor_s", writeFigure(device.kernelFloor)},
      {"context_memory_bytes", writeFigure(device.contextMemory)},
      {"context_memory_eager_loading_bytes",
       writeFigure(device.contextMemoryEager)},
      {"links", writeLinks(device.links)},
      {"mig", writeMig(device)},
      {"accuracy", device.accuracy ? toJson(*device.accuracy) : Json()},
      {"notes", device.notes},
  };
}

static Device readDevice(const JsonReader &in) {
  auto readText = [](const JsonReader &value) { return value.text(); };
  Device device;
  device.id = in.at("id").text();
  device.name = in.at("name").text();
  device.vendor = in.at("vendor").text();
  device.architecture = in.at("architecture").text();
  if (std::optional<JsonReader> kind = in.find("kind"))
    device.kind = kind->parsed(parseDeviceKind, "gpu or cpu");
  auto optionalText = [&](std::string_view key, std::string &text) {
    if (std::optional<JsonReader> value = in.find(key))
      text = value->text();
  };
  optionalText("compute_capability", device.computeCapability);
  optionalText("memory_type", device.memoryType);
  optionalText("year", device.year);
  device.aliases = in.at("aliases").list(readText);
  device.priceName = in.at("price_name").text();
  device.smCount = in.at("sm_count").int32();
  device.warpSize = in.at("warp_size").int32();
  readFigure(in, "memory_capacity_bytes", device.memoryCapacity);
  readFigure(in, "thread_count", device.threadCount);
  if (std::optional<JsonReader> unit = in.find("multiprocessor"))
    device.multiprocessor = readMultiprocessor(*unit);
  readFigure(in, "memory_bus_width_bits", device.memoryBusWidth);
  readFigure(in, "memory_data_rate_hz", device.memoryDataRate);
  readFigure(in, "l2_capacity_bytes", device.l2Capacity);
  readFigure(in, "l3_capacity_bytes", device.l3Capacity);
  readFigure(in, "base_clock_hz", device.baseClock);
  readFigure(in, "boost_clock_hz", device.boostClock);
  readFigures(in.at("peaks_flops_per_s"), parsePipe, "a pipe", device.peaks);
  readFigures(in.at("bandwidths_bytes_per_s"), parseMemoryLevel,
              "a memory level", device.bandwidths);
  if (std::optional<JsonReader> nominal = in.find("nominal"))
    device.nominal = readCeilings(*nominal);
  if (std::optional<JsonReader> families = in.find("measurements"))
    device.families = families->list(readFamily);
  if (std::optional<JsonReader> points = in.find("power_points"))
    device.powerPoints = points->list(readPowerPoint);
  if (std::optional<JsonReader> links = in.find("links"))
    device.links = links->list(readLink);
  if (std::optional<JsonReader> accuracy = in.find("accuracy"))
    device.accuracy = readAccuracy(*accuracy);
  readFigure(in, "graph_launch_interval_s", device.graphLaunchInterval);
  readFigure(in, "idle_power_w", device.idlePower);
  readFigure(in, "tdp_w", device.tdp);
  readFigure(in, "launch_interval_s", device.launchInterval);
  readFigure(in, "kernel_floor_s", device.kernelFloor);
  readFigure(in, "context_memory_bytes", device.contextMemory);
  readFigure(in, "context_memory_eager_loading_bytes",
             device.contextMemoryEager);
  if (std::optional<JsonReader> mig = in.find("mig"))
    readMig(*mig, device);
  device.notes = in.at("notes").list(readText);
  return device;
}

template <>
Result<Device> fromJson<Device>(const nlohmann::json &json) {
  return readRecord(json, kDeviceSchema, readDevice);
}

} // namespace perfopt::core
