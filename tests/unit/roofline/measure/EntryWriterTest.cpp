//===- EntryWriterTest.cpp - Tests of writing entries ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/EntryWriter.h"
#include "hwdb/EntryLoader.h"
#include "roofline/measure/MeasureOptions.h"

#include <gmock/gmock.h>

using namespace perfopt;
using core::Device;
using core::MemoryLevel;
using core::Pipe;
using testing::HasSubstr;

namespace {

measure::MeasureOptions options() {
  measure::MeasureOptions options;
  options.date = "2026-01-02";
  options.version = "9.9";
  return options;
}

template <typename Q>
core::Figure<Q> figure(Q value, std::string conditions = "as tested") {
  return measure::measured(value, options(), std::move(conditions));
}

/// Everything that a kit fills.
Device gpu() {
  Device device;
  device.id = "board-9";
  device.name = "Board \"9\": the best";
  device.vendor = "nvidia";
  device.architecture = "Hopper";
  device.computeCapability = "9.0";
  device.aliases = {"b9", "#9"};
  device.smCount = 132;
  device.warpSize = 32;
  device.multiprocessor.sharedMemory = figure(core::Bytes(233472));
  device.multiprocessor.registers = figure(core::Count(65536));
  device.multiprocessor.threads = figure(core::Count(2048));
  device.multiprocessor.threadsPerBlock = figure(core::Count(1024));
  device.memoryCapacity = figure(core::Bytes(85520809983.0));
  device.l2Capacity = figure(core::mebibytes(50));
  device.memoryBusWidth = figure(core::Count(5120));
  device.boostClock = figure(core::Hertz(1.98e9));
  device.peaks[Pipe::Fp32] = figure(core::FlopsPerSecond(61.25e12));
  device.peaks[Pipe::Fp64] = figure(core::FlopsPerSecond(412.5e9));
  device.peaks[Pipe::Int8Tensor] = figure(core::FlopsPerSecond(1.4e15));
  device.bandwidths[MemoryLevel::L1] = figure(core::BytesPerSecond(33e12));
  device.bandwidths[MemoryLevel::Hbm] = figure(
      core::BytesPerSecond(3012.8e9),
      "a condition that is so long that no line of a hundred columns can hold "
      "it together with its key, with a \"quoted\" word and a back\\slash");
  core::CeilingFamily family{"stream: all", core::Regime::Sustained, {}, {}};
  family.ceilings.bandwidths["hbm_copy"] = figure(core::BytesPerSecond(2.9e12));
  family.ceilings.peaks["fp32"] = figure(core::FlopsPerSecond(50e12));
  device.families.push_back(family);
  device.idlePower = figure(core::Watts(71.5));
  // Of another source than the rest.
  device.tdp = core::Figure<core::Watts>{
      core::Watts(700),
      {core::Origin::Datasheet, "a datasheet", "2025-03", ""}};
  device.powerPoints = {{"fp16 product", figure(core::Watts(690))}};
  device.launchInterval = figure(core::fromMicroseconds(2.5));
  device.graphLaunchInterval = figure(core::fromMicroseconds(1.25));
  device.kernelFloor = figure(core::fromMicroseconds(1.25));
  device.contextMemory = figure(core::Bytes(287047680));
  device.links = {{"copy engine, host to device", "host", "copy",
                   figure(core::BytesPerSecond(55e9))}};
  device.accuracy =
      core::Accuracy{12.5,
                     {{"gemm", "m 1, n 2, k 3, f32", core::fromMicroseconds(4),
                       core::fromMicroseconds(5)}},
                     measure::measuredBy(options(), "how it was checked")};
  device.notes = {"One thing.", "Another: with a colon."};
  return device;
}

} // namespace

template <typename Q>
static void expectSame(const std::optional<core::Figure<Q>> &read,
                       const std::optional<core::Figure<Q>> &written) {
  ASSERT_EQ(read.has_value(), written.has_value());
  if (!read)
    return;
  EXPECT_NEAR(read->value / written->value, 1, 1e-5);
  EXPECT_EQ(read->from.source, written->from.source);
  EXPECT_EQ(read->from.date, written->from.date);
  EXPECT_EQ(read->from.conditions, written->from.conditions);
}

