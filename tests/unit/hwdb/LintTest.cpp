//===- LintTest.cpp - Planted faults, each for its rule -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace perfopt::core;
using namespace perfopt::hwdb;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
namespace fs = std::filesystem;

namespace {

/// 4 SM x 64 lanes x 1 GHz x 2 = 0.512 TFLOP/s of fp32; 4 SM x 2048 x 1 GHz =
/// 8.192 TFLOP/s of dense fp16 on its tensor cores (compute capability 8.0);
/// 512 bit x 2000 MT/s / 8 = 128 GB/s.
constexpr std::string_view kSound = R"(schema: perf-opt/device/1
id: toy
name: Acme Toy
vendor: acme
architecture: Play
compute_capability: "8.0"
aliases: [plaything]
sources:
  sheet: "Acme, data sheet"
  bench: "Acme, benchmark"
sm_count: {value: 4, unit: SM, kind: datasheet, source: sheet, date: 2025}
base_clock: {value: 800, unit: MHz, kind: datasheet, source: sheet, date: 2025}
boost_clock: {value: 1000, unit: MHz, kind: datasheet, source: sheet, date: 2025}
multiprocessor:
  fp32_cores: {value: 64, unit: cores, kind: datasheet, source: sheet, date: 2025}
memory_capacity: {value: 8, unit: GiB, kind: datasheet, source: sheet, date: 2025}
memory_bus_width: {value: 512, unit: bit, kind: datasheet, source: sheet, date: 2025}
memory_data_rate: {value: 2000, unit: MT/s, kind: datasheet, source: sheet, date: 2025}
peaks:
  fp32: {value: 0.5, unit: TFLOP/s, kind: measured, source: bench, date: 2025-02}
  fp16_tensor: {value: 7, unit: TFLOP/s, kind: measured, source: bench, date: 2025-02}
bandwidths:
  l1: {value: 900, unit: GB/s, kind: measured, source: bench, date: 2025-02}
  l2: {value: 300, unit: GB/s, kind: measured, source: bench, date: 2025-02}
  hbm: {value: 110, unit: GB/s, kind: measured, source: bench, date: 2025-02}
nominal:
  peaks:
    fp32: {value: 0.51, unit: TFLOP/s, kind: datasheet, source: sheet, date: 2025}
    tf32_tensor: {value: 4.1, unit: TFLOP/s, kind: datasheet, source: sheet, date: 2025}
    fp16_tensor: {value: 8.2, unit: TFLOP/s, kind: datasheet, source: sheet, date: 2025}
    int8_tensor: {value: 16.4, unit: TOP/s, kind: datasheet, source: sheet, date: 2025}
  bandwidths:
    hbm: {value: 128, unit: GB/s, kind: datasheet, source: sheet, date: 2025}
measurements:
  - family: sweep
    regime: burst
    peaks:
      fp16_tensor: {value: 7.9, unit: TFLOP/s, kind: measured, source: bench, date: 2025-02}
idle_power: {value: 20, unit: W, kind: measured, source: bench, date: 2025-02}
tdp: {value: 100, unit: W, kind: datasheet, source: sheet, date: 2025}
power_points:
  - {activity: streaming, value: 80, unit: W, kind: measured, source: bench, date: 2025-02}
launch_interval: {value: 2, unit: us, kind: measured, source: bench, date: 2025-02}
graph_launch_interval: {value: 1.5, unit: us, kind: measured, source: bench, date: 2025-02}
kernel_floor: {value: 1, unit: us, kind: derived, source: bench, date: 2025-02, conditions: half}
mig:
  memory_slots: 4
  kind: datasheet
  source: sheet
  date: 2025
  profiles:
    - {name: 1g.2gb, compute_slices: 1, memory_slots: 1, sm_count: 1,
       nominal_gb: 2, usable_gib: 1.8, max_instances: 4, allowed_starts: [0, 1, 2, 3]}
    - {name: 4g.8gb, compute_slices: 4, memory_slots: 4, sm_count: 4,
       nominal_gb: 8, usable_gib: 7.5, max_instances: 1, allowed_starts: [0]}
accuracy:
  mape_pct: 10
  kind: measured
  source: bench
  date: 2025-02
  kernels:
    - {name: gemm, problem: "m 8 n 8 k 8 fp32", predicted_us: 9, measured_us: 10}
    - {name: copy, problem: "1 MB", predicted_us: 22, measured_us: 20}
)";

