//===- EntryLoader.cpp - One device entry from YAML -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/EntryLoader.h"

#include "core/Support/Names.h"
#include "hwdb/TextFile.h"
#include "hwdb/YamlReader.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <vector>

using namespace perfopt::core;

namespace perfopt::hwdb {

namespace {

/// Reads one document. Throws core::Error, see YamlReader.
class EntryReader {
public:
  explicit EntryReader(const std::string &path) : in(path) {}

  Device device(const YAML::Node &root);

private:
  void readSources(const YAML::Node &node);
  Provenance provenance(const YamlMap &map) const;
  std::vector<std::string> texts(const YAML::Node &node,
                                 std::string_view what) const;

  /// The value in base units, and where it is from.
  struct Number {
    double value;
    Provenance from;
  };
  Number number(const YAML::Node &node, std::string_view key,
                Dimension dimension) const;
  template <typename Q>
  Figure<Q> figure(const YAML::Node &node, std::string_view key) const {
    Number read = number(node, key, DimensionOf<Q>::value);
    return {Q(read.value), std::move(read.from)};
  }
  template <typename Q>
  void figure(const YamlMap &entry, std::string_view key,
              std::optional<Figure<Q>> &result) const {
    if (YAML::Node node = in.find(entry, key))
      result = figure<Q>(node, key);
  }

  /// A mapping from names of `known` to figures.
  template <typename Key, typename Q>
  void figures(const YAML::Node &node, const std::string &what,
               std::initializer_list<Key> known,
               std::map<Key, Figure<Q>> &result) const;

  int countFigure(const YAML::Node &node, std::string_view key,
                  Dimension dimension) const;
  MigProfile migProfile(const YAML::Node &node) const;
  void readMig(const YAML::Node &node, Device &device) const;

