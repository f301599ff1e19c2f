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

/// An object with one figure for each key of the map, by its name.
template <typename Key, typename Q>
Json writeFigures(const std::map<Key, Figure<Q>> &figures) {
  Json json = Json::object();
  for (const auto &[key, figure] : figures)
    json[std::string(name(key))] = writeFigure(figure);
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
          {"allowed_starts", profile.allowedStarts}};
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

Json toJson(const Device &device) {
  return {
      {"schema", kDeviceSchema},
      {"id", device.id},
      {"name", device.name},
      {"vendor", device.vendor},
      {"architecture", device.architecture},
      {"aliases", device.aliases},
      {"price_name", device.priceName},
      {"sm_count", device.smCount},
      {"warp_size", device.warpSize},
      {"memory_capacity_bytes", writeFigure(device.memoryCapacity)},
      {"l2_capacity_bytes", writeFigure(device.l2Capacity)},
      {"boost_clock_hz", writeFigure(device.boostClock)},
      {"peaks_flops_per_s", writeFigures(device.peaks)},
      {"bandwidths_bytes_per_s", writeFigures(device.bandwidths)},
      {"idle_power_w", writeFigure(device.idlePower)},
      {"tdp_w", writeFigure(device.tdp)},
      {"launch_interval_s", writeFigure(device.launchInterval)},
      {"kernel_floor_s", writeFigure(device.kernelFloor)},
      {"context_memory_bytes", writeFigure(device.contextMemory)},
      {"context_memory_eager_loading_bytes",
       writeFigure(device.contextMemoryEager)},
      {"mig", writeMig(device)},
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
  device.aliases = in.at("aliases").list(readText);
  device.priceName = in.at("price_name").text();
  device.smCount = in.at("sm_count").int32();
  device.warpSize = in.at("warp_size").int32();
  readFigure(in, "memory_capacity_bytes", device.memoryCapacity);
  readFigure(in, "l2_capacity_bytes", device.l2Capacity);
  readFigure(in, "boost_clock_hz", device.boostClock);
  readFigures(in.at("peaks_flops_per_s"), parsePipe, "a pipe", device.peaks);
  readFigures(in.at("bandwidths_bytes_per_s"), parseMemoryLevel,
              "a memory level", device.bandwidths);
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
