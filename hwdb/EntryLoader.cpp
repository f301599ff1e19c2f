//===- EntryLoader.cpp - One device entry from YAML -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/EntryLoader.h"

#include "core/Support/Names.h"
#include "hwdb/EntrySchema.h"
#include "hwdb/TextFile.h"
#include "hwdb/YamlReader.h"

#include <fmt/format.h>

#include <algorithm>
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
  Number number(const YamlMap &map, Dimension dimension) const;
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

  /// A mapping from names of `Key` to figures.
  template <typename Key, typename Q>
  void figures(const YAML::Node &node, const std::string &what,
               const SchemaKey &schema,
               std::optional<Key> (*parse)(std::string_view),
               std::map<Key, Figure<Q>> &result) const;
  template <typename Q>
  void namedFigures(const YamlMap &owner, const std::string &key,
                    const SchemaKey &schema,
                    std::map<std::string, Figure<Q>> &result) const;

  int countFigure(const YAML::Node &node, std::string_view key,
                  Dimension dimension) const;
  int units(const YamlMap &entry, Device &device) const;
  Multiprocessor multiprocessor(const YAML::Node &node) const;
  NamedCeilings namedCeilings(const YamlMap &owner,
                              const SchemaKey &schema) const;
  CeilingFamily family(const YAML::Node &node) const;
  PowerPoint powerPoint(const YAML::Node &node) const;
  Link link(const YAML::Node &node) const;
  MigProfile migProfile(const YAML::Node &node) const;
  void readMig(const YAML::Node &node, Device &device) const;
  Accuracy accuracy(const YAML::Node &node) const;
  /// `read(item)` for each item of a list that may be missing.
  template <typename T>
  void each(const YamlMap &entry, std::string_view key,
            T (EntryReader::*read)(const YAML::Node &) const,
            std::vector<T> &result) const;

  YamlReader in;
  const SchemaKey &schema = entrySchema();
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
  // Every figure has the same keys.
  return number(in.map(node, fmt::format("the figure '{}'", key),
                       schema.member("sm_count").memberNames()),
                dimension);
}

EntryReader::Number EntryReader::number(const YamlMap &map,
                                        Dimension dimension) const {
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
                          const SchemaKey &schema,
                          std::optional<Key> (*parse)(std::string_view),
                          std::map<Key, Figure<Q>> &result) const {
  YamlMap map = in.map(node, what, schema.memberNames());
  for (const auto &member : map.node) {
    const std::string &name = member.first.Scalar();
    result[*parse(name)] = figure<Q>(member.second, name);
  }
}

template <typename Q>
void EntryReader::namedFigures(const YamlMap &owner, const std::string &key,
                               const SchemaKey &schema,
                               std::map<std::string, Figure<Q>> &result) const {
  YAML::Node node = in.find(owner, key);
  if (!node)
    return;
  YamlMap map = in.map(node, fmt::format("'{}' of {}", key, owner.what),
                       schema.member(key).memberNames());
  for (const auto &member : map.node) {
    const std::string &name = member.first.Scalar();
    result[name] = figure<Q>(member.second, name);
  }
}

template <typename T>
void EntryReader::each(const YamlMap &entry, std::string_view key,
                       T (EntryReader::*read)(const YAML::Node &) const,
                       std::vector<T> &result) const {
  if (YAML::Node list = in.find(entry, key))
    for (const YAML::Node &item : in.list(list, key))
      result.push_back((this->*read)(item));
}

/// Multiprocessors of a GPU, cores of a CPU.
int EntryReader::units(const YamlMap &entry, Device &device) const {
  bool isCpu = device.kind == DeviceKind::Cpu;
  std::string_view own = isCpu ? "core_count" : "sm_count";
  std::string_view other = isCpu ? "sm_count" : "core_count";
  if (YAML::Node wrong = in.find(entry, other))
    in.fail(wrong, fmt::format("an entry of kind {} has a '{}', not a '{}'",
                               name(device.kind), own, other));
  return countFigure(in.require(entry, own), own,
                     isCpu ? Dimension::Cores : Dimension::Multiprocessors);
}

