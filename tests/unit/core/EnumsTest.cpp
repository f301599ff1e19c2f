//===- EnumsTest.cpp - The names that records are written with ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Schema/Device.h"
#include "core/Schema/Prediction.h"
#include "core/Schema/Workload.h"

#include <gtest/gtest.h>

#include <set>

using namespace perfopt::core;

namespace {

/// Every value from the first to `last` has a name of its own that reads back.
template <typename Enum>
void expectRoundTrip(Enum last,
                     std::optional<Enum> (*parse)(std::string_view)) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    Enum value = static_cast<Enum>(i);
    EXPECT_EQ(parse(name(value)), value) << name(value);
    EXPECT_TRUE(names.insert(name(value)).second) << name(value);
  }
  EXPECT_EQ(parse("no such name"), std::nullopt);
}

TEST(EnumsTest, NamesReadBack) {
  expectRoundTrip(KernelFamily::Other, parseKernelFamily);
  expectRoundTrip(Phase::Optimizer, parsePhase);
  expectRoundTrip(MemoryUse::Workspace, parseMemoryUse);
  expectRoundTrip(Origin::Derived, parseOrigin);
  expectRoundTrip(Pipe::Int8Tensor, parsePipe);
  expectRoundTrip(MemoryLevel::Hbm, parseMemoryLevel);
  expectRoundTrip(DeviceKind::Cpu, parseDeviceKind);
  expectRoundTrip(Regime::LowerBound, parseRegime);
}

TEST(EnumsTest, NamesThatFilesRelyOn) {
  EXPECT_EQ(name(KernelFamily::BatchedGemm), "batched_gemm");
  EXPECT_EQ(name(Pipe::Tf32Tensor), "tf32_tensor");
  EXPECT_EQ(name(MemoryLevel::Hbm), "hbm");
  EXPECT_EQ(name(Origin::Measured), "measured");
  EXPECT_EQ(name(Bound::Launch), "launch");
  EXPECT_EQ(name(Phase::Forward), "forward");
}

TEST(EnumsTest, KernelSizeFallsBack) {
  Kernel kernel;
  kernel.problem = {{"m", 64}};
  EXPECT_EQ(kernel.size("m"), 64);
  EXPECT_EQ(kernel.size("batch"), 1);
  EXPECT_EQ(kernel.size("causal", 0), 0);
}

} // namespace
