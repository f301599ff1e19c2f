//===- MemoryModelTest.cpp - Tests of the memory prediction ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Memory/MemoryModel.h"
#include "tests/unit/roofline/Samples.h"

#include <gmock/gmock.h>

using namespace perfopt;
using core::Bytes;
using core::MemoryUse;
using predictors::predictMemory;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

static constexpr double kMiB = 1024 * 1024;

/// Weights of 100 MiB, and one product of 40 MiB.
static core::Workload workload(double weightMiB = 100) {
  core::Workload workload;
  core::Kernel product;
  product.name = "product";
  product.family = core::KernelFamily::Gemm;
  workload.kernels = {product};
  workload.memory.buffers = {
      {"w", MemoryUse::Weights, Bytes(weightMiB * kMiB), -1, std::nullopt},
      {"product", MemoryUse::Activations, Bytes(40 * kMiB), 0, std::nullopt}};
  return workload;
}

TEST(MemoryModel, AddsTheContextToWhatIsReserved) {
  std::vector<std::string> diagnostics;
  auto memory = predictMemory(workload(), samples::a100(), diagnostics);
  // Segments of 100, 40 and, for the 8.125 MiB of cuBLAS, 20 MiB.
  EXPECT_DOUBLE_EQ(memory.total.value.value(), 160 * kMiB + 500e6);
  EXPECT_DOUBLE_EQ(memory.weights.value(), 100 * kMiB);
  EXPECT_DOUBLE_EQ(memory.activations.value(), 40 * kMiB);
  EXPECT_DOUBLE_EQ(memory.workspace.value(), 8.125 * kMiB);
  EXPECT_DOUBLE_EQ(memory.fragmentation.value(), 11.875 * kMiB); // 20 - 8.125
  EXPECT_DOUBLE_EQ(memory.context.value(), 500e6);
  EXPECT_DOUBLE_EQ(memory.total.low.value(), 140 * kMiB + 500e6); // 100 + 40
  // 500 MB * 666632192 / 287047680 = 1161.19 MB; no convolution's workspace
  EXPECT_NEAR(memory.total.high.value(), 160 * kMiB + 1161.19e6, 0.01e6);
  EXPECT_FALSE(memory.total.coverage.has_value());
  EXPECT_THAT(diagnostics, IsEmpty());
}

TEST(MemoryModel, TheEagerContextOfTheEntryIsTheUpperEnd) {
  core::Device device = samples::a100();
  device.contextMemoryEager = samples::measured<Bytes>(800e6);
  std::vector<std::string> diagnostics;
  auto memory = predictMemory(workload(), device, diagnostics);
  EXPECT_DOUBLE_EQ(memory.total.high.value(), 160 * kMiB + 800e6);
}

TEST(MemoryModel, SaysWhenTheModelDoesNotFit) {
  std::vector<std::string> diagnostics;
  auto memory = predictMemory(workload(38000), samples::a100(), diagnostics);
  // (38000 + 40 + 20) * 1048576 = 39908802560 B, and 500 MB of context
  ASSERT_TRUE(memory.capacity);
  EXPECT_GT(memory.total.value, *memory.capacity);
  EXPECT_THAT(diagnostics, ElementsAre(testing::AllOf(
                               HasSubstr("40408.8 MB"), HasSubstr("40000.0 MB"),
                               HasSubstr("does not fit"))));
}

TEST(MemoryModel, WarnsAboutAMissingContext) {
  core::Device device = samples::a100();
  device.contextMemory.reset();
  device.memoryCapacity.reset();
  std::vector<std::string> diagnostics;
  auto memory = predictMemory(workload(), device, diagnostics);
  EXPECT_DOUBLE_EQ(memory.total.value.value(), 160 * kMiB);
  EXPECT_FALSE(memory.capacity);
  EXPECT_THAT(diagnostics, ElementsAre(HasSubstr("0 bytes are counted")));
}

TEST(MemoryModel, SaysWhenTheRuntimeHasAnotherAllocator) {
  for (auto [runtime, lines] :
       {std::pair("eager", 0u), std::pair("inductor", 0u),
        std::pair("onnxruntime", 1u), std::pair("tensorrt", 1u)}) {
    core::Workload other = workload();
    other.request.runtime = runtime;
    std::vector<std::string> diagnostics;
    predictMemory(other, samples::a100(), diagnostics);
    EXPECT_EQ(diagnostics.size(), lines) << runtime;
  }
}

TEST(MemoryModel, NothingForAnEmptyWorkload) {
  std::vector<std::string> diagnostics;
  auto memory = predictMemory(core::Workload(), samples::a100(), diagnostics);
  EXPECT_DOUBLE_EQ(memory.total.value.value(), 500e6);
  EXPECT_EQ(memory.peak.kernel, -1);
  EXPECT_TRUE(memory.timeline.empty());
}
