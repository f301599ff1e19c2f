//===- DeviceJsonTest.cpp - A device as JSON ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Schema/DeviceJson.h"

#include <gtest/gtest.h>

using namespace perfopt::core;

namespace {

Device sample() {
  Device device;
  device.id = "a100-sxm4-40gb";
  device.name = "NVIDIA A100-SXM4-40GB";
  device.vendor = "nvidia";
  device.architecture = "Ampere";
  device.aliases = {"a100"};
  device.priceName = "A100-40GB";
  device.smCount = 108;
  Provenance from{Origin::Measured, "a paper", "2025", "sustained"};
  // 40960 MiB * 2^20 = 42949672960
  device.memoryCapacity = {mebibytes(40960), from};
  device.peaks[Pipe::Fp16Tensor] = {FlopsPerSecond(292.2e12), from};
  device.bandwidths[MemoryLevel::Hbm] = {BytesPerSecond(1346e9), from};
  device.launchInterval = {fromMicroseconds(2.7), from};
  device.migMemorySlots = 8;
  device.migFrom = from;
  device.mig = {{"1g.5gb", 1, 1, 14, Bytes(5e9), gibibytes(4.75), 7, {0, 1}}};
  device.notes = {"a doubt"};
  device.kind = DeviceKind::Cpu;
  device.computeCapability = "8.0";
  device.threadCount = {Count(216), from};
  device.multiprocessor.l1Capacity = {Bytes(196608), from}; // 192 * 2^10
  device.nominal.peaks["fp4_tensor"] = {FlopsPerSecond(9e15), from};
  device.families = {{"stream", Regime::LowerBound, {}, {}}};
  device.families[0].ceilings.bandwidths["hbm_triad"] = {BytesPerSecond(1.3e12),
                                                         from};
  device.families[0].latencies["l1"] = {Cycles(33), from};
  device.powerPoints = {{"streaming", {Watts(578), from}}};
  device.links = {{"NVLink 3", "gpu", "copy", {BytesPerSecond(300e9), from}}};
  device.mig[0].derived = "by doubling";
  device.accuracy =
      Accuracy{12.5, {{"gemm", "m 8", Seconds(9e-6), Seconds(8e-6)}}, from};
  return device;
}

TEST(DeviceJsonTest, RoundTrip) {
  std::string text = toJson(sample()).dump();
  Result<Device> read = fromJson<Device>(nlohmann::json::parse(text));
  ASSERT_TRUE(read) << read.error().str();
  EXPECT_EQ(toJson(*read).dump(), text);

  EXPECT_EQ(read->memoryCapacity->value, Bytes(42949672960));
  EXPECT_EQ(read->peaks.at(Pipe::Fp16Tensor).from.source, "a paper");
  EXPECT_EQ(read->mig[0].allowedStarts, (std::vector<int>{0, 1}));
  EXPECT_FALSE(read->tdp);
}

TEST(DeviceJsonTest, KeysCarryUnits) {
  nlohmann::ordered_json json = toJson(sample());
  EXPECT_EQ(json["memory_capacity_bytes"]["value"].dump(), "42949672960");
  EXPECT_EQ(json["peaks_flops_per_s"]["fp16_tensor"]["kind"], "measured");
  EXPECT_EQ(json["bandwidths_bytes_per_s"]["hbm"]["value"], 1346000000000);
  EXPECT_TRUE(json["tdp_w"].is_null());
}

TEST(DeviceJsonTest, ABoardWithoutMig) {
  Device device = sample();
  device.mig.clear();
  nlohmann::json json = nlohmann::json::parse(toJson(device).dump());
  EXPECT_TRUE(json["mig"].is_null());
  Result<Device> read = fromJson<Device>(json);
  ASSERT_TRUE(read) << read.error().str();
  EXPECT_TRUE(read->mig.empty());
}

TEST(DeviceJsonTest, ErrorsNameTheKey) {
  nlohmann::json json = nlohmann::json::parse(toJson(sample()).dump());
  json["peaks_flops_per_s"]["fp17"] = json["peaks_flops_per_s"]["fp16_tensor"];
  Result<Device> read = fromJson<Device>(json);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().message,
            "peaks_flops_per_s.fp17: this key is not a pipe");

  json["peaks_flops_per_s"].erase("fp17");
  json["bandwidths_bytes_per_s"]["hbm"]["kind"] = "guessed";
  read = fromJson<Device>(json);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().message,
            "bandwidths_bytes_per_s.hbm.kind: expected measured, datasheet or "
            "derived, found 'guessed'");
}

} // namespace
