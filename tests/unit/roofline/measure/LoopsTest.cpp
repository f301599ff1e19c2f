//===- LoopsTest.cpp - Tests of the innermost loops -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/Loops.h"
#include "roofline/measure/cpu/AlignedBuffer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

using namespace perfopt::measure;

TEST(Loops, MultiplyAddsReachTheirFixedPoint) {
  for (const Loops *loops : availableLoops()) {
    // Each of 12 chains goes to x = x / 2 + 1 = 2 in every lane.
    double lanes32 = loops->vectorBytes / 4.0,
           lanes64 = loops->vectorBytes / 8.0;
    EXPECT_FLOAT_EQ(loops->fma32(200, 0.5f, 1.0f), 12 * 2 * lanes32);
    EXPECT_DOUBLE_EQ(loops->fma64(200, 0.5, 1.0), 12 * 2 * lanes64);
    // Two operations a chain and lane.
    EXPECT_DOUBLE_EQ(loops->flopsPerIteration32, 2 * 12 * lanes32);
    EXPECT_DOUBLE_EQ(loops->flopsPerIteration64, 2 * 12 * lanes64);
  }
}

TEST(Loops, ReadEveryWordAsOftenAsAsked) {
  constexpr size_t kBytes = 3 * kReadGranule;
  AlignedBuffer buffer(kBytes);
  uint64_t *words = buffer.as<uint64_t>();
  uint64_t sum = 0;
  for (size_t i = 0; i < kBytes / 8; ++i)
    sum += words[i] = i * i + 1;
  for (const Loops *loops : availableLoops())
    EXPECT_EQ(loops->read(words, kBytes, 5), 5 * sum) << loops->name;
}

TEST(Loops, SoftmaxSumsToOne) {
  std::vector<float> in = {1, 2, 3, 80}, out(4);
  for (const Loops *loops : availableLoops()) {
    loops->softmax(in.data(), out.data(), 4);
    // exp(3 - 80) / (1 + ...) = 3.6e-34; the largest takes nearly all.
    EXPECT_NEAR(out[3], 1, 1e-6);
    loops->softmax(in.data(), out.data(), 2);
    // 1 / (1 + e) and e / (1 + e)
    EXPECT_NEAR(out[0], 0.268941f, 1e-5);
    EXPECT_NEAR(out[1], 0.731059f, 1e-5);
  }
}

TEST(Loops, DotProductsCountFourBytesOrTwoBf16ALane) {
  // Only where the CPU has them: 12 chains of 16 lanes, two operations each.
  if (const DotLoop *loop = int8DotLoop()) {
    EXPECT_DOUBLE_EQ(loop->operationsPerIteration, 12 * 16 * 4 * 2);
    // 3 * 5 * 4 products a lane and iteration, 5 iterations of 192 lanes, from
    // the chain's number on: 16 * (0 + ... + 11) = 1056.
    EXPECT_EQ(loop->run(5), 192 * 5 * 60 + 1056);
  }
  if (const DotLoop *loop = bf16DotLoop()) {
    EXPECT_DOUBLE_EQ(loop->operationsPerIteration, 12 * 16 * 2 * 2);
  }
}
