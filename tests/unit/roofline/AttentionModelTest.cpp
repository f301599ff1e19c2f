//===- AttentionModelTest.cpp - Tests of attention ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/AttentionModel.h"
#include "tests/unit/roofline/Samples.h"

#include <gtest/gtest.h>

using namespace perfopt;
using namespace perfopt::roofline;

namespace {

struct Shape {
  int64_t batch = 1, heads = 1, kvHeads = 1, seq = 1, context = 1, dim = 64;
};

core::Kernel attention(const Shape &shape) {
  core::Kernel kernel;
  kernel.family = core::KernelFamily::Attention;
  kernel.type = core::ElementType::F16;
  kernel.problem = {{"batch", shape.batch},      {"heads", shape.heads},
                    {"kv_heads", shape.kvHeads}, {"seq", shape.seq},
                    {"context", shape.context},  {"head_dim", shape.dim},
                    {"value_dim", shape.dim},    {"causal", 0}};
  double queries = 2.0 * shape.batch * shape.heads * shape.seq * shape.dim;
  double keys = 2.0 * shape.batch * shape.kvHeads * shape.context * shape.dim;
  kernel.flops = core::Flops(4.0 * shape.batch * shape.heads * shape.seq *
                             shape.context * shape.dim);
  kernel.bytesRead = core::Bytes(queries + 2 * keys);
  kernel.bytesWritten = core::Bytes(queries);
  return kernel;
}

Demand demandOf(const core::Kernel &kernel) {
  return attentionDemand(*attentionSize(kernel), kernel, core::Pipe::Fp16Tensor,
                         *Ceilings::of(samples::a100()), {});
}

} // namespace

TEST(AttentionModel, SoftmaxAddsToTheProducts) {
  // 27 heads * 512/128 query tiles = 108 blocks: one full wave.
  Demand demand = demandOf(attention(
      {.heads = 27, .kvHeads = 27, .seq = 512, .context = 512, .dim = 64}));
  EXPECT_EQ(demand.bound(), core::Bound::Compute);
  // Per score 4*64 FLOPs at 292.2e12 and 10 at 18.5e12: 0.876 + 0.541 ps; 27 *
  // 512 * 512 scores: 10.029 us
  double expected = 27.0 * 512 * 512 * (4 * 64 / 292.2e12 + 10 / 18.5e12);
  EXPECT_NEAR(demand.compute.value(), expected, 1e-12);
}

TEST(AttentionModel, AMaskHalvesTheWork) {
  core::Kernel full = attention(
      {.heads = 27, .kvHeads = 27, .seq = 2048, .context = 2048, .dim = 64});
  core::Kernel causal = full;
  causal.problem["causal"] = 1;
  // Query i of 2048 sees i keys: 1 - 2047 / (2 * 2048) of the square.
  EXPECT_NEAR(demandOf(causal).compute / demandOf(full).compute,
              1 - 2047.0 / 4096, 1e-9);
}

TEST(AttentionModel, ABackwardIsTwoAndAHalfForwards) {
  core::Kernel forward = attention(
      {.heads = 27, .kvHeads = 27, .seq = 512, .context = 512, .dim = 64});
  core::Kernel backward = forward;
  backward.phase = core::Phase::Backward;
  // 27 * 512 * 512 scores, (3 + 2) * 64 multiply-adds each; forward (1 + 1) *
  // 64
  backward.macs = core::Macs(27.0 * 512 * 512 * 5 * 64);
  EXPECT_NEAR(demandOf(backward).compute / demandOf(forward).compute, 2.5,
              1e-9);
}

TEST(AttentionModel, DecodeReadsTheCacheAtHbmSpeed) {
  // 32 heads over 8 key heads, 64 sequences of 4096 keys.
  core::Kernel decode = attention({.batch = 64,
                                   .heads = 32,
                                   .kvHeads = 8,
                                   .seq = 1,
                                   .context = 4096,
                                   .dim = 128});
  Demand demand = demandOf(decode);
  EXPECT_EQ(demand.bound(), core::Bound::Hbm);
  // Keys and values: 2 * 64 * 8 * 4096 * 128 * 2 B = 1.0737 GB, 797.7 us
  EXPECT_NEAR(core::microseconds(demand.slowest()), 798, 2);
}

TEST(AttentionModel, SplitsALongContextOfFewHeads) {
  core::Kernel decode = attention(
      {.heads = 8, .kvHeads = 8, .seq = 1, .context = 65536, .dim = 128});
  Demand demand = demandOf(decode);
  // 8 blocks alone would draw 8/108 of the L2 bandwidth: 2 * 8 * 65536 * 128 *
  // 2 B = 268 MB at 287 GB/s = 935 us. The HBM takes 199 us.
  EXPECT_LT(core::microseconds(demand.total()), 300);
  EXPECT_GE(core::microseconds(demand.total()), 199);
}
