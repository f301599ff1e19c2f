//===- Streaming.cpp - Counting rules of layers that carry a state -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

#include "analysis/Cost/ElementBytes.h"

using namespace mlir;

namespace perfopt::analysis {

/// tensor_scatter_c1: no FLOPs; the update is read and written into the cache
/// in place, the rest of which is not touched.
static MaybeCost tensorScatterCost(nn::TensorScatterOp op) {
  auto moved = storageBytes(op.getUpdate().getType());
  core::Bytes indices;
  if (Value given = op.getWriteIndices()) {
    auto bytes = storageBytes(given.getType());
    if (!bytes)
      return std::nullopt;
    indices = *bytes;
  }
  if (!moved)
    return std::nullopt;
  return OpCost{{}, {}, *moved + indices, *moved, "tensor_scatter_c1"};
}

static MaybeShape tensorScatterKernel(nn::TensorScatterOp op) {
  return elementsKernel(core::KernelFamily::Gather, op.getUpdate());
}

/// causal_conv_c1: MACs = |Y| * window; a bias adds |Y| FLOPs, SiLU 5 |Y|.
static MaybeCost causalConvCost(nn::CausalConvWithStateOp op) {
  auto filter = staticShape(op.getW());
  auto results = elements(op.getY());
  if (!filter || filter->size() != 3 || !results)
    return std::nullopt;
  double macs = *results * double(filter->back());
  double rest =
      *results * ((op.getB() ? 1 : 0) + (op.getActivation() == "none" ? 0 : 5));
  return costWithTraffic(op, 2 * macs + rest, macs, "causal_conv_c1");
}

static MaybeShape causalConvKernel(nn::CausalConvWithStateOp op) {
  auto x = staticShape(op.getX());
  auto w = staticShape(op.getW());
  if (!x || !w || x->size() != 3 || w->size() != 3)
    return std::nullopt;
  KernelShape kernel;
  kernel.family = core::KernelFamily::Depthwise;
  kernel.problem = {{"n", (*x)[0]},      {"c", (*x)[1]},  {"h", 1},
                    {"w", (*x)[2]},      {"k", (*x)[1]},  {"r", 1},
                    {"s", (*w)[2]},      {"p", 1},        {"q", (*x)[2]},
                    {"groups", (*x)[1]}, {"stride_h", 1}, {"stride_w", 1}};
  return kernel;
}

/// linear_attention_c1: for each step, key head and value dimension the state
/// takes k v' (MACs dk * dv) and, with a correction (delta), gives S' k (as
/// many again); each query head reads S' q (as many again). A decay multiplies
/// the state and is an exponential for each of its values; a correction is a
/// subtraction and a product for each value; each output is scaled.
static MaybeCost linearAttentionCost(nn::LinearAttentionOp op) {
  auto q = staticShape(op.getQ());
  auto state = staticShape(op.getPresentState());
  if (!q || q->size() != 3 || !state || state->size() != 4)
    return std::nullopt;
  StringRef rule = op.getUpdateRule();
  bool gated = rule.contains("gated"), delta = rule.contains("delta");
  double steps = double((*q)[0]) * double((*q)[1]);
  double heads = double(op.getQNumHeads()), kvHeads = double((*state)[1]);
  double area = double((*state)[2]) * double((*state)[3]);
  double values = double((*state)[3]);
  double macs = steps * area * (kvHeads * (delta ? 2 : 1) + heads);
  double rest = steps * heads * values;
  if (gated) {
    auto decays = elements(op.getDecay());
    if (!decays)
      return std::nullopt;
    rest += steps * kvHeads * area + *decays;
  }
  if (delta)
    rest += steps * kvHeads * 2 * values;
  return costWithTraffic(op, 2 * macs + rest, macs, "linear_attention_c1");
}

static MaybeShape linearAttentionKernel(nn::LinearAttentionOp op) {
  return elementsKernel(core::KernelFamily::Other, op.getY());
}

void attachStreamingRules(MLIRContext &context) {
  using namespace nn;
  attachRule<TensorScatterOp, tensorScatterCost, tensorScatterKernel,
             savesNothing>(context);
  attachRule<CausalConvWithStateOp, causalConvCost, causalConvKernel,
             savesFirstOperand>(context);
  attachRule<LinearAttentionOp, linearAttentionCost, linearAttentionKernel,
             savesOperands>(context);
}

} // namespace perfopt::analysis
