//===- EntryLoaderTest.cpp - One device entry from YAML -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/EntryLoader.h"

#include <gtest/gtest.h>

using namespace perfopt::core;
using namespace perfopt::hwdb;

namespace {

/// The smallest entry; line numbers in the tests below count from its start.
constexpr std::string_view kHead = R"(schema: perf-opt/device/1
id: toy
name: Toy
vendor: acme
architecture: Play
aliases: [plaything]
sources:
  sheet: "Acme, data sheet"
sm_count: {value: 4, unit: SM, kind: datasheet, source: sheet, date: 2025}
)";
constexpr std::string_view kPeaks = R"(peaks:
  fp32: {value: 2.5, unit: TFLOP/s, kind: measured, source: sheet, date: 2025-02}
)";
constexpr std::string_view kBandwidths = R"(bandwidths:
  hbm: {value: 100, unit: GB/s, kind: datasheet, source: sheet, date: 2025-02-01}
)";

std::string withTail(std::string_view tail) {
  return std::string(kHead).append(kPeaks).append(kBandwidths).append(tail);
}

/// The smallest entry with its fp32 figure replaced.
std::string withFp32(std::string_view figure) {
  return std::string(kHead)
      .append("peaks:\n  fp32: ")
      .append(figure)
      .append("\n")
      .append(kBandwidths);
}

std::string parseError(const std::string &yaml) {
  Result<Device> device = parseEntry(yaml, "toy.yaml");
  return device ? "no error" : device.error().str();
}

TEST(EntryLoaderTest, ReadsAndConverts) {
  Result<Device> device = parseEntry(withTail(R"(
memory_capacity: {value: 16, unit: GiB, kind: measured, source: sheet, date: 2025}
l2_capacity: {value: 6, unit: MiB, kind: datasheet, source: sheet, date: 2025}
boost_clock: {value: 1530, unit: MHz, kind: datasheet, source: sheet, date: 2025}
tdp: {value: 300, unit: W, kind: datasheet, source: sheet, date: 2025}
launch_interval:
  {value: 2.7, unit: us, kind: derived, source: sheet, date: 2025, conditions: as X}
mig:
  memory_slots: 8
  kind: datasheet
  source: sheet
  date: 2025
  profiles:
    - {name: 1g.5gb, compute_slices: 1, memory_slots: 1, sm_count: 14, nominal_gb: 5,
       usable_gib: 4.75, max_instances: 7, allowed_starts: [0, 1]}
notes: ["a doubt"]
)"),
                                     "toy.yaml");
  ASSERT_TRUE(device) << device.error().str();
  EXPECT_EQ(device->id, "toy");
  EXPECT_EQ(device->smCount, 4);
  EXPECT_EQ(device->warpSize, 32);
  EXPECT_EQ(device->peaks.at(Pipe::Fp32).value, FlopsPerSecond(2.5e12));
  EXPECT_EQ(device->peaks.at(Pipe::Fp32).from.origin, Origin::Measured);
  EXPECT_EQ(device->peaks.at(Pipe::Fp32).from.source, "Acme, data sheet");
  EXPECT_EQ(device->peaks.at(Pipe::Fp32).from.date, "2025-02");
  EXPECT_EQ(device->bandwidths.at(MemoryLevel::Hbm).value,
            BytesPerSecond(100e9));
  EXPECT_EQ(device->memoryCapacity->value, Bytes(17179869184)); // 16 * 2^30
  EXPECT_EQ(device->l2Capacity->value, Bytes(6291456));         // 6 * 2^20
  EXPECT_EQ(device->boostClock->value, Hertz(1.53e9));
  EXPECT_EQ(device->tdp->value, Watts(300));
  EXPECT_DOUBLE_EQ(device->launchInterval->value.value(), 2.7e-6);
  EXPECT_EQ(device->launchInterval->from.conditions, "as X");
  EXPECT_EQ(device->mig[0].nominal, Bytes(5e9));
  EXPECT_EQ(device->mig[0].usable, Bytes(5100273664)); // 4.75 * 2^30
  EXPECT_EQ(device->migMemorySlots, 8);
  EXPECT_EQ(device->notes, std::vector<std::string>{"a doubt"});
  EXPECT_FALSE(device->idlePower);
}

TEST(EntryLoaderTest, UnknownKeys) {
  EXPECT_EQ(
      parseError(withTail("tdpp: 3\n")),
      "toy.yaml:14:1: unknown key 'tdpp' in a device entry; expected tdp");
  EXPECT_EQ(parseError(withTail("id: twice\n")),
            "toy.yaml:14:1: the key 'id' appears twice in a device entry");
  EXPECT_EQ(parseError(withFp32("{value: 1, unit: TFLOP/s, kind: measured, "
                                "source: sheet, date: 2025, when: 2025}")),
            "toy.yaml:11:78: unknown key 'when' in the figure 'fp32'; expected "
            "value, unit, kind, source, date or conditions");
}

