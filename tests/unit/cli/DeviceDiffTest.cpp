//===- DeviceDiffTest.cpp - Two hardware entries side by side -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/DeviceDiff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

using namespace perfopt;
using namespace perfopt::cli;
using core::FlopsPerSecond;
using core::Origin;
using core::Pipe;
using testing::ContainsRegex;

namespace {

core::Device device(const char *id, int sms, double fp32) {
  core::Device device;
  device.id = id;
  device.smCount = sms;
  device.peaks[Pipe::Fp32] = {FlopsPerSecond(fp32 * 1e12),
                              {Origin::Measured, "a bench", "2025", ""}};
  return device;
}

core::Device one() {
  core::Device one = device("one", 100, 20);
  one.families = {{"bench", core::Regime::Burst, {}, {}}};
  one.families[0].ceilings.peaks["fp32"] = {FlopsPerSecond(22e12),
                                            one.peaks[Pipe::Fp32].from};
  return one;
}

core::Device other() {
  core::Device other = device("other", 150, 50);
  other.peaks[Pipe::Fp8Tensor] = {FlopsPerSecond(400e12),
                                  {Origin::Datasheet, "a sheet", "2025", ""}};
  return other;
}

const FigureDiff &row(const std::vector<FigureDiff> &rows,
                      std::string_view name) {
  auto found = std::ranges::find(rows, name, &FigureDiff::name);
  EXPECT_NE(found, rows.end()) << name;
  return *found;
}

} // namespace

TEST(DeviceDiff, FiguresOfTheSameNameMeet) {
  std::vector<FigureDiff> rows = diffDevices(one(), other());
  EXPECT_EQ(rows.size(), 4u);
  EXPECT_EQ(row(rows, "units").ratio(), 1.5); // 150 / 100
  EXPECT_EQ(row(rows, "fp32").ratio(), 2.5);  // 50 / 20
  EXPECT_FALSE(row(rows, "fp8_tensor").a);
  EXPECT_FALSE(row(rows, "fp8_tensor").ratio());
  // A family's figure is not the ceiling of that name.
  EXPECT_FALSE(row(rows, "measurements.bench.peaks.fp32").b);
}

TEST(DeviceDiff, TextMarksWhatNobodyMeasured) {
  std::string text = renderDeviceDiff(one(), other(), 100);
  EXPECT_THAT(text, ContainsRegex("fp32 +20 TFLOP/s +50 TFLOP/s +2.500"));
  EXPECT_THAT(text, ContainsRegex("fp8_tensor +- +400 TFLOP/s. +-"));
  EXPECT_THAT(text, ContainsRegex("bench, burst: fp32 +22 TFLOP/s +- +-"));
}

TEST(DeviceDiff, Json) {
  nlohmann::ordered_json json = deviceDiffJson(one(), other());
  EXPECT_EQ(json["schema"], "perf-opt/hwdb-diff/1");
  EXPECT_EQ(json["a"], "one");
  EXPECT_EQ(json["b"], "other");
  const nlohmann::ordered_json &units = json["figures"][0];
  EXPECT_EQ(units["name"], "units");
  EXPECT_TRUE(units["a"]["kind"].is_null());
  EXPECT_EQ(units["ratio"], 1.5);
  EXPECT_TRUE(json["figures"].back()["a"].is_null());
}
