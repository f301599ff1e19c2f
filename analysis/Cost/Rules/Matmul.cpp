//===- Matmul.cpp - Counting rules of matrix products and attention -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/ProductKernels.h"

#include "analysis/Cost/ElementBytes.h"
#include "dialects/NN/Einsum.h"

using namespace mlir;

namespace perfopt::analysis {

/// matmul_c1: multiply-add = 2 FLOPs, MACs = |Y| * k with k the inner extent.
static MaybeCost matmulCost(nn::MatMulOp op) {
  auto macs = matmulMacs(op.getA(), op.getY());
  if (!macs)
    return std::nullopt;
  return costWithTraffic(op, 2 * *macs, *macs, "matmul_c1");
}

static MaybeShape matmulKernel(nn::MatMulOp op) {
  MaybeShape kernel = matmulShape(op.getA(), op.getB(), op.getY());
  auto a = nn::rankedType(op.getA());
  auto b = nn::rankedType(op.getB());
  if (kernel && b.getRank() <= 2 && a.getRank() > 2)
    addCopyIfStrided(*kernel, op.getA());
  return kernel;
}

/// matmul_integer_c1: MACs as matmul_c1; a zero point is subtracted from every
/// element of its operand.
static MaybeCost matmulIntegerCost(nn::MatMulIntegerOp op) {
  auto macs = matmulMacs(op.getA(), op.getY());
  auto left = elements(op.getA());
  auto right = elements(op.getB());
  if (!macs || !left || !right)
    return std::nullopt;
  double offsets =
      (op.getAZeroPoint() ? *left : 0) + (op.getBZeroPoint() ? *right : 0);
  return costWithTraffic(op, 2 * *macs + offsets, *macs, "matmul_integer_c1");
}

static MaybeShape matmulIntegerKernel(nn::MatMulIntegerOp op) {
  return onIntegers(matmulShape(op.getA(), op.getB(), op.getY()));
}

/// det_c1: elimination of n x n: step k of n - 1 divides k numbers and
/// multiply-adds k^2, so MACs = (n - 1) n (2n - 1) / 6 and n (n - 1) / 2
/// divisions; then n - 1 products along the diagonal.
static MaybeCost detCost(nn::DetOp op) {
  auto x = staticShape(op.getX());
  auto matrices = elements(op.getY());
  if (!x || x->size() < 2 || !matrices)
    return std::nullopt;
  double n = double(x->back());
  double macs = *matrices * (n - 1) * n * (2 * n - 1) / 6;
  double rest = *matrices * (n * (n - 1) / 2 + std::max(0.0, n - 1));
  return costWithTraffic(op, 2 * macs + rest, macs, "det_c1");
}

/// A factorisation, then the product of the diagonal.
static MaybeShape detKernel(nn::DetOp op) {
  auto kernel = elementsKernel(core::KernelFamily::Other, op.getX());
  if (kernel)
    kernel->launches = 2;
  return kernel;
}

/// gemm_c1: as matmul_c1; adding C is |Y| FLOPs.
static MaybeCost gemmCost(nn::GemmOp op) {
  auto a = staticShape(op.getA());
  auto results = elements(op.getY());
  if (!a || a->size() != 2 || !results)
    return std::nullopt;
  double macs = *results * double((*a)[op.getTransA() ? 0 : 1]);
  return costWithTraffic(op, 2 * macs + (op.getC() ? *results : 0), macs,
                         "gemm_c1");
}

static MaybeShape gemmKernel(nn::GemmOp op) {
  auto a = staticShape(op.getA());
  auto y = staticShape(op.getY());
  if (!a || a->size() != 2 || !y || y->size() != 2)
    return std::nullopt;
  return gemmShape((*y)[0], (*y)[1], (*a)[op.getTransA() ? 0 : 1], 1);
}

/// The extents of an einsum's letters by their role: batch in both operands and
/// the result, m and n in one operand and the result, k summed over.
struct EinsumSize {
  int64_t batch = 1, m = 1, n = 1, k = 1;
  bool isBinary = false;

