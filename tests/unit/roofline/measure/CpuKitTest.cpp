//===- CpuKitTest.cpp - A hasty measurement of this machine --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One repetition of everything: what is checked is that each step leaves what
// an entry needs, not how fast the machine is.
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/CpuKit.h"
#include "hwdb/EntryLoader.h"
#include "roofline/measure/EntryWriter.h"
#include "roofline/measure/HeldBack.h"
#include "roofline/measure/cpu/CpuAcceptance.h"

#include <gmock/gmock.h>

using namespace perfopt;
using core::MemoryLevel;
using core::Pipe;

TEST(CpuKit, LeavesAnEntryThatLoadsAndPredicts) {
  measure::MeasureOptions options;
  options.sampling = {core::Seconds(1e-5), 0, 1};
  options.pointsPerDoubling = 1;
  options.date = "2026-01-02";
  options.version = "0";
  int steps = 0;
  options.progress = [&](std::string_view) { ++steps; };

  auto device = measure::measureCpu(options);
  ASSERT_TRUE(device) << device.error().str();
  EXPECT_GT(steps, 10);
  EXPECT_TRUE(device->peaks.contains(Pipe::Fp32));
  EXPECT_TRUE(device->peaks.contains(Pipe::Fp64));
  EXPECT_TRUE(device->bandwidths.contains(MemoryLevel::Hbm));
  EXPECT_TRUE(device->kernelFloor);

  auto accuracy = measure::checkCpuEntry(*device, options);
  ASSERT_TRUE(accuracy) << accuracy.error().str();
  EXPECT_EQ(accuracy->kernels.size(), measure::heldBackCpuKernels().size());
  for (const core::HeldBackKernel &kernel : accuracy->kernels) {
    EXPECT_GT(kernel.predicted.value(), 0) << kernel.name;
    EXPECT_GT(kernel.measured.value(), 0) << kernel.name;
  }
  device->accuracy = *accuracy;

  std::string text = measure::writeEntry(*device);
  auto read = hwdb::parseEntry(text, device->id + ".yaml");
  ASSERT_TRUE(read) << read.error().str() << "\n" << text;
  EXPECT_EQ(read->smCount, device->smCount);
  EXPECT_EQ(read->families.size(), 2u);
}