constexpr std::string_view kPrices =
    "provider,instance,region,gpu,gpus,usd_per_hour,pricing,date,source,notes\n"
    "Alpha,a1,,Toy,1,2.5,on-demand,2025-06-01,a list,\n"
    "Alpha,a1,,Toy,1,2.9,on-demand,2022,a list,\n"
    "Beta,b1,,Toy,1,2.1,on-demand,2025-01,a list,\n";

class LintTest : public testing::Test {
protected:
  void SetUp() override {
    folder = fs::path(testing::TempDir()) / "perfopt-lint" /
             testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder);
    fs::create_directories(folder);
  }
  void TearDown() override { fs::remove_all(folder); }

  std::string write(const std::string &name, std::string_view text) {
    fs::path path = folder / name;
    std::ofstream(path) << text;
    return path.string();
  }
  Findings findings(const LintOptions &options = {}) {
    Result<LintResult> result = lint({folder.string()}, options);
    EXPECT_TRUE(result) << result.error().str();
    return result->findings;
  }
  /// Of the sound entry with one text in place of another.
  Findings afterReplacing(std::string_view from, std::string_view to,
                          const LintOptions &options = {}) {
    std::string text(kSound);
    size_t place = text.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    text.replace(place, from.size(), to);
    write("toy.yaml", text);
    return findings(options);
  }

  fs::path folder;
};

std::string show(const Findings &findings) {
  std::string text;
  for (const Finding &finding : findings)
    text += std::to_string(finding.line) + " " + finding.rule + " " +
            finding.at + ": " + finding.message + "\n";
  return text;
}

TEST_F(LintTest, ASoundEntryPasses) {
  write("toy.yaml", kSound);
  write("prices.csv", kPrices);
  EXPECT_EQ(show(findings()), "");
  LintOptions options;
  options.today = Day(2025y / 6 / 2);
  EXPECT_EQ(show(findings(options)), "");
}

struct Fault {
  const char *name;
  const char *from;
  const char *to;
  const char *rule;
  const char *at;
  /// In kSound, 1-based.
  int line;
};
void PrintTo(const Fault &fault, std::ostream *out) { *out << fault.name; }

class PlantedFault : public LintTest,
                     public testing::WithParamInterface<Fault> {};

TEST_P(PlantedFault, IsCaughtByItsRule) {
  const Fault &fault = GetParam();
  Findings found = afterReplacing(fault.from, fault.to);
  auto match = std::ranges::find_if(found, [&](const Finding &finding) {
    return finding.rule == fault.rule && finding.at == fault.at;
  });
  ASSERT_NE(match, found.end()) << "found only:\n" << show(found);
  EXPECT_EQ(match->line, fault.line);
  EXPECT_FALSE(match->message.empty());
  EXPECT_FALSE(match->remedy.empty());
  EXPECT_THAT(match->path, HasSubstr("toy.yaml"));
  // No other rule takes offence.
  for (const Finding &finding : found)
    EXPECT_EQ(finding.rule, fault.rule) << show(found);
}

constexpr const char *kFp32 = "{value: 0.5, unit: TFLOP/s, kind: measured, "
                              "source: bench, date: 2025-02}";

