//===- SymbolicWorkloadTest.cpp -------------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Symbolic/SymbolicWorkload.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace perfopt;
using analysis::SymbolicWorkload;
using analysis::SymbolPoint;
using testing::HasSubstr;

/// Two products, [b * s, 8] by [8, 4] and back; two f32 activations.
core::Workload twoProducts(const SymbolPoint &point) {
  core::Workload workload;
  workload.request.batch = point.batch;
  workload.request.seq = point.seq;
  int64_t rows = point.batch * point.seq;
  for (auto [n, k] : {std::pair(4, 8), std::pair(8, 4)}) {
    core::Kernel &kernel = workload.kernels.emplace_back();
    kernel.name = "product" + std::to_string(n);
    kernel.family = core::KernelFamily::Gemm;
    kernel.problem = {{"m", rows}, {"n", n}, {"k", k}};
    kernel.macs = core::Macs(double(rows * n * k));
    kernel.flops = core::Flops(2 * kernel.macs.value());
    kernel.bytesRead = core::Bytes(4.0 * double(rows * k + n * k));
    kernel.bytesWritten = core::Bytes(4.0 * double(rows * n));
    workload.totals.flops += kernel.flops;
    workload.totals.macs += kernel.macs;
    workload.totals.bytes += kernel.bytes();
  }
  workload.totals.launches = 2;
  auto hold = [&](int64_t bytes, int first, std::optional<int> last) {
    core::Buffer &buffer = workload.memory.buffers.emplace_back();
    buffer.bytes = core::Bytes(double(bytes));
    buffer.first = first;
    buffer.last = last;
  };
  hold(32 * rows, -1, std::nullopt); // the input, 8 values a row
  hold(16 * rows, 0, 1);
  hold(32 * rows, 1, std::nullopt);
  return workload;
}

core::Result<SymbolicWorkload> derive(const analysis::WorkloadAt &countAt,
                                      bool hasSeq = true) {
  return SymbolicWorkload::derive(countAt, {4, 32}, hasSeq);
}

TEST(SymbolicWorkload, FindsThePolynomialsOfProducts) {
  auto symbolic = derive(
      [](const SymbolPoint &point) { return twoProducts(point); });
  ASSERT_TRUE(symbolic) << symbolic.error().str();
  // Each product: 4 * 8 = 32 MACs a row.
  EXPECT_EQ(symbolic->macs().str(), "64·b·s");
  EXPECT_EQ(symbolic->flops().str(), "128·b·s");
  // Each: 4 * (8 + 4) a row and 4 * 32 of weights.
  EXPECT_EQ(symbolic->bytes().str(), "96·b·s + 256");
  EXPECT_EQ(symbolic->kernels()[0].bytesRead.str(), "32·b·s + 128");
  // 32 + 16, then 32 + 16 + 32 bytes a row.
  EXPECT_EQ(symbolic->liveBytes()[0].str(), "48·b·s");
  EXPECT_EQ(symbolic->liveBytes()[1].str(), "80·b·s");
  EXPECT_EQ(symbolic->peakKernel({7, 9}), 1);
  EXPECT_EQ(symbolic->seqMultiple(), 1);
  EXPECT_TRUE(symbolic->holdsForBatchOne());
}

TEST(SymbolicWorkload, EvaluatesToWhatIsCounted) {
  auto symbolic = derive(
      [](const SymbolPoint &point) { return twoProducts(point); });
  ASSERT_TRUE(symbolic);
  SymbolPoint point{1000, 777};
  core::Workload evaluated = symbolic->at(point), counted = twoProducts(point);
  for (int i : {0, 1}) {
    EXPECT_EQ(evaluated.kernels[i].problem, counted.kernels[i].problem);
    EXPECT_EQ(evaluated.kernels[i].flops, counted.kernels[i].flops);
    EXPECT_EQ(evaluated.kernels[i].bytes(), counted.kernels[i].bytes());
  }
  EXPECT_EQ(evaluated.request.batch, 1000);
  EXPECT_EQ(evaluated.request.seq, 777);
  EXPECT_EQ(evaluated.memory.buffers[1].bytes, core::Bytes(16.0 * 777000));
}

TEST(SymbolicWorkload, FindsTheStepOfAPaddedSequence) {
  // Sequences are padded to multiples of 64.
  auto symbolic = derive([](const SymbolPoint &point) {
    return twoProducts({point.batch, (point.seq + 63) / 64 * 64});
  });
  ASSERT_TRUE(symbolic) << symbolic.error().str();
  EXPECT_EQ(symbolic->seqMultiple(), 64);
  EXPECT_TRUE(symbolic->covers({4, 128}));
  EXPECT_FALSE(symbolic->covers({4, 100}));
}

TEST(SymbolicWorkload, SaysWhatIsNoPolynomial) {
  auto symbolic = derive([](const SymbolPoint &point) {
    core::Workload workload = twoProducts(point);
    if (point.batch > 10)
      workload.kernels[1].flops += core::Flops(1);
    return workload;
  });
  ASSERT_FALSE(symbolic);
  EXPECT_THAT(symbolic.error().message,
              HasSubstr("a count of kernel 'product8' is no polynomial"));
}

TEST(SymbolicWorkload, SaysWhenKernelsChange) {
  auto symbolic = derive([](const SymbolPoint &point) {
    core::Workload workload = twoProducts(point);
    if (point.batch == 3)
      workload.kernels.pop_back();
    return workload;
  });
  ASSERT_FALSE(symbolic);
  EXPECT_THAT(symbolic.error().message,
              HasSubstr("the model itself changes with its size, so its cost "
                        "is no polynomial: kernel 'product8' between"));
}

TEST(SymbolicWorkload, LeavesOutABatchOfOneThatDiffers) {
  auto symbolic = derive([](const SymbolPoint &point) {
    core::Workload workload = twoProducts(point);
    if (point.batch == 1)
      workload.kernels.pop_back();
    return workload;
  });
  ASSERT_TRUE(symbolic) << symbolic.error().str();
  EXPECT_FALSE(symbolic->holdsForBatchOne());
  EXPECT_FALSE(symbolic->covers({1, 32}));
  EXPECT_TRUE(symbolic->covers({2, 32}));
}

TEST(SymbolicWorkload, PassesErrorsOn) {
  auto symbolic = derive([](const SymbolPoint &) {
    return core::Result<core::Workload>(core::Error{"the batch is fixed"});
  });
  ASSERT_FALSE(symbolic);
  EXPECT_EQ(symbolic.error().message, "the batch is fixed");
}

} // namespace