  YamlReader in;
  std::map<std::string, std::string> sources;
};

void EntryReader::readSources(const YAML::Node &node) {
  if (!node.IsMap())
    in.fail(node, "sources must be a mapping from a short key to a citation");
  for (const auto &member : node)
    if (!sources
             .emplace(in.text(member.first, "a source's key"),
                      in.text(member.second, "a source"))
             .second)
      in.fail(member.first, fmt::format("the source '{}' appears twice",
                                        member.first.Scalar()));
}

Provenance EntryReader::provenance(const YamlMap &map) const {
  YAML::Node kind = in.require(map, "kind");
  std::optional<Origin> origin = parseOrigin(in.text(kind, "kind"));
  if (!origin)
    in.fail(kind, fmt::format("'{}' is no kind; expected measured, datasheet "
                              "or derived",
                              kind.Scalar()));
  YAML::Node key = in.require(map, "source");
  auto source = sources.find(in.text(key, "source"));
  if (source == sources.end())
    in.fail(key, fmt::format("the source '{}' is not listed under 'sources'; "
                             "add it there",
                             key.Scalar()));
  Provenance from{*origin, source->second, in.date(in.require(map, "date")),
                  ""};
  if (YAML::Node conditions = in.find(map, "conditions"))
    from.conditions = in.text(conditions, "conditions");
  if (from.origin == Origin::Derived && from.conditions.empty())
    in.fail(map.node, fmt::format("{} is derived but has no 'conditions'; "
                                  "write the formula there",
                                  map.what));
  return from;
}

std::vector<std::string> EntryReader::texts(const YAML::Node &node,
                                            std::string_view what) const {
  std::vector<std::string> result;
  for (const YAML::Node &item : in.list(node, what))
    result.push_back(in.text(item, what));
  return result;
}

EntryReader::Number EntryReader::number(const YAML::Node &node,
                                        std::string_view key,
                                        Dimension dimension) const {
  YamlMap map =
      in.map(node, fmt::format("the figure '{}'", key),
             {"value", "unit", "kind", "source", "date", "conditions"});
  double value = in.positive(in.require(map, "value"), "value");
  double factor = in.unit(in.require(map, "unit"), dimension);
  return {value * factor, provenance(map)};
}

int EntryReader::countFigure(const YAML::Node &node, std::string_view key,
                             Dimension dimension) const {
  number(node, key, dimension); // the checks of every figure
  return in.count(node["value"], key);
}

template <typename Key, typename Q>
void EntryReader::figures(const YAML::Node &node, const std::string &what,
                          std::initializer_list<Key> known,
                          std::map<Key, Figure<Q>> &result) const {
  std::vector<std::string_view> names;
  for (Key key : known)
    names.push_back(name(key));
  YamlMap map = in.map(node, what, names);
  for (Key key : known)
    if (YAML::Node member = in.find(map, name(key)))
      result[key] = figure<Q>(member, name(key));
}

MigProfile EntryReader::migProfile(const YAML::Node &node) const {
  YamlMap map =
      in.map(node, "a MIG profile",
             {"name", "compute_slices", "memory_slots", "sm_count",
              "nominal_gb", "usable_gib", "max_instances", "allowed_starts"});
  MigProfile profile;
  profile.name = in.text(in.require(map, "name"), "name");
  auto count = [&](std::string_view key) {
    return in.count(in.require(map, key), key);
  };
  profile.computeSlices = count("compute_slices");
  profile.memorySlots = count("memory_slots");
  profile.smCount = count("sm_count");
  profile.maxInstances = count("max_instances");
  profile.nominal =
      Bytes(in.positive(in.require(map, "nominal_gb"), "nominal_gb") * 1e9);
  profile.usable =
      gibibytes(in.positive(in.require(map, "usable_gib"), "usable_gib"));
  for (const YAML::Node &start :
       in.list(in.require(map, "allowed_starts"), "allowed_starts"))
    profile.allowedStarts.push_back(in.count(start, "allowed_starts"));
  return profile;
}

void EntryReader::readMig(const YAML::Node &node, Device &device) const {
  YamlMap map = in.map(
      node, "'mig'",
      {"memory_slots", "kind", "source", "date", "conditions", "profiles"});
  device.migMemorySlots =
      in.count(in.require(map, "memory_slots"), "memory_slots");
  device.migFrom = provenance(map);
  for (const YAML::Node &profile :
       in.list(in.require(map, "profiles"), "profiles"))
    device.mig.push_back(migProfile(profile));
}

Device EntryReader::device(const YAML::Node &root) {
  YamlMap entry = in.map(root, "a device entry",
                         {"schema",
                          "id",
                          "name",
                          "vendor",
                          "architecture",
                          "aliases",
                          "price_name",
                          "sources",
                          "sm_count",
                          "warp_size",
                          "memory_capacity",
                          "l2_capacity",
                          "boost_clock",
                          "peaks",
                          "bandwidths",
                          "idle_power",
                          "tdp",
                          "launch_interval",
                          "kernel_floor",
                          "context_memory",
                          "context_memory_eager_loading",
                          "mig",
                          "notes"});
  YAML::Node schema = in.require(entry, "schema");
  if (in.text(schema, "schema") != kDeviceSchema)
    in.fail(schema, fmt::format("found schema '{}', expected '{}'",
                                schema.Scalar(), kDeviceSchema));
  auto text = [&](std::string_view key) {
    return in.text(in.require(entry, key), key);
  };
  readSources(in.require(entry, "sources"));

  Device device;
  device.id = text("id");
  device.name = text("name");
  device.vendor = text("vendor");
  device.architecture = text("architecture");
  device.aliases = texts(in.require(entry, "aliases"), "aliases");
  if (in.find(entry, "price_name"))
    device.priceName = text("price_name");
  device.smCount = countFigure(in.require(entry, "sm_count"), "sm_count",
                               Dimension::Multiprocessors);
  if (YAML::Node warp = in.find(entry, "warp_size"))
    device.warpSize = countFigure(warp, "warp_size", Dimension::Threads);
  figure(entry, "memory_capacity", device.memoryCapacity);
  figure(entry, "l2_capacity", device.l2Capacity);
  figure(entry, "boost_clock", device.boostClock);
  figures(in.require(entry, "peaks"), "'peaks'",
          {Pipe::Fp64, Pipe::Fp32, Pipe::Fp16, Pipe::Tf32Tensor,
           Pipe::Fp16Tensor, Pipe::Bf16Tensor, Pipe::Fp8Tensor,
           Pipe::Int8Tensor},
          device.peaks);
  figures(in.require(entry, "bandwidths"), "'bandwidths'",
          {MemoryLevel::L1, MemoryLevel::L2, MemoryLevel::Hbm},
          device.bandwidths);
  figure(entry, "idle_power", device.idlePower);
  figure(entry, "tdp", device.tdp);
  figure(entry, "launch_interval", device.launchInterval);
  figure(entry, "kernel_floor", device.kernelFloor);
  figure(entry, "context_memory", device.contextMemory);
  figure(entry, "context_memory_eager_loading", device.contextMemoryEager);
  if (YAML::Node mig = in.find(entry, "mig"))
    readMig(mig, device);
  if (YAML::Node notes = in.find(entry, "notes"))
    device.notes = texts(notes, "notes");
  return device;
}

} // namespace

Result<Device> parseEntry(const std::string &yaml, const std::string &path) {
  try {
    return EntryReader(path).device(YAML::Load(yaml));
  } catch (const Error &error) {
    return error;
  } catch (const YAML::Exception &error) {
    return Error{"this is not YAML: " + error.msg, path, error.mark.line + 1,
                 error.mark.column + 1};
  } catch (const std::exception &error) {
    return Error{error.what(), path};
  }
}

Result<Device> loadEntry(const std::string &path) {
  Result<std::string> text = readTextFile(path);
  if (!text)
    return text.error();
  Result<Device> device = parseEntry(*text, path);
  std::string stem = std::filesystem::path(path).stem().string();
  if (device && device->id != stem)
    return Error{fmt::format("found the id '{}', expected '{}' as in the name "
                             "of the file",
                             device->id, stem),
                 path};
  return device;
}

} // namespace perfopt::hwdb