INSTANTIATE_TEST_SUITE_P(
    LintTest, PlantedFault,
    testing::Values(
        Fault{"UnknownKey", "tdp: {", "tpd: {", "schema", "tpd", 40},
        Fault{"KeyTwice", "vendor: acme", "vendor: acme\nvendor: acme",
              "schema", "vendor", 4},
        Fault{"MissingKey", "vendor: acme\n", "", "schema", "", 1},
        Fault{"OldSchema", "device/1", "device/0", "schema", "schema", 1},
        Fault{"NoNumber", "value: 110", "value: fast", "schema",
              "bandwidths.hbm.value", 25},
        Fault{"Negative", "value: 110", "value: -110", "schema",
              "bandwidths.hbm.value", 25},
        Fault{"UnknownKind", "0.5, unit: TFLOP/s, kind: measured",
              "0.5, unit: TFLOP/s, kind: guessed", "schema", "peaks.fp32.kind",
              20},
        Fault{"UnknownRegime", "regime: burst", "regime: long", "schema",
              "measurements[0].regime", 36},
        Fault{"WrongUnit", "value: 110, unit: GB/s", "value: 110, unit: GB",
              "unit", "bandwidths.hbm.unit", 25},
        Fault{"MissingUnit", "value: 0.5, unit: TFLOP/s", "value: 0.5", "unit",
              "peaks.fp32", 20},
        Fault{"MissingSource", kFp32,
              "{value: 0.5, unit: TFLOP/s, kind: measured, date: 2025-02}",
              "missing-source", "peaks.fp32", 20},
        Fault{"UnlistedSource", kFp32,
              "{value: 0.5, unit: TFLOP/s, kind: measured, source: rumour, "
              "date: 2025-02}",
              "missing-source", "peaks.fp32.source", 20},
        Fault{"MissingDate", kFp32,
              "{value: 0.5, unit: TFLOP/s, kind: measured, source: bench}",
              "date", "peaks.fp32", 20},
        Fault{"NoDate", kFp32,
              "{value: 0.5, unit: TFLOP/s, kind: measured, source: bench, "
              "date: 2025-13}",
              "date", "peaks.fp32.date", 20},
        Fault{"NoFormula", kFp32,
              "{value: 0.5, unit: TFLOP/s, kind: derived, source: bench, "
              "date: 2025-02}",
              "no-formula", "peaks.fp32", 20},
        Fault{"UnusedSource", "  bench: \"Acme, benchmark\"",
              "  bench: \"Acme, benchmark\"\n  rumour: \"someone\"",
              "unused-source", "sources.rumour", 11},
        Fault{"WrongFileName", "id: toy", "id: tot", "file-name", "id", 2},
        Fault{"AliasTwice", "[plaything]", "[plaything, Play-Thing]",
              "duplicate-name", "aliases[1]", 7},
        // 8.5 of 8.2
        Fault{"AboveDatasheet", "fp16_tensor: {value: 7,",
              "fp16_tensor: {value: 8.5,", "above-datasheet",
              "peaks.fp16_tensor", 21},
        // 121 TB/s for 121 GB/s would be 945 times the datasheet; 130 of 128
        Fault{"BandwidthAboveDatasheet", "hbm: {value: 110", "hbm: {value: 130",
              "above-datasheet", "bandwidths.hbm", 25},
        // 16.4 = 2 x 8.2, against 4.1 and 8.192
        Fault{"SparsePeak", "fp16_tensor: {value: 8.2",
              "fp16_tensor: {value: 16.4", "sparse-peak",
              "nominal.peaks.fp16_tensor", 30},
        // 32.8 = 4 x 8.2
        Fault{"SparseInteger", "int8_tensor: {value: 16.4",
              "int8_tensor: {value: 32.8", "sparse-peak",
              "nominal.peaks.int8_tensor", 31},
        // 1.02 of 0.512
        Fault{"ImpossiblePeak", "fp32: {value: 0.51,", "fp32: {value: 1.02,",
              "impossible-peak", "nominal.peaks.fp32", 28},
        // 256 of 128: DDR counted twice
        Fault{"ImpossibleBandwidth", "hbm: {value: 128", "hbm: {value: 256",
              "impossible-bandwidth", "nominal.bandwidths.hbm", 33},
        Fault{"SlowL2", "l2: {value: 300", "l2: {value: 950", "ceiling-order",
              "bandwidths.l2", 24},
        Fault{"LongFloor", "kernel_floor: {value: 1,",
              "kernel_floor: {value: 3,", "ceiling-order", "kernel_floor", 45},
        Fault{"ClocksSwapped", "base_clock: {value: 800",
              "base_clock: {value: 1800", "ceiling-order", "base_clock", 12},
        Fault{"BurstAsCeiling", "fp16_tensor: {value: 7,",
              "fp16_tensor: {value: 7.9,", "mixed-families",
              "peaks.fp16_tensor", 21},
        Fault{
            "CopyAsCeiling", "    regime: burst\n",
            "    regime: lower_bound\n    bandwidths:\n      hbm_copy: {value: "
            "110, unit: GB/s, kind: measured, source: bench, date: 2025-02}\n",
            "mixed-families", "bandwidths.hbm", 25},
        Fault{"IdleAboveLimit", "idle_power: {value: 20, unit: W",
              "idle_power: {value: 20, unit: kW", "power-order", "idle_power",
              39},
        Fault{"BusyBelowIdle", "streaming, value: 80", "streaming, value: 8",
              "power-order", "power_points[0]", 42},
        Fault{"BusyAboveLimit", "streaming, value: 80", "streaming, value: 180",
              "power-order", "power_points[0]", 42},
        Fault{"SlicesBeyondTheBoard", "allowed_starts: [0, 1, 2, 3]",
              "allowed_starts: [0, 1, 2, 4]", "mig-slices", "mig.profiles[0]",
              52},
        Fault{"MoreInstancesThanPlaces", "allowed_starts: [0, 1, 2, 3]",
              "allowed_starts: [0, 1, 2]", "mig-slices", "mig.profiles[0]", 52},
        // 4 x 2 SM of 4
        Fault{"SlicesWithTooManySm", "memory_slots: 1, sm_count: 1",
              "memory_slots: 1, sm_count: 2", "mig-slices", "mig.profiles[0]",
              52},
        // 4 x 2.5 GiB of 8
        Fault{"SlicesWithTooMuchMemory", "usable_gib: 1.8", "usable_gib: 2.5",
              "mig-slices", "mig.profiles[0]", 52},
        Fault{"ProfileMisnamed", "name: 1g.2gb", "name: 1g.5gb", "mig-slices",
              "mig.profiles[0]", 52},
        Fault{"FlatteredAccuracy", "mape_pct: 10", "mape_pct: 1", "accuracy",
              "accuracy.mape_pct", 57},
        Fault{"ExceptionForNothing", "accuracy:",
              "lint_exceptions: [{rule: unit, at: tdp, reason: none}]\n"
              "accuracy:",
              "unused-exception", "lint_exceptions[0]", 56}),
    [](const auto &info) { return std::string(info.param.name); });

