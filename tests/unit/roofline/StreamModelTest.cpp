//===- StreamModelTest.cpp - Tests of streaming kernels -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/StreamModel.h"
#include "tests/unit/roofline/Samples.h"

#include <gtest/gtest.h>

using namespace perfopt;
using namespace perfopt::roofline;

static Demand demandOf(const core::Kernel &kernel) {
  return streamDemand(kernel, core::Pipe::Fp32, *Ceilings::of(samples::a100()),
                      {});
}

TEST(StreamModel, LargeTensorsRunAtHbmBandwidth) {
  Demand demand = demandOf(samples::relu(25'000'000));
  EXPECT_EQ(demand.bound(), core::Bound::Hbm);
  // 2 * 25e6 * 4 B / 1346e9 B/s = 148.59 us
  EXPECT_NEAR(core::microseconds(demand.total()), 148.59, 0.01);
  EXPECT_EQ(demand.bytesL2, demand.bytesHbm);
}

TEST(StreamModel, FewBlocksCannotSaturateTheHbm) {
  // 4096 values are 4 blocks of 1024, on 4 SMs of 35.904 GB/s each:
  // 2 * 4096 * 4 B / (4 * 35.904e9) = 0.2282 us; at 1346 GB/s it were 0.0243.
  Demand demand = demandOf(samples::relu(4096));
  EXPECT_EQ(demand.bound(), core::Bound::L2);
  EXPECT_NEAR(core::microseconds(demand.total()), 0.2282, 0.0001);
}

TEST(StreamModel, NormReadsItsOperandTwiceFromTheL2) {
  core::Kernel kernel = samples::relu(4096 * 2048);
  kernel.family = core::KernelFamily::Norm;
  kernel.problem = {{"rows", 4096}, {"cols", 2048}};
  Demand demand = demandOf(kernel);
  // 4096 * 2048 values of 4 B: read twice and written once
  EXPECT_DOUBLE_EQ(demand.bytesL2.value(), 3.0 * 4096 * 2048 * 4);
  EXPECT_DOUBLE_EQ(demand.bytesHbm.value(), 2.0 * 4096 * 2048 * 4);
}

TEST(StreamModel, LongRowsOccupyOneSmEach) {
  core::Kernel many = samples::relu(2 * 1'000'000);
  many.family = core::KernelFamily::Softmax;
  core::Kernel few = many;
  few.problem = {{"rows", 2}, {"cols", 1'000'000}};
  many.problem = {{"rows", 2000}, {"cols", 1000}};
  // 2 SMs of 35.904 GB/s move 24 MB (twice read, once written) in 334.2 us;
  // the whole device takes 16 MB / 1346 GB/s = 11.9 us for the same values.
  EXPECT_NEAR(core::microseconds(demandOf(few).total()), 334.2, 0.1);
  EXPECT_NEAR(core::microseconds(demandOf(many).total()), 11.89, 0.01);
}

TEST(StreamModel, WindowsAreServedFromTheL1) {
  core::Kernel kernel;
  kernel.family = core::KernelFamily::Depthwise;
  kernel.problem = {{"n", 1},  {"c", 64}, {"k", 64}, {"p", 56},
                    {"q", 56}, {"r", 3},  {"s", 3}};
  kernel.bytesRead = core::Bytes(64 * 56 * 56 * 4.0);
  kernel.bytesWritten = kernel.bytesRead;
  // 64*56*56 results of 9 operands and 1 result of 4 B = 8028160
  EXPECT_DOUBLE_EQ(demandOf(kernel).bytesL1.value(), 8028160);
}
