//===- ContribQuantizedElements.cpp - Counting rules of 8-bit functions ---===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each is the function between its dequantisations (2 FLOPs an element:
// dequantize_linear) and its quantisation (5: quantize_linear). The arithmetic
// is that of floats, so the kernel's type is that of the scales.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

using namespace mlir;

namespace perfopt::analysis {

/// FLOPs and MACs a result, under the label of the rule.
struct PerResult {
  double flops;
  double macs;
  const char *label;
};

// qlinear_binary_c1: two dequantised operands, the function, quantised: 2 * 2 +
// 1 + 5.
constexpr PerResult kBinary{10, 0, "qlinear_binary_c1"};
// qlinear_leaky_relu_c1: 2 + 2 + 5.
constexpr PerResult kLeakyRelu{9, 0, "qlinear_leaky_relu_c1"};
// qlinear_sigmoid_c1: 2 + 4 + 5.
constexpr PerResult kSigmoid{11, 0, "qlinear_sigmoid_c1"};
// qlinear_softmax_c1, qordered_gelu_c1: 2 + 5 + 5.
constexpr PerResult kSoftmax{12, 0, "qlinear_softmax_c1"};
constexpr PerResult kGelu{12, 0, "qordered_gelu_c1"};
// qlinear_concat_c1: each element in the result's scale: 2 + 5.
constexpr PerResult kConcat{7, 0, "qlinear_concat_c1"};
// qlinear_where_c1: a selection, then 2 + 5.
constexpr PerResult kWhere{8, 0, "qlinear_where_c1"};
// qordered_layer_normalization_c1: 2 + layer_normalization_c1's 8 + 5.
constexpr PerResult kLayerNorm{15, 3, "qordered_layer_normalization_c1"};
// As quantize_linear and dequantize_linear.
constexpr PerResult kQuantize{5, 0, "elementwise_c5"};
constexpr PerResult kDequantize{2, 0, "elementwise_c2"};

template <typename Op, const PerResult &Rule>
static MaybeCost perResultCost(Op op) {
  auto results = elements(op->getResult(0));
  if (!results)
    return std::nullopt;
  return costWithTraffic(op, *results * Rule.flops, *results * Rule.macs,
                         Rule.label);
}

/// Integers are summed up; each sum is scaled and rounded.
static constexpr double kRequantize = 5;

/// qlinear_pool_c1: pool_c1 and 5 FLOPs a result.
static MaybeCost poolCost(nn::MsQLinearAveragePoolOp op) {
  auto results = elements(op.getY());
  // Named: a temporary would not outlive the head of the loop.
  std::optional<ArrayRef<int64_t>> extents = op.getKernelShape();
  if (!results || !extents)
    return std::nullopt;
  double window = 1;
  for (int64_t extent : *extents)
    window *= double(extent);
  return costWithTraffic(op, *results * (window + kRequantize), 0,
                         "qlinear_pool_c1");
}

/// qlinear_reduce_c1: an addition for each input element and 5 FLOPs a result.
template <typename Op>
static MaybeCost reduceCost(Op op) {
  auto inputs = elements(op.getX());
  auto results = elements(op.getY());
  if (!inputs || !results)
    return std::nullopt;
  return costWithTraffic(op, *inputs + *results * kRequantize, 0,
                         "qlinear_reduce_c1");
}

template <typename Op>
static MaybeShape elementwiseKernel(Op op) {
  return elementsKernel(core::KernelFamily::Elementwise, op->getResult(0));
}

template <typename Op>
static MaybeShape copyKernel(Op op) {
  return elementsKernel(core::KernelFamily::Copy, op->getResult(0));
}

template <typename Op>
static MaybeShape reduceKernel(Op op) {
  auto inputs = elements(op.getX());
  auto results = elements(op.getY());
  if (!inputs || !results || *results == 0)
    return std::nullopt;
  return rowsKernel(core::KernelFamily::Reduction, op.getX(),
                    *inputs / *results);
}

template <typename Op, core::KernelFamily Family>
static MaybeShape rowsOf(Op op) {
  auto shape = staticShape(op.getX());
  if (!shape)
    return std::nullopt;
  auto axis = nn::normalizeAxis(op.getAxis(), shape->size());
  return rowsKernel(Family, op.getX(), axis ? double((*shape)[*axis]) : 1);
}

static MaybeShape poolKernel(nn::MsQLinearAveragePoolOp op) {
  auto x = staticShape(op.getX());
  auto y = staticShape(op.getY());
  auto window = op.getKernelShape();
  if (!x || !y || !window || x->size() < 3 || y->size() != x->size())
    return std::nullopt;
  size_t first = op.getChannelsLast() ? 1 : 2;
  auto spatial = [&](ArrayRef<int64_t> shape, size_t fromLast) {
    size_t rank = shape.size() - 2;
    return rank > fromLast ? shape[first + rank - 1 - fromLast] : 1;
  };
  auto extent = [&](size_t fromLast) {
    return window->size() > fromLast ? (*window)[window->size() - 1 - fromLast]
                                     : 1;
  };
  KernelShape kernel;
  kernel.family = core::KernelFamily::Pool;
  kernel.problem = {
      {"n", x->front()},     {"c", op.getChannelsLast() ? x->back() : (*x)[1]},
      {"h", spatial(*x, 1)}, {"w", spatial(*x, 0)},
      {"r", extent(1)},      {"s", extent(0)},
      {"p", spatial(*y, 1)}, {"q", spatial(*y, 0)}};
  return kernel;
}

template <typename Op, const PerResult &Rule, MaybeShape (*Kernel)(Op)>
static void attach(MLIRContext &context) {
  attachRule<Op, perResultCost<Op, Rule>, Kernel, savesNothing>(context);
}

template <typename Op>
static void attachReduction(MLIRContext &context) {
  attachRule<Op, reduceCost<Op>, reduceKernel<Op>, savesNothing>(context);
}

void attachContribQuantizedElementsRules(MLIRContext &context) {
  using namespace nn;
  using core::KernelFamily;
  attach<MsQLinearAddOp, kBinary, elementwiseKernel>(context);
  attach<MsQLinearMulOp, kBinary, elementwiseKernel>(context);
  attach<MsQLinearLeakyReluOp, kLeakyRelu, elementwiseKernel>(context);
  attach<MsQLinearSigmoidOp, kSigmoid, elementwiseKernel>(context);
  attach<MsQLinearWhereOp, kWhere, elementwiseKernel>(context);
  attach<MsQLinearConcatOp, kConcat, copyKernel>(context);
  attach<MsQOrderedGeluOp, kGelu, elementwiseKernel>(context);
  attach<MsQuantizeWithOrderOp, kQuantize, elementwiseKernel>(context);
  attach<MsDequantizeWithOrderOp, kDequantize, elementwiseKernel>(context);
  attach<MsQLinearSoftmaxOp, kSoftmax,
         rowsOf<MsQLinearSoftmaxOp, KernelFamily::Softmax>>(context);
  attach<MsQOrderedLayerNormalizationOp, kLayerNorm,
         rowsOf<MsQOrderedLayerNormalizationOp, KernelFamily::Norm>>(context);
  attachRule<MsQLinearAveragePoolOp, poolCost, poolKernel, savesNothing>(
      context);
  attachReduction<MsQLinearGlobalAveragePoolOp>(context);
  attachReduction<MsQLinearReduceMeanOp>(context);
}

} // namespace perfopt::analysis
