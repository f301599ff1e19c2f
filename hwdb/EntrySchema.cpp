//===- EntrySchema.cpp - Every key of an entry ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/EntrySchema.h"

#include "core/Schema/Device.h"
#include "hwdb/Units.h"

#include <algorithm>
#include <cassert>
#include <initializer_list>

using namespace perfopt::core;

namespace perfopt::hwdb {

std::vector<std::string_view> SchemaKey::memberNames() const {
  std::vector<std::string_view> names;
  for (const SchemaKey &key : members)
    names.push_back(key.name);
  return names;
}

const SchemaKey *SchemaKey::findMember(std::string_view name) const {
  auto found = std::ranges::find(members, name, &SchemaKey::name);
  return found == members.end() ? nullptr : &*found;
}

const SchemaKey &SchemaKey::member(std::string_view name) const {
  const SchemaKey *found = findMember(name);
  assert(found && "ask for keys of the table only");
  return *found;
}

namespace {

using Keys = std::vector<SchemaKey>;

template <typename Enum>
std::vector<std::string> namesOf(std::initializer_list<Enum> values) {
  std::vector<std::string> names;
  for (Enum value : values)
    names.emplace_back(name(value));
  return names;
}

SchemaKey required(SchemaKey key) {
  key.required = true;
  return key;
}
SchemaKey text(std::string name, std::string meaning) {
  return {std::move(name), Shape::Text, std::move(meaning)};
}
SchemaKey choice(std::string name, std::string meaning,
                 std::vector<std::string> choices) {
  return {std::move(name), Shape::Choice, std::move(meaning), false,
          std::move(choices)};
}
SchemaKey object(std::string name, std::string meaning, Keys members) {
  return {std::move(name),   Shape::Object, std::move(meaning), false, {},
          std::move(members)};
}
SchemaKey objects(std::string name, std::string meaning, Keys members) {
  return {std::move(name),   Shape::Objects, std::move(meaning), false, {},
          std::move(members)};
}

Keys operator+(Keys first, const Keys &second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

Keys provenanceKeys() {
  return {required(choice(
              "kind", "how the numbers came to be",
              namesOf({Origin::Measured, Origin::Datasheet, Origin::Derived}))),
          required({"source", Shape::Source, "a key of `sources`"}),
          required({"date", Shape::Date,
                    "ISO 8601, as exact as the source gives it"}),
          text("conditions", "under which it holds; of what is derived the "
                             "formula, and then required")};
}

Keys figureKeys(Dimension dimension) {
  return Keys{required({"value", Shape::Number, "in `unit`"}),
              required(choice("unit", "of `value`", unitNames(dimension)))} +
         provenanceKeys();
}

SchemaKey figure(std::string name, Dimension dimension, std::string meaning) {
  return object(std::move(name), std::move(meaning), figureKeys(dimension));
}

Keys figures(const std::vector<std::string> &names, Dimension dimension) {
  Keys keys;
  for (const std::string &name : names)
    keys.push_back(figure(name, dimension, "a figure"));
  return keys;
}

std::vector<std::string> pipeNames() {
  return namesOf({Pipe::Fp64, Pipe::Fp32, Pipe::Fp16, Pipe::Tf32Tensor,
                  Pipe::Fp16Tensor, Pipe::Bf16Tensor, Pipe::Fp8Tensor,
                  Pipe::Int8Tensor});
}

std::vector<std::string> levelNames() {
  return namesOf(
      {MemoryLevel::L1, MemoryLevel::L2, MemoryLevel::L3, MemoryLevel::Hbm});
}

/// Those that predictions use and those that no predictor knows.
Keys namedCeilingKeys() {
  std::vector<std::string> peaks = pipeNames();
  for (const char *more : {"int8", "fp64_tensor", "fp32_tensor", "fp4_tensor"})
    peaks.emplace_back(more);
  std::vector<std::string> bandwidths = levelNames();
  bandwidths.emplace_back("shared");
  bandwidths.emplace_back("infinity_cache");
  for (const char *level : {"l2", "hbm"})
    for (const char *pattern : {"read", "write", "copy", "scale", "triad"})
      bandwidths.push_back(std::string(level) + "_" + pattern);
  return {object("peaks",
                 "by pipe; also `int8` of the CUDA cores, `fp64_tensor`, "
                 "`fp32_tensor` and `fp4_tensor`",
                 figures(peaks, Dimension::Throughput)),
          object("bandwidths",
                 "by level; also `shared`, `infinity_cache`, and of `l2` and "
                 "`hbm` one pattern of access, such as `hbm_triad`",
                 figures(bandwidths, Dimension::Bandwidth))};
}

Keys familyKeys() {
  return Keys{required(text("family", "the benchmark's short name")),
              required(choice("regime", "how long it ran and what that says",
                              namesOf({Regime::Sustained, Regime::Burst,
                                       Regime::Issue, Regime::LowerBound})))} +
         namedCeilingKeys() +
         Keys{object("latencies",
                     "of one access: `l1`, `shared`, `l2`, `far_l2`, `hbm`",
                     figures({"l1", "shared", "l2", "far_l2", "hbm"},
                             Dimension::Cycles))};
}

Keys multiprocessorKeys() {
  return {figure("fp32_cores", Dimension::Cores, "FP32 lanes"),
          figure("tensor_cores", Dimension::Cores, "tensor or matrix cores"),
          figure("l1_capacity", Dimension::Storage,
                 "L1 cache, with the shared memory where both are one"),
          figure("shared_memory", Dimension::Storage,
                 "the most of it that blocks can have"),
          figure("registers", Dimension::Registers, "of 32 bit"),
          figure("threads", Dimension::Threads, "resident at once"),
          figure("threads_per_block", Dimension::Threads, "at most")};
}

Keys migKeys() {
  auto whole = [](std::string name, std::string meaning) {
    return required({std::move(name), Shape::Whole, std::move(meaning)});
  };
  Keys profile{
      required(text("name", "as nvidia-smi prints it")),
      whole("compute_slices", "of the board's seven or four"),
      whole("memory_slots", "consecutive slots that an instance occupies"),
      whole("sm_count", "SM of an instance"),
      required(
          {"nominal_gb", Shape::Number, "the size in the name, in 10^9 B"}),
      required({"usable_gib", Shape::Number,
                "what an application can use, in 2^30 B"}),
      whole("max_instances", "at once on one board"),
      required({"allowed_starts", Shape::Wholes,
                "first slots at which an instance may be placed"}),
      text("derived", "how, where the numbers are not the source's")};
  return Keys{whole("memory_slots", "of the board")} + provenanceKeys() +
         Keys{required(objects("profiles", "ways to cut the board", profile))};
}

Keys accuracyKeys() {
  Keys kernel{required(text("name", "the kernel's")),
              required(text("problem", "its size and type, in words")),
              required({"predicted_us", Shape::Number, "by the roofline"}),
              required({"measured_us", Shape::Number, "on the device"})};
  return Keys{required({"mape_pct", Shape::Error,
                        "mean of |predicted - measured| / measured over "
                        "`kernels`, in percent"})} +
         provenanceKeys() +
         Keys{required(objects("kernels", "kept out of the fit", kernel))};
}

Keys linkKeys() {
  return Keys{required(text("link", "its name: NVLink 3, PCIe 4 x16")),
              required(choice("to", "what is at the other end",
                              {"gpu", "host", "node"})),
              choice("operation", "what moved; `copy` when missing",
                     {"copy", "all_reduce", "all_gather", "reduce_scatter",
                      "all_to_all"})} +
         figureKeys(Dimension::Bandwidth);
}

Keys exceptionKeys() {
  return {required(text("rule", "the linter's name for it")),
          required(text("at", "the key that it complains about: peaks.fp32")),
          required(text("reason", "why it is right nevertheless"))};
}

Keys entryKeys() {
  Keys keys{
      required(text("schema", std::string(kDeviceSchema))),
      required(text("id", "the file's name without .yaml")),
      required(text("name", "what the driver's tool prints")),
      choice("kind", "`gpu` when missing",
             namesOf({DeviceKind::Gpu, DeviceKind::Cpu})),
      required(text("vendor", "one word, lower case")),
      required(text("architecture", "one word")),
      text("compute_capability", "8.0, gfx90a"),
      text("memory_type", "HBM2e, GDDR6, DDR5-4800 x8"),
      {"year", Shape::Whole, "of the launch"},
      required({"aliases", Shape::Texts,
                "other names: of drivers, clouds, people; case and punctuation "
                "do not matter"}),
      text("price_name", "the name in price lists that do not print the id"),
      required({"sources", Shape::Citations, "short key to citation"}),
      figure("sm_count", Dimension::Multiprocessors,
             "SM or CU; required of a GPU"),
      figure("core_count", Dimension::Cores, "required of a CPU"),
      figure("thread_count", Dimension::Threads, "hardware threads of a CPU"),
      figure("warp_size", Dimension::Threads, "32 when missing, 1 on a CPU"),
      object("multiprocessor", "what one SM, CU or core has",
             multiprocessorKeys()),
      figure("memory_capacity", Dimension::Storage,
             "what the driver reports as total"),
      figure("memory_bus_width", Dimension::Bits, "data lines of the memory"),
      figure("memory_data_rate", Dimension::Frequency,
             "transfers a second on each line"),
      figure("l2_capacity", Dimension::Storage,
             "of the device; of a CPU all "
             "cores' together"),
      figure("l3_capacity", Dimension::Storage, "a CPU's last cache"),
      figure("base_clock", Dimension::Frequency, "guaranteed"),
      figure("boost_clock", Dimension::Frequency, "highest"),
      required(object("peaks",
                      "dense ceilings by pipe; those that predictions use",
                      figures(pipeNames(), Dimension::Throughput))),
      required(object("bandwidths",
                      "by level; those that predictions use. `hbm` is the "
                      "device's memory, GDDR and DDR too; `l3` a CPU's",
                      figures(levelNames(), Dimension::Bandwidth))),
      object("nominal", "what the vendor prints, dense", namedCeilingKeys()),
      objects("measurements",
              "further measured ceilings, each benchmark a family of its own",
              familyKeys()),
      figure("idle_power", Dimension::Power, "without a context"),
      figure("tdp", Dimension::Power, "the board's limit"),
      objects("power_points", "board power while busy",
              Keys{required(text("activity", "what ran"))} +
                  figureKeys(Dimension::Power)),
      figure("launch_interval", Dimension::Time,
             "start to start of kernels launched back to back"),
      figure("graph_launch_interval", Dimension::Time,
             "the same between the nodes of a graph"),
      figure("kernel_floor", Dimension::Time,
             "the shortest time any kernel takes"),
      figure("context_memory", Dimension::Storage,
             "driver context and libraries before the first tensor, kernels "
             "loaded when used"),
      figure("context_memory_eager_loading", Dimension::Storage,
             "the same, all kernels loaded at the start"),
      objects("links", "ways out of the device; bandwidth of one direction",
              linkKeys()),
      object("mig", "Multi-Instance GPU", migKeys()),
      object("accuracy",
             "error of the roofline with this entry on held-back kernels",
             accuracyKeys()),
      {"notes", Shape::Texts, "contradictions and doubts, one sentence each"},
      objects("lint_exceptions", "findings of the linter that are right here",
              exceptionKeys())};
  return keys;
}

} // namespace

const SchemaKey &entrySchema() {
  static const SchemaKey schema = object("", "a device entry", entryKeys());
  return schema;
}

} // namespace perfopt::hwdb