Multiprocessor EntryReader::multiprocessor(const YAML::Node &node) const {
  YamlMap map = in.map(node, "'multiprocessor'",
                       schema.member("multiprocessor").memberNames());
  Multiprocessor result;
  auto count = [&](std::string_view key, Dimension dimension,
                   std::optional<Figure<Count>> &figure) {
    if (YAML::Node member = in.find(map, key)) {
      Number read = number(member, key, dimension);
      figure = Figure<Count>{Count(read.value), std::move(read.from)};
    }
  };
  count("fp32_cores", Dimension::Cores, result.fp32Cores);
  count("tensor_cores", Dimension::Cores, result.tensorCores);
  figure(map, "l1_capacity", result.l1Capacity);
  figure(map, "shared_memory", result.sharedMemory);
  count("registers", Dimension::Registers, result.registers);
  count("threads", Dimension::Threads, result.threads);
  count("threads_per_block", Dimension::Threads, result.threadsPerBlock);
  return result;
}

NamedCeilings EntryReader::namedCeilings(const YamlMap &owner,
                                         const SchemaKey &schema) const {
  NamedCeilings ceilings;
  namedFigures(owner, "peaks", schema, ceilings.peaks);
  namedFigures(owner, "bandwidths", schema, ceilings.bandwidths);
  return ceilings;
}

CeilingFamily EntryReader::family(const YAML::Node &node) const {
  const SchemaKey &keys = schema.member("measurements");
  YamlMap map = in.map(node, "a family of 'measurements'", keys.memberNames());
  CeilingFamily family;
  family.name = in.text(in.require(map, "family"), "family");
  YAML::Node regime = in.require(map, "regime");
  if (std::optional<Regime> known = parseRegime(in.text(regime, "regime")))
    family.regime = *known;
  else
    in.fail(regime,
            fmt::format("'{}' is no regime; expected {}", regime.Scalar(),
                        joinAlternatives(keys.member("regime").choices)));
  family.ceilings = namedCeilings(map, keys);
  namedFigures(map, "latencies", keys, family.latencies);
  return family;
}

PowerPoint EntryReader::powerPoint(const YAML::Node &node) const {
  YamlMap map = in.map(node, "a power point",
                       schema.member("power_points").memberNames());
  Number read = number(map, Dimension::Power);
  return {in.text(in.require(map, "activity"), "activity"),
          {Watts(read.value), std::move(read.from)}};
}

Link EntryReader::link(const YAML::Node &node) const {
  const SchemaKey &keys = schema.member("links");
  YamlMap map = in.map(node, "a link", keys.memberNames());
  auto choice = [&](const YAML::Node &value, std::string_view key) {
    std::string text = in.text(value, key);
    const std::vector<std::string> &choices = keys.member(key).choices;
    if (std::ranges::find(choices, text) == choices.end())
      in.fail(value, fmt::format("'{}' does not fit '{}'; expected {}", text,
                                 key, joinAlternatives(choices)));
    return text;
  };
  Link link;
  link.name = in.text(in.require(map, "link"), "link");
  link.to = choice(in.require(map, "to"), "to");
  YAML::Node operation = in.find(map, "operation");
  link.operation = operation ? choice(operation, "operation") : "copy";
  Number read = number(map, Dimension::Bandwidth);
  link.bandwidth = {BytesPerSecond(read.value), std::move(read.from)};
  return link;
}

MigProfile EntryReader::migProfile(const YAML::Node &node) const {
  YamlMap map = in.map(node, "a MIG profile",
                       schema.member("mig").member("profiles").memberNames());
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
  if (YAML::Node derived = in.find(map, "derived"))
    profile.derived = in.text(derived, "derived");
  return profile;
}

void EntryReader::readMig(const YAML::Node &node, Device &device) const {
  YamlMap map = in.map(node, "'mig'", schema.member("mig").memberNames());
  device.migMemorySlots =
      in.count(in.require(map, "memory_slots"), "memory_slots");
  device.migFrom = provenance(map);
  for (const YAML::Node &profile :
       in.list(in.require(map, "profiles"), "profiles"))
    device.mig.push_back(migProfile(profile));
}