TEST(EntryWriter, LoadsAsWhatWasWritten) {
  Device written = gpu();
  auto read = hwdb::parseEntry(measure::writeEntry(written), "board-9.yaml");
  ASSERT_TRUE(read) << read.error().str() << "\n"
                    << measure::writeEntry(written);
  EXPECT_EQ(read->id, written.id);
  EXPECT_EQ(read->name, written.name);
  EXPECT_EQ(read->aliases, written.aliases);
  EXPECT_EQ(read->computeCapability, "9.0");
  EXPECT_EQ(read->smCount, 132);
  expectSame(read->multiprocessor.sharedMemory,
             written.multiprocessor.sharedMemory);
  expectSame(read->multiprocessor.registers, written.multiprocessor.registers);
  expectSame(read->multiprocessor.threads, written.multiprocessor.threads);
  expectSame(read->multiprocessor.threadsPerBlock,
             written.multiprocessor.threadsPerBlock);
  // To the byte.
  EXPECT_EQ(read->memoryCapacity->value, written.memoryCapacity->value);
  expectSame(read->l2Capacity, written.l2Capacity);
  expectSame(read->memoryBusWidth, written.memoryBusWidth);
  expectSame(read->boostClock, written.boostClock);
  ASSERT_EQ(read->peaks.size(), written.peaks.size());
  for (const auto &[pipe, figure] : written.peaks)
    expectSame(std::optional(read->peaks[pipe]), std::optional(figure));
  ASSERT_EQ(read->bandwidths.size(), written.bandwidths.size());
  for (const auto &[level, figure] : written.bandwidths)
    expectSame(std::optional(read->bandwidths[level]), std::optional(figure));
  ASSERT_EQ(read->families.size(), 1u);
  EXPECT_EQ(read->families[0].name, "stream: all");
  EXPECT_EQ(read->families[0].ceilings.bandwidths.size(), 1u);
  EXPECT_EQ(read->families[0].ceilings.peaks.size(), 1u);
  expectSame(read->idlePower, written.idlePower);
  expectSame(read->tdp, written.tdp);
  ASSERT_EQ(read->powerPoints.size(), 1u);
  EXPECT_EQ(read->powerPoints[0].activity, "fp16 product");
  expectSame(read->launchInterval, written.launchInterval);
  expectSame(read->graphLaunchInterval, written.graphLaunchInterval);
  expectSame(read->kernelFloor, written.kernelFloor);
  expectSame(read->contextMemory, written.contextMemory);
  ASSERT_EQ(read->links.size(), 1u);
  EXPECT_EQ(read->links[0].name, "copy engine, host to device");
  ASSERT_TRUE(read->accuracy);
  EXPECT_DOUBLE_EQ(read->accuracy->mapePct, 12.5);
  EXPECT_EQ(read->accuracy->kernels[0].problem, "m 1, n 2, k 3, f32");
  EXPECT_EQ(read->accuracy->from.conditions, "how it was checked");
  EXPECT_EQ(read->notes, written.notes);
}

TEST(EntryWriter, WritesAProcessorWithItsCores) {
  Device device;
  device.kind = core::DeviceKind::Cpu;
  device.id = "some-cpu";
  device.name = "Some CPU";
  device.vendor = "amd";
  device.architecture = "x86_64";
  device.smCount = 8;
  device.threadCount = figure(core::Count(16));
  device.multiprocessor.l1Capacity = figure(core::Bytes(32768));
  device.l3Capacity = figure(core::mebibytes(32));
  device.peaks[Pipe::Fp32] = figure(core::FlopsPerSecond(900e9));
  device.bandwidths[MemoryLevel::L3] = figure(core::BytesPerSecond(400e9));
  device.bandwidths[MemoryLevel::Hbm] = figure(core::BytesPerSecond(50e9));
  std::string text = measure::writeEntry(device);
  auto read = hwdb::parseEntry(text, "some-cpu.yaml");
  ASSERT_TRUE(read) << read.error().str() << "\n" << text;
  EXPECT_EQ(read->kind, core::DeviceKind::Cpu);
  EXPECT_EQ(read->smCount, 8);
  EXPECT_DOUBLE_EQ(read->threadCount->value.value(), 16);
  EXPECT_DOUBLE_EQ(read->l3Capacity->value.value(), 33554432);
  EXPECT_FALSE(read->accuracy);
  EXPECT_THAT(text, HasSubstr("core_count"));
}

TEST(EntryWriter, KeepsWhatWasGivenApartFromWhatWasMeasured) {
  std::string text = measure::writeEntry(gpu());
  EXPECT_THAT(text, HasSubstr("  given: \"a datasheet\"\n"));
  EXPECT_THAT(text, HasSubstr("value: 700, unit: W, kind: datasheet, "
                              "source: given, date: 2025-03"));
}

TEST(EntryWriter, PicksUnitsThatPeopleRead) {
  std::string text = measure::writeEntry(gpu());
  EXPECT_THAT(text, HasSubstr("value: 61.25, unit: TFLOP/s"));
  EXPECT_THAT(text, HasSubstr("value: 412.5, unit: GFLOP/s"));
  EXPECT_THAT(text, HasSubstr("value: 1400, unit: TOP/s"));
  EXPECT_THAT(text, HasSubstr("value: 228, unit: KiB")); // 233472 / 1024
  EXPECT_THAT(text, HasSubstr("value: 50, unit: MiB"));
  EXPECT_THAT(text, HasSubstr("value: 85520809983, unit: B"));
  EXPECT_THAT(text, HasSubstr("value: 1980, unit: MHz"));
}

TEST(EntryId, KeepsLettersAndDigits) {
  EXPECT_EQ(measure::idOf("AMD EPYC 7763 64-Core Processor"),
            "amd-epyc-7763-64-core-processor");
  EXPECT_EQ(measure::idOf("Intel(R) Xeon(R) CPU @ 2.20GHz"),
            "intel-r-xeon-r-cpu-2-20ghz");
}
