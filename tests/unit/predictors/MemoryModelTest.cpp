//===- MemoryModelTest.cpp - Tests of the memory prediction ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Analytic/MemoryModel.h"
#include "tests/unit/roofline/Samples.h"

#include <gmock/gmock.h>

using namespace perfopt;
using core::Bytes;
using predictors::predictMemory;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

static core::MemoryProfile profile() {
  core::MemoryProfile profile;
  profile.weights = Bytes(100e6);
  profile.peakActivations = Bytes(40e6);
  profile.workspace = Bytes(10e6);
  profile.reserved = Bytes(170e6);
  return profile;
}

TEST(MemoryModel, AddsTheContextToWhatIsReserved) {
  std::vector<std::string> diagnostics;
  auto memory = predictMemory(profile(), samples::a100(), diagnostics);
  EXPECT_DOUBLE_EQ(memory.total.value.value(), 670e6);  // 170 + 500 MB
  EXPECT_DOUBLE_EQ(memory.fragmentation.value(), 20e6); // 170 - 100 - 40 - 10
  EXPECT_DOUBLE_EQ(memory.context.value(), 500e6);
  EXPECT_DOUBLE_EQ(memory.total.low.value(), 640e6); // 100 + 40 + 500
  // 170 + 10 + 500 * 666632192 / 287047680 = 180 + 1161.19 MB
  EXPECT_NEAR(memory.total.high.value(), 1341.19e6, 0.01e6);
  EXPECT_FALSE(memory.total.coverage.has_value());
  EXPECT_THAT(diagnostics, IsEmpty());
}

TEST(MemoryModel, SaysWhenTheModelDoesNotFit) {
  core::MemoryProfile large = profile();
  large.reserved = Bytes(39.6e9);
  std::vector<std::string> diagnostics;
  auto memory = predictMemory(large, samples::a100(), diagnostics);
  // 39.6 + 0.5 GB against 40 GB
  ASSERT_TRUE(memory.capacity);
  EXPECT_GT(memory.total.value, *memory.capacity);
  EXPECT_THAT(diagnostics, ElementsAre(testing::AllOf(
                               HasSubstr("40100.0 MB"), HasSubstr("40000.0 MB"),
                               HasSubstr("does not fit"))));
}

TEST(MemoryModel, NeverCountsLessThanWhatIsLive) {
  core::MemoryProfile odd = profile();
  odd.reserved = Bytes();
  std::vector<std::string> diagnostics;
  auto memory = predictMemory(odd, samples::a100(), diagnostics);
  EXPECT_DOUBLE_EQ(memory.total.value.value(), 640e6); // 100 + 40 + 500
  EXPECT_DOUBLE_EQ(memory.fragmentation.value(), 0);
}

TEST(MemoryModel, WarnsAboutAMissingContext) {
  core::Device device = samples::a100();
  device.contextMemory.reset();
  device.memoryCapacity.reset();
  std::vector<std::string> diagnostics;
  auto memory = predictMemory(profile(), device, diagnostics);
  EXPECT_DOUBLE_EQ(memory.total.value.value(), 170e6);
  EXPECT_FALSE(memory.capacity);
  EXPECT_THAT(diagnostics, ElementsAre(HasSubstr("0 bytes are counted")));
}
