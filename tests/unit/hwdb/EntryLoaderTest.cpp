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

TEST(EntryLoaderTest, AnEntryStatesItsOwnError) {
  Result<Device> device = parseEntry(withTail(R"(
accuracy:
  mape_pct: 10
  kind: measured
  source: sheet
  date: 2025
  conditions: "the last fifth of the kernels"
  kernels:
    - {name: gemm, problem: "m 8 n 8 k 8 fp32", predicted_us: 9, measured_us: 10}
    - {name: copy, problem: "1 MB", predicted_us: 22, measured_us: 20}
)"),
                                     "toy.yaml");
  ASSERT_TRUE(device) << device.error().str();
  ASSERT_TRUE(device->accuracy);
  EXPECT_EQ(device->accuracy->mapePct, 10);
  EXPECT_EQ(device->accuracy->from.origin, Origin::Measured);
  ASSERT_EQ(device->accuracy->kernels.size(), 2u);
  EXPECT_EQ(device->accuracy->kernels[1].name, "copy");
  EXPECT_EQ(device->accuracy->kernels[0].problem, "m 8 n 8 k 8 fp32");
  EXPECT_DOUBLE_EQ(microseconds(device->accuracy->kernels[1].predicted), 22);
  EXPECT_DOUBLE_EQ(microseconds(device->accuracy->kernels[1].measured), 20);
  EXPECT_EQ(parseError(withTail("accuracy: {mape_pct: -1, kind: measured, "
                                "source: sheet, date: 2025, kernels: []}\n")),
            "toy.yaml:14:22: mape_pct must not be below 0, found -1");
}

TEST(EntryLoaderTest, ACpuHasCoresThreadsAndAThirdCache) {
  constexpr std::string_view cpu = R"(schema: perf-opt/device/1
id: toy
name: Toy
kind: cpu
vendor: acme
architecture: Play
aliases: []
sources: {sheet: "Acme, data sheet"}
core_count: {value: 8, unit: cores, kind: datasheet, source: sheet, date: 2025}
thread_count: {value: 16, unit: threads, kind: datasheet, source: sheet, date: 2025}
peaks:
  fp32: {value: 2.5, unit: TFLOP/s, kind: measured, source: sheet, date: 2025}
bandwidths:
  l3: {value: 400, unit: GB/s, kind: measured, source: sheet, date: 2025}
  hbm: {value: 100, unit: GB/s, kind: measured, source: sheet, date: 2025}
)";
  Result<Device> device = parseEntry(std::string(cpu), "toy.yaml");
  ASSERT_TRUE(device) << device.error().str();
  EXPECT_EQ(device->kind, DeviceKind::Cpu);
  EXPECT_EQ(device->smCount, 8);
  EXPECT_EQ(device->warpSize, 1);
  EXPECT_EQ(device->threadCount->value, Count(16));
  EXPECT_EQ(device->bandwidths.at(MemoryLevel::L3).value,
            BytesPerSecond(400e9));
  EXPECT_EQ(parseError(withTail("kind: cpu\n")),
            "toy.yaml:9:11: an entry of kind cpu has a 'core_count', not a "
            "'sm_count'");
  EXPECT_EQ(parseError(withTail("kind: tpu\n")),
            "toy.yaml:14:7: 'tpu' is no kind of device; expected gpu or cpu");
}

TEST(EntryLoaderTest, FurtherCeilingsStayInTheirFamilies) {
  Result<Device> device = parseEntry(withTail(R"(
nominal:
  peaks:
    fp4_tensor: {value: 9, unit: PFLOP/s, kind: datasheet, source: sheet, date: 2025}
measurements:
  - family: sweep
    regime: burst
    peaks:
      fp32: {value: 2.6, unit: TFLOP/s, kind: measured, source: sheet, date: 2025}
  - family: chase
    regime: lower_bound
    latencies:
      l1: {value: 33, unit: cycles, kind: measured, source: sheet, date: 2025}
    bandwidths:
      hbm_triad: {value: 88, unit: GB/s, kind: measured, source: sheet, date: 2025}
links:
  - {link: NVLink 3, to: gpu, value: 300, unit: GB/s, kind: datasheet, source: sheet, date: 2025}
power_points:
  - {activity: streaming, value: 200, unit: W, kind: measured, source: sheet, date: 2025}
multiprocessor:
  l1_capacity: {value: 192, unit: KiB, kind: datasheet, source: sheet, date: 2025}
)"),
                                     "toy.yaml");
  ASSERT_TRUE(device) << device.error().str();
  EXPECT_EQ(device->nominal.peaks.at("fp4_tensor").value, FlopsPerSecond(9e15));
  ASSERT_EQ(device->families.size(), 2u);
  EXPECT_EQ(device->families[0].regime, Regime::Burst);
  EXPECT_EQ(device->families[0].ceilings.peaks.at("fp32").value,
            FlopsPerSecond(2.6e12));
  // The ceiling that predictions use is another one.
  EXPECT_EQ(device->peaks.at(Pipe::Fp32).value, FlopsPerSecond(2.5e12));
  EXPECT_EQ(device->families[1].name, "chase");
  EXPECT_EQ(device->families[1].latencies.at("l1").value, Cycles(33));
  EXPECT_EQ(device->families[1].ceilings.bandwidths.at("hbm_triad").value,
            BytesPerSecond(88e9));
  EXPECT_EQ(device->links[0].operation, "copy");
  EXPECT_EQ(device->links[0].bandwidth.value, BytesPerSecond(300e9));
  EXPECT_EQ(device->powerPoints[0].power.value, Watts(200));
  EXPECT_EQ(device->multiprocessor.l1Capacity->value,
            Bytes(196608)); // 192 * 2^10
  EXPECT_EQ(parseError(withTail("measurements: [{family: a, regime: long}]\n")),
            "toy.yaml:14:36: 'long' is no regime; expected sustained, burst, "
            "issue or lower_bound");
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