/// A wrong unit in the entry of the A100-SXM4-40GB.
struct UnitFault {
  const char *name;
  const char *from;
  const char *to;
  const char *at;
  /// The whole-board profile is then at odds with the board, too.
  bool contradictsMig = false;
};
void PrintTo(const UnitFault &fault, std::ostream *out) { *out << fault.name; }

class WrongUnit : public LintTest,
                  public testing::WithParamInterface<UnitFault> {};

TEST_P(WrongUnit, IsOutOfRange) {
  const UnitFault &fault = GetParam();
  std::ifstream file(PERFOPT_SOURCE_DIR
                     "/hwdb/devices/nvidia/a100-sxm4-40gb.yaml");
  std::string text{std::istreambuf_iterator<char>(file), {}};
  size_t place = text.find(fault.from);
  ASSERT_NE(place, std::string::npos) << fault.from;
  text.replace(place, std::string_view(fault.from).size(), fault.to);
  write("a100-sxm4-40gb.yaml", text);
  Findings found = findings();
  std::vector<std::string> keys;
  for (const Finding &finding : found)
    if (finding.rule == "range")
      keys.push_back(finding.at);
  std::vector<std::string> expected = {fault.at};
  if (fault.contradictsMig)
    expected.push_back("mig.profiles[5]"); // 7g.40gb
  EXPECT_THAT(keys, testing::UnorderedElementsAreArray(expected))
      << show(found);
}

