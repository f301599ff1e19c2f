//===- ProblemSizeTest.cpp - Tests of reading problem sizes ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/ProblemSize.h"
#include "tests/unit/roofline/Samples.h"

#include <gtest/gtest.h>

using namespace perfopt;
using namespace perfopt::roofline;

static core::Kernel kernelOf(core::KernelFamily family,
                             std::map<std::string, int64_t> problem) {
  core::Kernel kernel;
  kernel.family = family;
  kernel.problem = std::move(problem);
  return kernel;
}

TEST(ProblemSize, GemmDefaultsToOneBatch) {
  auto size = gemmSize(samples::gemm(2, 3, 5));
  ASSERT_TRUE(size);
  EXPECT_EQ(size->m, 2);
  EXPECT_EQ(size->n, 3);
  EXPECT_EQ(size->k, 5);
  EXPECT_EQ(size->batch, 1);
  EXPECT_EQ(size->flops(), 60); // 2 * 2*3*5
}

TEST(ProblemSize, MissingOrUnknownSizesGiveNone) {
  auto family = core::KernelFamily::Gemm;
  EXPECT_FALSE(gemmSize(kernelOf(family, {{"m", 2}, {"n", 3}})));
  EXPECT_FALSE(gemmSize(kernelOf(family, {{"m", -1}, {"n", 3}, {"k", 4}})));
  EXPECT_FALSE(attentionSize(kernelOf(core::KernelFamily::Attention, {})));
  EXPECT_FALSE(recurrentSize(kernelOf(core::KernelFamily::Recurrent, {})));
}

TEST(ProblemSize, ConvolutionIsAnImplicitGemmPerGroup) {
  auto size = gemmSize(kernelOf(core::KernelFamily::Conv, {{"n", 8},
                                                           {"c", 64},
                                                           {"h", 56},
                                                           {"w", 56},
                                                           {"k", 128},
                                                           {"r", 3},
                                                           {"s", 3},
                                                           {"p", 28},
                                                           {"q", 28},
                                                           {"groups", 2},
                                                           {"stride_h", 2},
                                                           {"stride_w", 2}}));
  ASSERT_TRUE(size);
  EXPECT_EQ(size->m, 6272); // 8 * 28 * 28
  EXPECT_EQ(size->n, 64);   // 128 / 2
  EXPECT_EQ(size->k, 288);  // 64 / 2 * 3 * 3
  EXPECT_EQ(size->batch, 2);
}

TEST(ProblemSize, ConvolutionInThreeDimensionsCountsDepth) {
  auto size = gemmSize(kernelOf(core::KernelFamily::Conv, {{"n", 1},
                                                           {"c", 3},
                                                           {"k", 16},
                                                           {"r", 3},
                                                           {"s", 3},
                                                           {"t", 5},
                                                           {"p", 10},
                                                           {"q", 10},
                                                           {"o", 4}}));
  ASSERT_TRUE(size);
  EXPECT_EQ(size->m, 400); // 1 * 4 * 10 * 10
  EXPECT_EQ(size->k, 135); // 3 * 5 * 3 * 3
}

TEST(ProblemSize, AttentionFillsInWhatIsUsuallyEqual) {
  auto size = attentionSize(
      kernelOf(core::KernelFamily::Attention,
               {{"batch", 2}, {"heads", 8}, {"seq", 128}, {"head_dim", 64}}));
  ASSERT_TRUE(size);
  EXPECT_EQ(size->kvHeads, 8);
  EXPECT_EQ(size->context, 128);
  EXPECT_EQ(size->valueDim, 64);
  EXPECT_EQ(size->computedShare(), 1);
}

TEST(ProblemSize, ACausalAttentionComputesThePartThatIsSeen) {
  auto size = attentionSize(kernelOf(core::KernelFamily::Attention,
                                     {{"heads", 8},
                                      {"seq", 128},
                                      {"context", 512},
                                      {"head_dim", 64},
                                      {"causal", 1}}));
  ASSERT_TRUE(size);
  // 1 - (128 - 1) / (2 * 512)
  EXPECT_EQ(size->computedShare(), 1 - 127.0 / 1024);
}

TEST(ProblemSize, StreamsKnowTheirWindowAndRows) {
  auto depthwise =
      streamSize(kernelOf(core::KernelFamily::Depthwise, {{"n", 2},
                                                          {"c", 32},
                                                          {"k", 32},
                                                          {"p", 10},
                                                          {"q", 10},
                                                          {"r", 3},
                                                          {"s", 3}}));
  EXPECT_EQ(depthwise.elements, 6400); // 2 * 32 * 10 * 10
  EXPECT_EQ(depthwise.window, 9);

  auto longRows = streamSize(
      kernelOf(core::KernelFamily::Norm, {{"rows", 4}, {"cols", 2048}}));
  EXPECT_EQ(longRows.rows, 4);
  auto shortRows = streamSize(
      kernelOf(core::KernelFamily::Norm, {{"rows", 4}, {"cols", 100}}));
  EXPECT_EQ(shortRows.rows, 0);
  EXPECT_EQ(shortRows.elements, 400);
}
