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
  void SetUp() override {
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

  std::map<std::string, Device> devices;
};

void expectSourced(const Provenance &from, const std::string &what) {
  EXPECT_FALSE(from.source.empty()) << what;
  EXPECT_FALSE(from.date.empty()) << what;
}

TEST_F(ShippedEntriesTest, EveryFigureHasSourceAndDate) {
  EXPECT_GE(devices.size(), 7u);
  for (const auto &[id, device] : devices) {
    for (const auto &[pipe, figure] : device.peaks)
      expectSourced(figure.from, id + " " + std::string(name(pipe)));
    for (const auto &[level, figure] : device.bandwidths)
      expectSourced(figure.from, id + " " + std::string(name(level)));
    auto check = [&](const auto &figure, const std::string &what) {
      ASSERT_TRUE(figure) << id << " lacks " << what;
      expectSourced(figure->from, id + " " + what);
    };
    check(device.memoryCapacity, "memory capacity");
    check(device.l2Capacity, "L2 capacity");
    check(device.boostClock, "boost clock");
    check(device.idlePower, "idle power");
    check(device.tdp, "TDP");
    check(device.launchInterval, "launch interval");
    check(device.kernelFloor, "kernel floor");
    check(device.contextMemory, "context memory");
    check(device.contextMemoryEager, "eager context memory");
    if (!device.mig.empty())
      expectSourced(device.migFrom, id + " MIG");
  }
}

TEST_F(ShippedEntriesTest, CeilingsAreInOrder) {
  for (const auto &[id, device] : devices) {
    EXPECT_TRUE(device.peaks.contains(Pipe::Fp32)) << id;
    ASSERT_EQ(device.bandwidths.size(), 3u) << id;
    EXPECT_GT(gigabytesPerSecond(id, MemoryLevel::L1),
              gigabytesPerSecond(id, MemoryLevel::L2))
        << id;
    EXPECT_GT(gigabytesPerSecond(id, MemoryLevel::L2),
              gigabytesPerSecond(id, MemoryLevel::Hbm))
        << id;
    EXPECT_GT(device.tdp->value, device.idlePower->value) << id;
    EXPECT_GT(device.launchInterval->value, device.kernelFloor->value) << id;
  }
}

TEST_F(ShippedEntriesTest, NoTwoEntriesShareAName) {
  std::map<std::string, std::string> owners;
  for (const auto &[id, device] : devices) {
    std::vector<std::string> names = device.aliases;
    names.push_back(id);
    if (normalizeName(device.name) != normalizeName(id))
      names.push_back(device.name);
    for (const std::string &text : names) {
      auto [owner, added] = owners.emplace(normalizeName(text), id);
      EXPECT_TRUE(added) << "'" << text << "' names both " << owner->second
                         << " and " << id;
    }
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

TEST_F(ShippedEntriesTest, MigProfilesFitTheirBoard) {
  for (const auto &[id, device] : devices)
    for (const MigProfile &profile : device.mig) {
      std::string what = id + " " + profile.name;
      EXPECT_LT(profile.usable, device.memoryCapacity->value) << what;
      EXPECT_LE(profile.smCount, device.smCount) << what;
      EXPECT_LE(profile.maxInstances,
                static_cast<int>(profile.allowedStarts.size()))
          << what;
      EXPECT_LE(profile.maxInstances * profile.computeSlices, 7) << what;
      for (int start : profile.allowedStarts)
        EXPECT_LE(start + profile.memorySlots, device.migMemorySlots) << what;
    }
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