TEST(EntryLoaderTest, EveryFigureNeedsUnitKindSourceAndDate) {
  EXPECT_EQ(parseError(withFp32("{value: 1, kind: measured, source: sheet, "
                                "date: 2025}")),
            "toy.yaml:11:9: the figure 'fp32' has no 'unit'; add the key");
  EXPECT_EQ(parseError(withFp32("{value: 1, unit: TFLOP/s, source: sheet, "
                                "date: 2025}")),
            "toy.yaml:11:9: the figure 'fp32' has no 'kind'; add the key");
  EXPECT_EQ(parseError(withFp32("{value: 1, unit: TFLOP/s, kind: measured, "
                                "date: 2025}")),
            "toy.yaml:11:9: the figure 'fp32' has no 'source'; add the key");
  EXPECT_EQ(parseError(withFp32("{value: 1, unit: TFLOP/s, kind: measured, "
                                "source: sheet}")),
            "toy.yaml:11:9: the figure 'fp32' has no 'date'; add the key");
  EXPECT_EQ(parseError(withFp32("3")),
            "toy.yaml:11:9: the figure 'fp32' must be a mapping with the keys "
            "value, unit, kind, source, date, conditions");
  EXPECT_EQ(parseError(withFp32("{value: 1, unit: TFLOP/s, kind: derived, "
                                "source: sheet, date: 2025}")),
            "toy.yaml:11:9: the figure 'fp32' is derived but has no "
            "'conditions'; write the formula there");
}

TEST(EntryLoaderTest, WrongUnitKindSourceAndDate) {
  EXPECT_EQ(parseError(withFp32("{value: 1, unit: GB/s, kind: measured, "
                                "source: sheet, date: 2025}")),
            "toy.yaml:11:26: the unit 'GB/s' does not fit here; expected "
            "TFLOP/s, GFLOP/s, PFLOP/s, FLOP/s or TOP/s");
  EXPECT_EQ(parseError(withFp32("{value: 1, unit: TFLOP/s, kind: guessed, "
                                "source: sheet, date: 2025}")),
            "toy.yaml:11:41: 'guessed' is no kind; expected measured, "
            "datasheet or derived");
  EXPECT_EQ(parseError(withFp32("{value: 1, unit: TFLOP/s, kind: measured, "
                                "source: rumour, date: 2025}")),
            "toy.yaml:11:59: the source 'rumour' is not listed under "
            "'sources'; add it there");
  EXPECT_EQ(parseError(withFp32("{value: 1, unit: TFLOP/s, kind: measured, "
                                "source: sheet, date: May}")),
            "toy.yaml:11:72: 'May' is no date; expected ISO 8601 such as 2025, "
            "2025-02 or 2025-02-01");
}

TEST(EntryLoaderTest, NumbersMustBePositiveAndFinite) {
  constexpr std::string_view rest =
      ", unit: TFLOP/s, kind: measured, source: sheet, date: 2025}";
  auto error = [&](std::string value) {
    return parseError(withFp32("{value: " + value.append(rest)));
  };
  EXPECT_EQ(error("fast"),
            "toy.yaml:11:17: value must be a number, found 'fast'");
  EXPECT_EQ(error("-3"), "toy.yaml:11:17: value must be above 0, found -3");
  EXPECT_EQ(error("0"), "toy.yaml:11:17: value must be above 0, found 0");
  EXPECT_EQ(error(".inf"),
            "toy.yaml:11:17: value must be a number, found '.inf'");
  EXPECT_EQ(error("[1]"),
            "toy.yaml:11:17: value must be a number, found 'no number'");
}

TEST(EntryLoaderTest, UnknownPipesAndLevels) {
  EXPECT_EQ(parseError(std::string(kHead) + "peaks: {fp17: 3}\n" +
                       std::string(kBandwidths)),
            "toy.yaml:10:9: unknown key 'fp17' in 'peaks'; expected fp16, "
            "fp64 or fp32");
}

TEST(EntryLoaderTest, SchemaAndSyntax) {
  EXPECT_EQ(parseError("schema: perf-opt/device/2\n"),
            "toy.yaml:1:9: found schema 'perf-opt/device/2', expected "
            "'perf-opt/device/1'");
  EXPECT_EQ(parseError("id: toy\n"),
            "toy.yaml:1:1: a device entry has no 'schema'; add the key");
  EXPECT_EQ(parseError("id: [toy\nname: x"),
            "toy.yaml:2:5: this is not YAML: end of sequence flow not found");
  EXPECT_NE(parseError(""), "no error");
  EXPECT_NE(parseError("- a\n"), "no error");
  EXPECT_NE(parseError(std::string(100000, '[')), "no error");
  EXPECT_NE(parseError(std::string("\0\xff\xfe", 3)), "no error");
}

TEST(EntryLoaderTest, EveryPrefixOfAnEntryIsRefusedOrRead) {
  std::string entry = withTail("");
  for (size_t length = 0; length < entry.size(); ++length) {
    Result<Device> device = parseEntry(entry.substr(0, length), "toy.yaml");
    EXPECT_TRUE(device || device.error().path == "toy.yaml") << length;
  }
}

TEST(EntryLoaderTest, MissingFile) {
  Result<Device> device = loadEntry("/nonexistent/toy.yaml");
  ASSERT_FALSE(device);
  EXPECT_EQ(device.error().str(),
            "/nonexistent/toy.yaml: cannot read the file");
}

} // namespace
