//===- ContribRefusalTest.cpp - What is not counted, and why --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/unit/frontends/ContribCases.h"

#include <gmock/gmock.h>

namespace perfopt::onnx {
namespace {

using namespace test;
using testing::HasSubstr;

const std::string kMs = "com.microsoft";

TEST(ContribRefusals, nameTheReason) {
  const std::pair<const char *, const char *> reasons[] = {
      {"BeamSearch", "a whole generation, as many steps as the data decide"},
      {"GreedySearch", "a whole generation"},
      {"Sampling", "a whole generation"},
      {"WhisperBeamSearch", "a whole generation"},
      {"EPContext", "holds what another program compiled"},
      {"Tokenizer", "it works on strings"},
      {"SparseAttention", "which blocks of keys it visits"},
      {"Frobnicate", "this operator is not known"},
      // The number of values depends on the data; others read it.
      {"Unique", ""},
  };
  for (auto [opType, reason] : reasons) {
    SCOPED_TRACE(opType);
    ImportHarness harness;
    Outcome outcome = run(harness, {kMs, opType, {"f 8"}, {}, "", 0, 0});
    ASSERT_TRUE(outcome.workload) << outcome.error();
    EXPECT_EQ(outcome.workload->totals.unmodelled.size(), 1u);
    EXPECT_EQ(outcome.workload->totals.unmodelledFlopsPct, 100);
    EXPECT_THAT(outcome.warning(), HasSubstr(reason));
  }
}

TEST(ContribRefusals, nameWhatContradictsItself) {
  const std::pair<Case, const char *> wrong[] = {
      {{kMs,
        "Attention",
        {"f 2x8x16", "w 16x48"},
        {{"num_heads", "5"}},
        "",
        0,
        0},
       "invalid Attention: 5 heads do not divide 16"},
      {{kMs,
        "Attention",
        {"f 2x8x16", "w 16x40"},
        {{"num_heads", "4"}},
        "",
        0,
        0},
       "rows of 40 have no three equal parts"},
      {{kMs,
        "MultiHeadAttention",
        {"f 2x8x16", "f 2x8x12", "f 2x8x16"},
        {{"num_heads", "4"}},
        "",
        0,
        0},
       "inner extents differ: 16 and 12"},
      {{kMs,
        "GroupQueryAttention",
        {"f 2x8x16", "f 2x8x8", "f 2x8x8", "-", "-", "I 2", "I"},
        {{"num_heads", "4"}, {"kv_num_heads", "3"}},
        "",
        0,
        0},
       "3 key heads for 4 heads"},
      {{kMs,
        "SkipLayerNormalization",
        {"f 2x8x16", "f 2x8x16", "w 12"},
        {},
        "",
        0,
        0},
       "a scale of 12 for rows of 16"},
      {{kMs,
        "GroupNorm",
        {"f 1x6x6x8", "w 8", "w 8"},
        {{"groups", "3"}, {"activation", "0"}},
        "",
        0,
        0},
       "3 groups do not divide 8 channels"},
      {{kMs,
        "FusedConv",
        {"f 1x3x8x8", "w 4x3x3x3", "-", "f 1x4x8x8"},
        {},
        "",
        0,
        0},
       "Z is"},
      {{kMs,
        "MatMulNBits",
        {"f 2x64", "q 32x3x16", "w 64"},
        {{"K", "64"}, {"N", "32"}, {"block_size", "32"}},
        "",
        0,
        0},
       "expected 32 x 2 x"},
      {{kMs,
        "MatMulNBits",
        {"f 2x60", "q 32x2x16", "w 64"},
        {{"K", "64"}, {"N", "32"}, {"block_size", "32"}},
        "",
        0,
        0},
       "inner extents differ: 60 and 64"},
      {{"",
        "QLinearConv",
        {"u 1x2x8x8", "w", "q", "q 4x3x3x3", "w", "q", "w", "q"},
        {},
        "",
        0,
        0},
       "the input has 2 channels"},
      {{kMs,
        "QLinearConcat",
        {"w", "q", "u 2x4", "w"},
        {{"axis", "1"}},
        "",
        0,
        0},
       "three operands a tensor"},
      {{kMs, "RotaryEmbedding", {"f 2x8x16"}, {}, "", 0, 0},
       "1 operands, expected"},
  };
  for (const auto &[of, reason] : wrong) {
    SCOPED_TRACE(reason);
    ImportHarness harness;
    Outcome outcome = run(harness, of);
    EXPECT_FALSE(outcome.workload);
    EXPECT_THAT(outcome.error(), HasSubstr(reason));
  }
}

} // namespace
} // namespace perfopt::onnx
