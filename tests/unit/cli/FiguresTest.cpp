//===- FiguresTest.cpp - The numbers of a device's entry ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Figures.h"

#include "SampleReport.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

using namespace perfopt;
using namespace perfopt::cli;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

namespace {
std::vector<std::string> names(const std::vector<DeviceFigure> &figures) {
  std::vector<std::string> names;
  for (const DeviceFigure &figure : figures)
    names.push_back(figure.name);
  return names;
}
} // namespace

TEST(Figures, OfABareEntryAreNone) {
  EXPECT_THAT(deviceFigures(core::Device()), IsEmpty());
}

TEST(Figures, AreInSiUnitsAndReadable) {
  core::Device device;
  core::Provenance from{core::Origin::Measured, "a test", "2026", ""};
  device.peaks[core::Pipe::Int8Tensor] = {core::FlopsPerSecond(584.43e12),
                                          from};
  device.bandwidths[core::MemoryLevel::L1] = {core::BytesPerSecond(19287.3e9),
                                              from};
  device.launchInterval = {core::Seconds(2.7e-6), from};
  device.boostClock = {core::Hertz(1.41e9), from};
  device.contextMemory = {core::Bytes(287047680), from};
  std::vector<DeviceFigure> figures = deviceFigures(device);
  ASSERT_THAT(names(figures),
              ElementsAre("int8_tensor", "l1", "launch_interval", "boost_clock",
                          "context_memory"));
  // Operations on integers are no FLOPs.
  EXPECT_EQ(figures[0].rounded, "584.4 TOP/s");
  EXPECT_EQ(figures[0].exact, "584.43 TOP/s");
  EXPECT_EQ(figures[0].unit, "FLOP/s");
  EXPECT_EQ(figures[1].rounded, "19287 GB/s");
  EXPECT_EQ(figures[1].exact, "19287.3 GB/s");
  EXPECT_EQ(figures[1].label, "L1 bandwidth");
  EXPECT_EQ(figures[2].rounded, "2.7 µs");
  EXPECT_EQ(figures[3].rounded, "1410 MHz"); // 1.41e9 / 1e6
  EXPECT_EQ(figures[4].exact, "287.048 MB"); // 287047680 / 1e6
  EXPECT_EQ(figures[4].value, 287047680);
  EXPECT_EQ(figures[4].from.source, "a test");
}

TEST(Figures, UsedAreThoseOfPipesWithKernels) {
  AnalyzeReport report = test::sampleReport();
  DeviceReport &device = report.devices[0];
  device.device.boostClock = {core::Hertz(1.41e9), {}};
  std::vector<std::string> all = names(deviceFigures(device.device));
  EXPECT_THAT(all, Contains("fp16_tensor"));
  EXPECT_THAT(all, Contains("boost_clock"));
  std::vector<std::string> used = names(usedFigures(device));
  EXPECT_THAT(used, Contains("tf32_tensor"));
  EXPECT_THAT(used, Contains("fp32"));
  EXPECT_THAT(used, Contains("launch_interval"));
  EXPECT_THAT(used, Not(Contains("fp16_tensor")));
  EXPECT_THAT(used, Not(Contains("boost_clock")));
}