Accuracy EntryReader::accuracy(const YAML::Node &node) const {
  const SchemaKey &keys = schema.member("accuracy");
  YamlMap map = in.map(node, "'accuracy'", keys.memberNames());
  Accuracy result;
  result.mapePct = in.notNegative(in.require(map, "mape_pct"), "mape_pct");
  result.from = provenance(map);
  for (const YAML::Node &item :
       in.list(in.require(map, "kernels"), "kernels")) {
    YamlMap kernel = in.map(item, "a kernel of 'accuracy'",
                            keys.member("kernels").memberNames());
    auto text = [&](std::string_view key) {
      return in.text(in.require(kernel, key), key);
    };
    auto microseconds = [&](std::string_view key) {
      return fromMicroseconds(in.positive(in.require(kernel, key), key));
    };
    result.kernels.push_back({text("name"), text("problem"),
                              microseconds("predicted_us"),
                              microseconds("measured_us")});
  }
  return result;
}

Device EntryReader::device(const YAML::Node &root) {
  YamlMap entry = in.map(root, "a device entry", schema.memberNames());
  YAML::Node version = in.require(entry, "schema");
  if (in.text(version, "schema") != kDeviceSchema)
    in.fail(version, fmt::format("found schema '{}', expected '{}'",
                                 version.Scalar(), kDeviceSchema));
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
  auto optionalText = [&](std::string_view key, std::string &result) {
    if (in.find(entry, key))
      result = text(key);
  };
  optionalText("price_name", device.priceName);
  optionalText("compute_capability", device.computeCapability);
  optionalText("memory_type", device.memoryType);
  optionalText("year", device.year);
  if (YAML::Node kind = in.find(entry, "kind")) {
    std::optional<DeviceKind> known = parseDeviceKind(in.text(kind, "kind"));
    if (!known)
      in.fail(kind, fmt::format("'{}' is no kind of device; expected gpu or "
                                "cpu",
                                kind.Scalar()));
    device.kind = *known;
  }
  device.smCount = units(entry, device);
  device.warpSize = device.kind == DeviceKind::Cpu ? 1 : 32;
  if (YAML::Node warp = in.find(entry, "warp_size"))
    device.warpSize = countFigure(warp, "warp_size", Dimension::Threads);
  auto count = [&](std::string_view key, Dimension dimension,
                   std::optional<Figure<Count>> &result) {
    if (YAML::Node node = in.find(entry, key)) {
      Number read = number(node, key, dimension);
      result = Figure<Count>{Count(read.value), std::move(read.from)};
    }
  };
  count("thread_count", Dimension::Threads, device.threadCount);
  if (YAML::Node node = in.find(entry, "multiprocessor"))
    device.multiprocessor = multiprocessor(node);
  figure(entry, "memory_capacity", device.memoryCapacity);
  count("memory_bus_width", Dimension::Bits, device.memoryBusWidth);
  figure(entry, "memory_data_rate", device.memoryDataRate);
  figure(entry, "l2_capacity", device.l2Capacity);
  figure(entry, "l3_capacity", device.l3Capacity);
  figure(entry, "base_clock", device.baseClock);
  figure(entry, "boost_clock", device.boostClock);
  figures(in.require(entry, "peaks"), "'peaks'", schema.member("peaks"),
          parsePipe, device.peaks);
  figures(in.require(entry, "bandwidths"), "'bandwidths'",
          schema.member("bandwidths"), parseMemoryLevel, device.bandwidths);
  if (YAML::Node node = in.find(entry, "nominal")) {
    const SchemaKey &keys = schema.member("nominal");
    device.nominal =
        namedCeilings(in.map(node, "'nominal'", keys.memberNames()), keys);
  }
  each(entry, "measurements", &EntryReader::family, device.families);
  each(entry, "power_points", &EntryReader::powerPoint, device.powerPoints);
  each(entry, "links", &EntryReader::link, device.links);
  figure(entry, "idle_power", device.idlePower);
  figure(entry, "tdp", device.tdp);
  figure(entry, "launch_interval", device.launchInterval);
  figure(entry, "graph_launch_interval", device.graphLaunchInterval);
  figure(entry, "kernel_floor", device.kernelFloor);
  figure(entry, "context_memory", device.contextMemory);
  figure(entry, "context_memory_eager_loading", device.contextMemoryEager);
  if (YAML::Node mig = in.find(entry, "mig"))
    readMig(mig, device);
  if (YAML::Node node = in.find(entry, "accuracy"))
    device.accuracy = accuracy(node);
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