INSTANTIATE_TEST_SUITE_P(
    LintTest, WrongUnit,
    testing::Values(
        UnitFault{"MemoryInGiB", "value: 40960, unit: MiB",
                  "value: 40960, unit: GiB", "memory_capacity", true},
        UnitFault{"MemoryInKiB", "value: 40960, unit: MiB",
                  "value: 40960, unit: KiB", "memory_capacity", true},
        // 39.5 of 80 GiB
        UnitFault{"MemoryOfAnotherBoard", "value: 40960, unit: MiB",
                  "value: 81920, unit: MiB", "mig.profiles[5]"},
        UnitFault{"BoostInGHz", "value: 1410, unit: MHz",
                  "value: 1410, unit: GHz", "boost_clock"},
        UnitFault{"BaseInHz", "value: 1095, unit: MHz", "value: 1095, unit: Hz",
                  "base_clock"},
        UnitFault{"L2InKiB", "value: 40, unit: MiB", "value: 40, unit: KiB",
                  "l2_capacity"},
        UnitFault{"L2InGiB", "value: 40, unit: MiB", "value: 40, unit: GiB",
                  "l2_capacity"},
        UnitFault{"L1InMiB", "value: 192, unit: KiB", "value: 192, unit: MiB",
                  "multiprocessor.l1_capacity"},
        UnitFault{"SharedMemoryInB", "value: 164, unit: KiB",
                  "value: 164, unit: B", "multiprocessor.shared_memory"},
        UnitFault{"LaunchInMs", "value: 2.7, unit: us", "value: 2.7, unit: ms",
                  "launch_interval"},
        UnitFault{"GraphLaunchInNs", "value: 1.37, unit: us",
                  "value: 1.37, unit: ns", "graph_launch_interval"},
        UnitFault{"FloorInMs", "value: 1.1, unit: us", "value: 1.1, unit: ms",
                  "kernel_floor"},
        UnitFault{"LimitOfAServer", "tdp: {value: 400,", "tdp: {value: 4000,",
                  "tdp"},
        UnitFault{"LimitInMilliwatts", "value: 400, unit: W",
                  "value: 400, unit: mW", "tdp"}),
    [](const auto &info) { return std::string(info.param.name); });

/// fp32_tensor is a pipe beside fp32, where hbm_copy is a figure of hbm.
TEST_F(LintTest, AnotherPipeOfTheSameValueIsNoCeiling) {
  EXPECT_EQ(show(afterReplacing("fp16_tensor: {value: 7.9,",
                                "fp32_tensor: {value: 0.5,")),
            "");
}

TEST_F(LintTest, EveryFaultOfAFileIsReported) {
  std::string text(kSound);
  for (const char *removed :
       {"vendor: acme\n", "unit: W, ", "date: 2025-02}"}) {
    size_t place = text.find(removed);
    std::string_view rest = std::string_view(removed).ends_with('}') ? "}" : "";
    text.replace(place, std::string_view(removed).size(), rest);
  }
  write("toy.yaml", text);
  std::vector<std::string> rules;
  for (const Finding &finding : findings())
    rules.push_back(finding.rule);
  EXPECT_THAT(rules, testing::UnorderedElementsAre("schema", "unit", "date"));
}

TEST_F(LintTest, AnExceptionTakesItsFindingAway) {
  std::string reason = "lint_exceptions: [{rule: above-datasheet, at: "
                       "peaks.fp16_tensor, reason: boosts}]\naccuracy:";
  std::string text(kSound);
  text.replace(text.find("fp16_tensor: {value: 7,"), 23,
               "fp16_tensor: {value: 8.5,");
  text.replace(text.find("accuracy:"), 9, reason);
  write("toy.yaml", text);
  EXPECT_EQ(show(findings()), "");
}

TEST_F(LintTest, TwoEntriesWithOneName) {
  write("toy.yaml", kSound);
  std::string other(kSound);
  other.replace(other.find("id: toy"), 7, "id: tot");
  other.replace(other.find("name: Acme Toy"), 14, "name: Acme Tot");
  write("tot.yaml", other);
  Findings found = findings();
  ASSERT_EQ(found.size(), 1u) << show(found);
  EXPECT_EQ(found[0].rule, "duplicate-name");
  EXPECT_THAT(found[0].path, HasSubstr("toy.yaml"));
  EXPECT_EQ(found[0].line, 7);
  EXPECT_THAT(found[0].message, HasSubstr("'plaything' also names tot ("));
  EXPECT_THAT(found[0].message, HasSubstr("tot.yaml:2)"));
}

