//===- DeviceSheetTest.cpp - Hardware entries as text ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/DeviceSheet.h"

#include "SampleReport.h"

#include "cli/Report/Text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

using namespace perfopt;
using namespace perfopt::cli;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

std::vector<std::string> lines(const std::string &text) {
  std::vector<std::string> found;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    found.push_back(line);
  return found;
}

std::string lineWith(const std::string &text, const std::string &word) {
  for (const std::string &line : lines(text))
    if (line.find(word) != std::string::npos)
      return line;
  return "";
}

std::vector<core::Device> devices() {
  std::vector<core::Device> devices;
  for (const DeviceReport &report : test::sampleReport().devices)
    devices.push_back(report.device);
  devices[0].architecture = "Example";
  devices[0].smCount = 108;
  devices[0].aliases = {"example", "example-40g", "example-forty"};
  devices[0].boostClock = {core::Hertz(1.41e9),
                           {core::Origin::Datasheet, "a sheet", "2026", ""}};
  devices[0].migMemorySlots = 8;
  devices[0].migFrom = {core::Origin::Datasheet, "partition guide", "2026",
                        "varies with the driver"};
  core::Device bare;
  bare.id = "bare";
  devices.push_back(bare);
  return devices;
}

core::Price price(std::string instance, int gpus, double perHour) {
  return {"Alpha Cloud", std::move(instance),       "us-east-1",
          gpus,          core::UsdPerHour(perHour), "on-demand",
          "2026-01-21",  "public instance table"};
}

class SheetWidths : public testing::TestWithParam<int> {};

} // namespace

TEST_P(SheetWidths, EveryLineKeepsToTheWidth) {
  std::string text = renderDeviceList(devices(), GetParam());
  for (const core::Device &device : devices())
    text += renderDeviceSheet(device, GetParam(), {price("alpha8", 8, 21.96)});
  for (const std::string &line : lines(text)) {
    EXPECT_LE(displayWidth(line), GetParam()) << line;
    EXPECT_FALSE(line.ends_with(' ')) << '"' << line << '"';
  }
}

INSTANTIATE_TEST_SUITE_P(DeviceSheet, SheetWidths,
                         testing::Values(60, 80, 100, 160));

TEST(DeviceList, MarksWhatNobodyMeasured) {
  std::string text = renderDeviceList(devices(), 100);
  // fp32 and HBM are measured on the one, datasheet figures of the other; the
  // capacity of 42.4e9 B is from a datasheet.
  EXPECT_THAT(lineWith(text, "example-40gb"),
              AllOf(HasSubstr("42.4*"), HasSubstr("1346 "), HasSubstr("18.5 "),
                    HasSubstr("yes")));
  EXPECT_THAT(lineWith(text, "example-16gb"),
              AllOf(HasSubstr("270*"), HasSubstr("7.8*"), HasSubstr("no")));
  EXPECT_THAT(lineWith(text, "bare"), HasSubstr("-"));
  EXPECT_THAT(text, Not(HasSubstr("nan")));
}

TEST(DeviceSheet, ListsEveryFigureWithItsSource) {
  std::string text = renderDeviceSheet(devices()[0], 160);
  EXPECT_THAT(text, HasSubstr("example, example-40g, example-forty"));
  EXPECT_THAT(lineWith(text, "fp16_tensor"),
              AllOf(HasSubstr("292.2 TFLOP/s"), HasSubstr("measured"),
                    HasSubstr("2025"), HasSubstr("sustained, clocks free")));
  EXPECT_THAT(lineWith(text, "boost clock"), HasSubstr("1410 MHz"));
  EXPECT_THAT(lineWith(text, "launch interval"), HasSubstr("2.7 µs"));
  EXPECT_THAT(lineWith(text, "context"), HasSubstr("430 MB"));
  EXPECT_THAT(lineWith(text, "idle power"), HasSubstr("52 W"));
  EXPECT_THAT(text, HasSubstr("- the data sheet states 1555 GB/s"));
}

