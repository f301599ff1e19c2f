//===- ShippedEntriesTest.cpp - The entries in hwdb/devices ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Schema/DeviceJson.h"
#include "core/Support/Names.h"
#include "hwdb/Database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

using namespace perfopt::core;
using namespace perfopt::hwdb;

namespace {

class ShippedEntriesTest : public testing::Test {
protected:
  static void SetUpTestSuite() {
    Result<Database> database = Database::open(PERFOPT_SOURCE_DIR "/hwdb");
    ASSERT_TRUE(database) << database.error().str();
    Result<std::vector<Device>> all = database->all();
    ASSERT_TRUE(all) << all.error().str();
    for (Device &device : *all)
      devices[device.id] = device;
  }

  double tflops(const std::string &id, Pipe pipe) {
    return devices.at(id).peaks.at(pipe).value.value() / 1e12;
  }
  double gigabytesPerSecond(const std::string &id, MemoryLevel level) {
    return devices.at(id).bandwidths.at(level).value.value() / 1e9;
  }
  /// Multiprocessors times clock.
  double issueRate(const std::string &id) {
    return devices.at(id).smCount * devices.at(id).boostClock->value.value();
  }

  static inline std::map<std::string, Device> devices;
};

void expectSourced(const Provenance &from, const std::string &what) {
  EXPECT_FALSE(from.source.empty()) << what;
  EXPECT_FALSE(from.date.empty()) << what;
}

TEST_F(ShippedEntriesTest, EveryFigureHasSourceAndDate) {
  EXPECT_GE(devices.size(), 45u);
  for (const auto &[id, device] : devices) {
    for (const auto &[pipe, figure] : device.peaks)
      expectSourced(figure.from, id + " " + std::string(name(pipe)));
    for (const auto &[level, figure] : device.bandwidths)
      expectSourced(figure.from, id + " " + std::string(name(level)));
    auto check = [&](const auto &figure, const std::string &what) {
      ASSERT_TRUE(figure) << id << " lacks " << what;
      expectSourced(figure->from, id + " " + what);
    };
    check(device.l2Capacity, "L2 capacity");
    check(device.boostClock, "boost clock");
    check(device.tdp, "TDP");
    if (device.kind == DeviceKind::Gpu)
      check(device.memoryCapacity, "memory capacity");
    if (device.vendor == "nvidia") {
      check(device.kernelFloor, "kernel floor");
      check(device.contextMemory, "context memory");
      check(device.contextMemoryEager, "eager context memory");
    }
    if (!device.mig.empty())
      expectSourced(device.migFrom, id + " MIG");
  }
}

// Their order, and that no two share a name: the linter, see LintTest.
TEST_F(ShippedEntriesTest, EveryEntryCanBePredictedWith) {
  for (const auto &[id, device] : devices) {
    EXPECT_TRUE(device.peaks.contains(Pipe::Fp32)) << id;
    EXPECT_TRUE(device.bandwidths.contains(MemoryLevel::Hbm)) << id;
    EXPECT_GT(device.smCount, 0) << id;
    EXPECT_FALSE(device.nominal.peaks.empty()) << id;
    // Caches are known from Volta on, of MI300X and the CPUs in part.
    bool isPascal = device.architecture == "Pascal";
    bool hasOwnL2 = device.kind == DeviceKind::Gpu && !isPascal &&
                    device.architecture != "CDNA3";
    EXPECT_EQ(device.bandwidths.contains(MemoryLevel::L2), hasOwnL2) << id;
  }
}

TEST_F(ShippedEntriesTest, CeilingsOfTheThesis) {
  // Section 3.3.2.1 and Figures 3.3 and 3.4.
  EXPECT_DOUBLE_EQ(tflops("a100-sxm4-40gb", Pipe::Fp32), 18.5);
  EXPECT_DOUBLE_EQ(tflops("a100-sxm4-40gb", Pipe::Fp16), 58.8);
  EXPECT_DOUBLE_EQ(tflops("a100-sxm4-40gb", Pipe::Fp16Tensor), 292.2);
  EXPECT_DOUBLE_EQ(gigabytesPerSecond("a100-sxm4-40gb", MemoryLevel::L1),
                   19287.3);
  EXPECT_DOUBLE_EQ(gigabytesPerSecond("a100-sxm4-40gb", MemoryLevel::L2),
                   3877.6);
  EXPECT_DOUBLE_EQ(gigabytesPerSecond("a100-sxm4-40gb", MemoryLevel::Hbm),
                   1346);
  EXPECT_DOUBLE_EQ(tflops("v100-sxm2-16gb", Pipe::Fp32), 15.5);
  EXPECT_DOUBLE_EQ(tflops("v100-sxm2-16gb", Pipe::Fp16), 29.6);
  EXPECT_DOUBLE_EQ(tflops("v100-sxm2-16gb", Pipe::Fp16Tensor), 101.2);
  EXPECT_DOUBLE_EQ(gigabytesPerSecond("v100-sxm2-16gb", MemoryLevel::L1),
                   13230.4);
  EXPECT_DOUBLE_EQ(gigabytesPerSecond("v100-sxm2-16gb", MemoryLevel::L2),
                   2142.8);
  EXPECT_DOUBLE_EQ(gigabytesPerSecond("v100-sxm2-16gb", MemoryLevel::Hbm),
                   818.5);
  EXPECT_EQ(devices.at("a100-sxm4-40gb").peaks.at(Pipe::Fp32).from.origin,
            Origin::Measured);
}

TEST_F(ShippedEntriesTest, DerivedPeaksFollowTheirFormula) {
  // Ratios of the datasheet's dense peaks: 156 : 312 : 624, and 494.7 : 989.4.
  EXPECT_DOUBLE_EQ(tflops("a100-sxm4-40gb", Pipe::Tf32Tensor),
                   292.2 * 156 / 312); // 146.1
  EXPECT_DOUBLE_EQ(tflops("a100-sxm4-40gb", Pipe::Int8Tensor),
                   292.2 * 624 / 312); // 584.4
  EXPECT_DOUBLE_EQ(tflops("a100-sxm4-80gb", Pipe::Tf32Tensor),
                   271.2 * 156 / 312); // 135.6
  EXPECT_DOUBLE_EQ(tflops("a100-sxm4-80gb", Pipe::Int8Tensor),
                   271.2 * 624 / 312); // 542.4
  EXPECT_DOUBLE_EQ(tflops("h100-sxm5-80gb", Pipe::Tf32Tensor),
                   794.5 * 494.7 / 989.4);                    // 397.25
  EXPECT_DOUBLE_EQ(tflops("t4", Pipe::Fp16), 2 * 8.14);       // 16.28
  EXPECT_DOUBLE_EQ(tflops("h200-sxm-141gb", Pipe::Fp32), 55); // as the H100
}

TEST_F(ShippedEntriesTest, DerivedCacheBandwidthsFollowTheirFormula) {
  // The value is printed to 0.1 GB/s.
  auto expectScaled = [&](const std::string &id, MemoryLevel level, double from,
                          double rate) {
    EXPECT_NEAR(gigabytesPerSecond(id, level), from * issueRate(id) / rate,
                0.05)
        << id << " " << name(level);
  };
  double a100 = issueRate("a100-sxm4-80gb");
  expectScaled("h100-sxm5-80gb", MemoryLevel::L1, 19219, a100);
  expectScaled("h200-sxm-141gb", MemoryLevel::L1, 19219, a100);
  expectScaled("h100-sxm5-80gb", MemoryLevel::L2, 10236,
               issueRate("h200-sxm-141gb"));
  double l40 = 142 * 2490e6; // multiprocessors times clock of the L40
  expectScaled("l4", MemoryLevel::L1, 22622, l40);
  expectScaled("l4", MemoryLevel::L2, 5188, l40);
  double v100 = issueRate("v100-sxm2-16gb");
  expectScaled("t4", MemoryLevel::L1, 13230.4, v100);
  expectScaled("t4", MemoryLevel::L2, 2142.8, v100);
}

TEST_F(ShippedEntriesTest, PipesThatABoardLacksAreAbsent) {
  for (const char *id : {"v100-sxm2-16gb", "t4"}) {
    EXPECT_FALSE(devices.at(id).peaks.contains(Pipe::Tf32Tensor)) << id;
    EXPECT_FALSE(devices.at(id).peaks.contains(Pipe::Bf16Tensor)) << id;
    EXPECT_FALSE(devices.at(id).peaks.contains(Pipe::Fp8Tensor)) << id;
  }
  EXPECT_FALSE(devices.at("v100-sxm2-16gb").peaks.contains(Pipe::Int8Tensor));
  EXPECT_FALSE(devices.at("a100-sxm4-40gb").peaks.contains(Pipe::Fp8Tensor));
  EXPECT_TRUE(devices.at("h100-sxm5-80gb").peaks.contains(Pipe::Fp8Tensor));
}

TEST_F(ShippedEntriesTest, FamiliesKeepTheirRegime) {
  auto family = [&](const std::string &id, std::string_view name) {
    for (const CeilingFamily &family : devices.at(id).families)
      if (family.name == name)
        return family;
    ADD_FAILURE() << id << " has no family " << name;
    return CeilingFamily();
  };
  // The ceiling in use is the sustained one, below the burst.
  CeilingFamily burst = family("h100-sxm5-80gb", "aiconfigurator_p999");
  EXPECT_EQ(burst.regime, Regime::Burst);
  EXPECT_EQ(burst.ceilings.peaks.at("bf16_tensor").value,
            FlopsPerSecond(927e12));
  EXPECT_DOUBLE_EQ(tflops("h100-sxm5-80gb", Pipe::Bf16Tensor), 794.5);
  EXPECT_EQ(family("a100-pcie-40gb", "mt4g").regime, Regime::LowerBound);
  EXPECT_EQ(family("a40", "gpuinspector").regime, Regime::Issue);
  EXPECT_EQ(family("b200-sxm-180gb", "mamf").regime, Regime::Sustained);
}

TEST_F(ShippedEntriesTest, DensePeaksOnly) {
  auto printed = [&](const std::string &id, const char *name) {
    return devices.at(id).nominal.peaks.at(name).value.value() / 1e12;
  };
  // 733 and 1466 are the sparse figures of the L40S, 18000 of the B200.
  EXPECT_DOUBLE_EQ(printed("l40s", "fp16_tensor"), 362.05);
  EXPECT_DOUBLE_EQ(printed("l40s", "fp8_tensor"), 733);
  EXPECT_DOUBLE_EQ(printed("b200-sxm-180gb", "fp4_tensor"), 9000);
  EXPECT_DOUBLE_EQ(printed("h100-pcie-80gb", "fp16_tensor"), 756);
  EXPECT_DOUBLE_EQ(printed("mi300x", "fp8_tensor"), 2615);
}

TEST_F(ShippedEntriesTest, CpusHaveCoresThreadsAndMemoryLines) {
  const Device &xeon = devices.at("xeon-platinum-8480p");
  EXPECT_EQ(xeon.kind, DeviceKind::Cpu);
  EXPECT_EQ(xeon.smCount, 56);
  EXPECT_EQ(xeon.threadCount->value, Count(112));
  // 8 channels x 64 bit x 4800 MT/s / 8 = 307.2 GB/s
  EXPECT_DOUBLE_EQ(xeon.memoryBusWidth->value.value() *
                       xeon.memoryDataRate->value.value() / 8,
                   307.2e9);
  EXPECT_DOUBLE_EQ(gigabytesPerSecond("xeon-platinum-8480p", MemoryLevel::Hbm),
                   307.2);
}

TEST_F(ShippedEntriesTest, MemoryAndLaunches) {
  const Device &a100 = devices.at("a100-sxm4-40gb");
  EXPECT_EQ(a100.memoryCapacity->value, Bytes(42949672960)); // 40960 * 2^20
  EXPECT_EQ(a100.l2Capacity->value, Bytes(41943040));        // 40 * 2^20
  EXPECT_EQ(a100.contextMemory->value, Bytes(287047680));
  EXPECT_EQ(a100.contextMemoryEager->value, Bytes(666632192));
  EXPECT_DOUBLE_EQ(microseconds(a100.launchInterval->value), 2.7);
  EXPECT_EQ(a100.idlePower->value, Watts(50));
  EXPECT_EQ(a100.tdp->value, Watts(400));
}

TEST_F(ShippedEntriesTest, MigProfiles) {
  // That they fit their board: the linter's rule mig-slices.
  EXPECT_TRUE(devices.at("v100-sxm2-16gb").mig.empty());

  std::vector<std::string> names;
  for (const MigProfile &profile : devices.at("a100-sxm4-40gb").mig)
    names.push_back(profile.name);
  EXPECT_THAT(names, testing::ElementsAre("1g.5gb", "1g.10gb", "2g.10gb",
                                          "3g.20gb", "4g.20gb", "7g.40gb"));
}

TEST_F(ShippedEntriesTest, JsonRoundTrip) {
  for (const auto &[id, device] : devices) {
    std::string text = toJson(device).dump();
    Result<Device> read = fromJson<Device>(nlohmann::json::parse(text));
    ASSERT_TRUE(read) << id << ": " << read.error().str();
    EXPECT_EQ(toJson(*read).dump(), text);
  }
}

} // namespace