TEST_F(LintTest, DatesAfterToday) {
  write("toy.yaml", kSound);
  write("prices.csv", kPrices);
  LintOptions options;
  options.today = Day(2025y / 1 / 31);
  for (const Finding &finding : findings(options))
    EXPECT_EQ(finding.rule, "future-date") << show({finding});
  Findings found = findings(options);
  // The benchmark's dates are of February; the prices' of June.
  EXPECT_TRUE(std::ranges::any_of(found, [](const Finding &finding) {
    return finding.at == "peaks.fp32.date" && finding.line == 20;
  })) << show(found);
  EXPECT_TRUE(std::ranges::any_of(found, [](const Finding &finding) {
    return finding.path.ends_with("prices.csv") && finding.line == 2;
  })) << show(found);
}

TEST_F(LintTest, StalePrices) {
  write("prices.csv", kPrices);
  LintOptions options;
  options.maxPriceAgeDays = 90;
  // Until the newest row, 2025-06-01, Beta's January is 28 + 31 + 30 + 31 + 1
  // = 121 days old from its last day; Alpha's row of 2022 has a newer one.
  Findings found = findings(options);
  ASSERT_EQ(found.size(), 1u) << show(found);
  EXPECT_EQ(found[0].rule, "stale-price");
  EXPECT_EQ(found[0].line, 4);
  EXPECT_EQ(found[0].message,
            "the newest price of Beta for Toy is 121 days old");
  options.today = Day(2026y / 6 / 1);
  EXPECT_EQ(findings(options).size(), 2u);
  options.maxPriceAgeDays = 730;
  EXPECT_THAT(findings(options), IsEmpty());
}

TEST_F(LintTest, BrokenPriceRows) {
  write("prices.csv",
        "provider,instance,region,gpu,gpus,usd_per_hour,pricing,date,source\n"
        "Alpha,a1,,Toy,1,0,on-demand,2025,a list\n"
        "Alpha,a1,,Toy,1,2,on-demand,2025,\n"
        "Alpha,a1,,Toy,1,2,on-demand,spring,a list\n");
  Findings found = findings();
  ASSERT_EQ(found.size(), 3u) << show(found);
  EXPECT_EQ(found[0].rule, "schema");
  EXPECT_EQ(found[0].line, 2);
  EXPECT_EQ(found[1].rule, "missing-source");
  EXPECT_EQ(found[1].line, 3);
  EXPECT_EQ(found[2].rule, "date");
  EXPECT_EQ(found[2].line, 4);
}

TEST_F(LintTest, WhatIsNotYamlIsAFinding) {
  write("toy.yaml", "id: [toy\nname: x");
  Findings found = findings();
  ASSERT_EQ(found.size(), 1u) << show(found);
  EXPECT_EQ(found[0].rule, "schema");
  EXPECT_THAT(found[0].message, HasSubstr("not YAML"));
  for (const char *text : {"", "- a\n", "7\n", "a: *b\n"}) {
    write("toy.yaml", text);
    EXPECT_FALSE(findings().empty()) << text;
  }
}

TEST_F(LintTest, EveryPrefixOfAnEntryIsJudged) {
  for (size_t length = 0; length < kSound.size(); length += 7) {
    write("toy.yaml", kSound.substr(0, length));
    Result<LintResult> result = lint({folder.string()}, {});
    EXPECT_TRUE(result) << length;
  }
}

TEST_F(LintTest, APathThatIsNotThere) {
  Result<LintResult> result = lint({"/nonexistent/toy.yaml"}, {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().str(),
            "/nonexistent/toy.yaml: no such file or folder");
}

TEST(LintShipped, TheDatabasePasses) {
  Result<LintResult> result = lint({PERFOPT_SOURCE_DIR "/hwdb"}, {});
  ASSERT_TRUE(result) << result.error().str();
  EXPECT_EQ(show(result->findings), "");
  EXPECT_GT(result->files, 40u);
}

} // namespace