TEST(DeviceSheet, ASourceHasOneNumber) {
  std::string text = renderDeviceSheet(devices()[0], 160);
  // The roofline tool measured fp32, L2 and HBM.
  EXPECT_THAT(lineWith(text, "fp32"), HasSubstr("[1]"));
  EXPECT_THAT(lineWith(text, "HBM bandwidth"), HasSubstr("[1]"));
  std::string source = "empirical roofline tool on a cluster's node";
  EXPECT_THAT(text, HasSubstr("[1] " + source));
  EXPECT_EQ(text.find(source), text.rfind(source));
}

TEST(DeviceSheet, ListsProfilesAndTheirOrigin) {
  std::string text = renderDeviceSheet(devices()[0], 100);
  EXPECT_THAT(lineWith(text, "1g.5gb"), HasSubstr("0 1 2 3 4 5 6"));
  EXPECT_THAT(text, HasSubstr("8 memory slots; datasheet, 2026 ["));
  EXPECT_THAT(text, HasSubstr("varies with the driver"));
  EXPECT_THAT(renderDeviceSheet(devices()[1], 100),
              HasSubstr("the entry lists no profiles"));
}

TEST(DeviceSheet, PricesAreSortedAndPerGpu) {
  std::string text = renderDeviceSheet(
      devices()[0], 100, {price("beta", 1, 3.5), price("alpha8", 8, 21.6)});
  EXPECT_LT(text.find("alpha8"), text.find("beta"));
  // 21.6 / 8 = 2.70
  EXPECT_THAT(lineWith(text, "alpha8"),
              AllOf(HasSubstr(" 21.60 "), HasSubstr(" 2.70 ")));
  EXPECT_THAT(renderDeviceSheet(devices()[0], 100),
              Not(HasSubstr("cloud prices")));
}

TEST(DeviceSheet, PackingsOfTheSameInstancesShareARow) {
  std::vector<hwdb::MigPacking> packings = {
      {{"2g.10gb", 0}}, {{"1g.5gb", 0}, {"1g.5gb", 1}}, {{"2g.10gb", 2}}};
  std::string text = renderDeviceSheet(devices()[0], 100, {}, packings);
  EXPECT_THAT(text, HasSubstr("MIG packings: 3 full ones"));
  EXPECT_THAT(text, HasSubstr("2 of different instances"));
  EXPECT_THAT(lineWith(text, "  2g.10gb"), HasSubstr(" 2"));
  EXPECT_THAT(lineWith(text, "2 x 1g.5gb"), HasSubstr(" 1"));
}

TEST(DeviceSheet, ShowsTheStatedErrorKernelByKernel) {
  std::string text = renderDeviceSheet(devices()[0], 160);
  EXPECT_THAT(text, HasSubstr("a mean error of 10 %"));
  // 9 / 10 - 1 = -10 %, 22 / 20 - 1 = +10 %
  EXPECT_THAT(lineWith(text, "m 512 n 512 k 512 fp32"), HasSubstr("-10.0"));
  EXPECT_THAT(lineWith(text, "1 MB"), HasSubstr("+10.0"));
}

TEST(DeviceSheet, ACpuHasCoresAndThreads) {
  core::Device cpu = devices()[0];
  cpu.kind = core::DeviceKind::Cpu;
  cpu.threadCount = {core::Count(216), {}};
  std::string text = renderDeviceSheet(cpu, 160);
  EXPECT_THAT(text, HasSubstr("Example, 108 cores, 216 threads"));
  EXPECT_THAT(text, HasSubstr("DRAM bandwidth"));
}

TEST(DeviceSheet, ABareEntryHasNoEmptyTables) {
  std::string text = renderDeviceSheet(devices()[2], 100);
  EXPECT_THAT(text, HasSubstr("bare"));
  EXPECT_THAT(text, Not(HasSubstr("figures")));
  EXPECT_THAT(text, Not(HasSubstr("sources")));
  EXPECT_THAT(text, Not(HasSubstr("notes")));
}