  double combinations() const {
    return double(batch) * double(m) * double(n) * double(k);
  }
};

/// Unset for more than two operands: their cost depends on the order of
/// contraction.
static std::optional<EinsumSize> einsumSize(nn::EinsumOp op) {
  auto plan = nn::planEinsum(std::nullopt, op.getEquation(), op.getInputs());
  if (failed(plan) || op.getInputs().size() > 2)
    return std::nullopt;
  EinsumSize size;
  size.isBinary = op.getInputs().size() == 2;
  for (auto [letter, extent] : plan->extents) {
    if (ShapedType::isDynamic(extent))
      return std::nullopt;
    bool left = StringRef(plan->inputs.front()).contains(letter);
    bool right = StringRef(plan->inputs.back()).contains(letter);
    bool kept = StringRef(plan->output).contains(letter);
    (!kept           ? size.k
     : left && right ? size.batch
     : right         ? size.n
                     : size.m) *= extent;
  }
  return size;
}

/// einsum_c1: of two operands, one multiply-add for every combination of the
/// letters, or one multiplication where nothing is summed; of one, an addition
/// for every element that is summed and nothing for a permutation.
static MaybeCost einsumCost(nn::EinsumOp op) {
  auto size = einsumSize(op);
  if (!size)
    return std::nullopt;
  double all = size->combinations();
  bool sums = size->k > 1;
  if (!size->isBinary)
    return sums ? costWithTraffic(op, all, 0, "einsum_c1") : viewCost(op);
  return costWithTraffic(op, sums ? 2 * all : all, sums ? all : 0, "einsum_c1");
}

static MaybeShape einsumKernel(nn::EinsumOp op) {
  auto size = einsumSize(op);
  if (!size || (!size->isBinary && size->k == 1))
    return std::nullopt;
  if (size->k == 1)
    return elementsKernel(core::KernelFamily::Elementwise, op.getY());
  if (!size->isBinary || (size->m == 1 && size->n == 1))
    return rowsKernel(core::KernelFamily::Reduction, op.getInputs().front(),
                      double(size->k));
  return gemmShape(size->m, size->n, size->k, size->batch);
}

/// Sizes of an attention in its own terms.
struct AttentionSize {
  int64_t batch, heads, kvHeads, seq, context, headDim, valueDim;
};

static std::optional<AttentionSize> attentionSize(nn::AttentionOp op) {
  auto q = staticShape(op.getQ());
  auto key = staticShape(op.getPresentKey());
  auto value = staticShape(op.getPresentValue());
  if (!q || q->size() < 3 || !key || key->size() != 4 || !value ||
      value->size() != 4)
    return std::nullopt;
  bool packed = q->size() == 3;
  AttentionSize size;
  size.batch = (*q)[0];
  size.heads = packed ? op.getQNumHeads() : (*q)[1];
  size.seq = (*q)[packed ? 1 : 2];
  size.headDim = (*key)[3];
  size.kvHeads = (*key)[1];
  size.context = (*key)[2];
  size.valueDim = (*value)[3];
  return size;
}

/// attention_c1: both products over the whole square of queries and keys,
/// MACs = batch * heads * seq * context * (head_dim + value_dim), causal or
/// not, and 5 FLOPs for each score's softmax.
static MaybeCost attentionCost(nn::AttentionOp op) {
  auto size = attentionSize(op);
  if (!size)
    return std::nullopt;
  double scores = double(size->batch) * double(size->heads) *
                  double(size->seq) * double(size->context);
  double macs = scores * double(size->headDim + size->valueDim);
  return costWithTraffic(op, 2 * macs + 5 * scores, macs, "attention_c1");
}

static MaybeShape attentionKernel(nn::AttentionOp op) {
  auto size = attentionSize(op);
  if (!size)
    return std::nullopt;
  KernelShape kernel;
  kernel.family = core::KernelFamily::Attention;
  kernel.problem = {
      {"batch", size->batch},        {"heads", size->heads},
      {"kv_heads", size->kvHeads},   {"seq", size->seq},
      {"context", size->context},    {"head_dim", size->headDim},
      {"value_dim", size->valueDim}, {"causal", op.getIsCausal()}};
  return kernel;
}

/// A fused attention keeps its inputs and its result (and a log-sum-exp of
/// seq values a head, which is small).
static void attentionSaves(nn::AttentionOp op, SavedValues &saved) {
  saved.append({op.getQ(), op.getK(), op.getV(), op.getY()});
  if (op.getAttnMask())
    saved.push_back(op.getAttnMask());
}

/// rotary_embedding_c1: two multiplications and an addition an element.
static MaybeCost rotaryCost(nn::RotaryEmbeddingOp op) {
  auto count = elements(op.getX());
  return costWithTraffic(op, count ? std::optional(3 * *count) : std::nullopt,
                         0, "rotary_embedding_c1");
}

static MaybeShape rotaryKernel(nn::RotaryEmbeddingOp op) {
  return elementsKernel(core::KernelFamily::Elementwise, op.getY());
}

void attachMatmulRules(MLIRContext &context) {
  attachRule<nn::MatMulOp, matmulCost, matmulKernel,
             savesOperands>(context);
  attachRule<nn::MatMulIntegerOp, matmulIntegerCost,
             matmulIntegerKernel, savesNothing>(context);
  attachRule<nn::DetOp, detCost, detKernel, savesOperands>(context);
  attachRule<nn::GemmOp, gemmCost, gemmKernel, savesOperands>(context);
  attachRule<nn::EinsumOp, einsumCost, einsumKernel, savesOperands>(context);
  attachRule<nn::AttentionOp, attentionCost, attentionKernel, attentionSaves>(
      context);
  attachRule<nn::RotaryEmbeddingOp, rotaryCost, rotaryKernel, savesNothing>(
      context);
}

} // namespace perfopt::analysis
