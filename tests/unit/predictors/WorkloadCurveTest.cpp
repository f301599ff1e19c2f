//===- WorkloadCurveTest.cpp - Tests of sizes as polynomials --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Memory/WorkloadCurve.h"

#include <gtest/gtest.h>

using namespace perfopt;
using core::Bytes;
using core::MemoryUse;
using predictors::WorkloadCurve;

/// A weight, an activation linear in x and scores quadratic in it.
static core::Workload attentionLike(int64_t x) {
  core::Workload workload;
  core::Kernel kernel;
  kernel.family = core::KernelFamily::BatchedGemm;
  kernel.problem = {{"batch", 12}, {"m", x}, {"n", x}};
  workload.kernels = {kernel};
  workload.memory.buffers = {
      {"w", MemoryUse::Weights, Bytes(1000), -1, std::nullopt},
      {"y", MemoryUse::Activations, Bytes(768.0 * 4 * double(x)), 0, 0},
      {"s", MemoryUse::Activations, Bytes(12.0 * 4 * double(x * x)), 0, 0}};
  return workload;
}

static WorkloadCurve::Sample sample(int64_t x) { return {x, attentionLike(x)}; }

TEST(WorkloadCurve, IsExactForQuadraticSizes) {
  auto curve = WorkloadCurve::through({sample(16), sample(32), sample(64)});
  ASSERT_TRUE(curve);
  core::Workload at = curve->at(1000);
  EXPECT_EQ(at.memory.buffers[0].bytes, Bytes(1000));
  EXPECT_EQ(at.memory.buffers[1].bytes, Bytes(3072000));  // 768*4 * 1000
  EXPECT_EQ(at.memory.buffers[2].bytes, Bytes(48000000)); // 12*4 * 1000^2
  EXPECT_EQ(at.kernels[0].size("m"), 1000);
  EXPECT_EQ(at.kernels[0].size("batch"), 12);
  EXPECT_TRUE(curve->agrees(1000, attentionLike(1000)));
  EXPECT_TRUE(curve->agrees(100000, attentionLike(100000)));
}

TEST(WorkloadCurve, NoticesWhatIsNoPolynomial) {
  auto curve = WorkloadCurve::through({sample(16), sample(32), sample(64)});
  core::Workload padded = attentionLike(1000);
  padded.memory.buffers[1].bytes += Bytes(4);
  EXPECT_FALSE(curve->agrees(1000, padded));
}

TEST(WorkloadCurve, NeedsTheSameStructure) {
  auto other = [](auto change) {
    WorkloadCurve::Sample odd = sample(64);
    change(odd.workload);
    return WorkloadCurve::through({sample(16), sample(32), odd});
  };
  EXPECT_FALSE(other([](core::Workload &w) { w.memory.buffers.pop_back(); }));
  EXPECT_FALSE(other([](core::Workload &w) { w.memory.buffers[1].last = {}; }));
  EXPECT_FALSE(other([](core::Workload &w) { w.kernels.clear(); }));
  EXPECT_FALSE(other([](core::Workload &w) { w.kernels[0].problem["k"] = 1; }));
  EXPECT_TRUE(other([](core::Workload &) {}));
}
