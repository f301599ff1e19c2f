//===- RunMemoryTest.cpp - Tests of the simulated run ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Memory/RunMemory.h"

#include <gtest/gtest.h>

using namespace perfopt;
using core::Buffer;
using core::Bytes;
using core::KernelFamily;
using core::MemoryUse;
using core::Phase;
using predictors::RunMemory;
using predictors::simulateRun;

static constexpr double kMiB = 1024 * 1024;

static core::Kernel kernel(const char *name, KernelFamily family,
                           Phase phase = Phase::Forward) {
  core::Kernel kernel;
  kernel.name = name;
  kernel.family = family;
  kernel.phase = phase;
  return kernel;
}

static Buffer buffer(const char *name, MemoryUse use, double mib, int first,
                     std::optional<int> last) {
  return {name, use, Bytes(mib * kMiB), first, last};
}

/// x -> a -> b -> c, each of 30 MiB.
static core::Workload chain() {
  core::Workload workload;
  for (const char *name : {"a", "b", "c"})
    workload.kernels.push_back(kernel(name, KernelFamily::Elementwise));
  workload.memory.buffers = {
      buffer("x", MemoryUse::Activations, 30, -1, std::nullopt),
      buffer("a", MemoryUse::Activations, 30, 0, 1),
      buffer("b", MemoryUse::Activations, 30, 1, 2),
      buffer("c", MemoryUse::Activations, 30, 2, std::nullopt)};
  return workload;
}

TEST(RunMemory, GivesBackAfterTheLastReader) {
  RunMemory run = simulateRun(chain(), {});
  // x and a; x, a and b; x, b and c, which takes the place of a.
  ASSERT_EQ(run.timeline.size(), 3u);
  EXPECT_EQ(run.timeline[0].total(), Bytes(60 * kMiB));
  EXPECT_EQ(run.timeline[1].total(), Bytes(90 * kMiB));
  EXPECT_EQ(run.timeline[2].total(), Bytes(90 * kMiB));
  EXPECT_EQ(run.reserved, Bytes(90 * kMiB));
  EXPECT_EQ(run.peak.kernel, 1);
  ASSERT_EQ(run.peak.holders.size(), 3u);
  EXPECT_EQ(run.peak.holders[0].tensor, "x");
}

TEST(RunMemory, AWorkspaceLivesForOneKernelAndStaysReserved) {
  core::Workload workload = chain();
  workload.kernels[1] = kernel("b", KernelFamily::Conv);
  workload.kernels[1].type = core::ElementType::F16;
  // A 1x1 convolution of 16 channels of 256x256, 2 B a value (conv_ws1):
  // |x| = |y| = 16*256*256 = 1 Mi values, |w| = 16*16: 4 MiB + 512 B.
  workload.kernels[1].problem = {{"n", 1},   {"c", 16},    {"h", 256},
                                 {"w", 256}, {"k", 16},    {"p", 256},
                                 {"q", 256}, {"groups", 1}};
  RunMemory run = simulateRun(workload, {});
  EXPECT_EQ(run.largestWorkspace, Bytes(4 * kMiB + 512));
  EXPECT_EQ(run.timeline[1][MemoryUse::Workspace], Bytes(4 * kMiB + 512));
  EXPECT_EQ(run.timeline[2][MemoryUse::Workspace], Bytes());
  // Between 1 and 10 MiB: a segment of 20 MiB.
  EXPECT_EQ(run.reserved, Bytes(110 * kMiB));
  EXPECT_EQ(run.peak.kernel, 1);
}

TEST(RunMemory, OneCublasWorkspaceForEachThread) {
  core::Workload workload = chain();
  workload.kernels = {kernel("a", KernelFamily::Gemm),
                      kernel("b", KernelFamily::Gemm),
                      kernel("c", KernelFamily::Gemm, Phase::Backward)};
  RunMemory run = simulateRun(workload, {});
  // Forward's stays; the second is autograd's.
  EXPECT_EQ(run.timeline[0][MemoryUse::Workspace], Bytes(2 * 8519680));
  EXPECT_EQ(run.timeline[2][MemoryUse::Workspace], Bytes(2 * 8519680));
}

/// Forward keeps 30 MiB for backward, which makes a gradient of 10 MiB; the
/// optimizer then makes its state of 20 MiB.
static core::Workload step() {
  core::Workload workload;
  workload.kernels = {
      kernel("forward", KernelFamily::Elementwise),
      kernel("backward", KernelFamily::Elementwise, Phase::Backward),
      kernel("optimizer", KernelFamily::Elementwise, Phase::Optimizer)};
  workload.memory.buffers = {
      buffer("w", MemoryUse::Weights, 10, -1, std::nullopt),
      buffer("y", MemoryUse::Activations, 30, 0, 1),
      buffer("dw", MemoryUse::Gradients, 10, 1, std::nullopt),
      buffer("m", MemoryUse::OptimizerState, 20, 2, std::nullopt)};
  return workload;
}

TEST(RunMemory, OptimizerStateTakesCachedMemoryOfTheFirstStep) {
  RunMemory run = simulateRun(step(), {});
  // First step: 10 (w), 30 (y), 10 (dw); the state takes 20 of y's 30. Second:
  // y needs 30 again, of which 10 are left: another segment. In use at most,
  // in backward: 10 + 30 + 10 + 20 = 70.
  EXPECT_EQ(run.reserved, Bytes(80 * kMiB)); // 10 + 30 + 10 + 30
  EXPECT_EQ(run.peak.kernel, 1);
  EXPECT_EQ(run.peak.use.total(), Bytes(70 * kMiB));
  EXPECT_EQ(run.peak.use[MemoryUse::OptimizerState], Bytes(20 * kMiB));
  // The last step's timeline: the state is there from the start.
  EXPECT_EQ(run.timeline[0].total(), Bytes(60 * kMiB)); // 10 + 30 + 20
  EXPECT_EQ(run.timeline[2].total(), Bytes(40 * kMiB)); // 10 + 10 + 20
}

TEST(RunMemory, ARunWithoutKernels) {
  core::Workload workload;
  workload.memory.buffers = {
      buffer("x", MemoryUse::Activations, 30, -1, std::nullopt)};
  RunMemory run = simulateRun(workload, {});
  EXPECT_EQ(run.reserved, Bytes(30 * kMiB));
  EXPECT_EQ(run.peak.kernel, -1);
}
