//===- Reduction.cpp - Counting rules of reductions, scans, selections ----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

#include <cmath>

using namespace mlir;

namespace perfopt::analysis {

/// reduce_cN: N FLOPs for each input element.
template <typename Op, int FlopsPerElement>
static MaybeCost reduceCost(Op op) {
  static constexpr const char *labels[] = {"", "reduce_c1", "reduce_c2",
                                           "reduce_c3"};
  auto count = elements(op.getX());
  if (!count)
    return std::nullopt;
  return costWithTraffic(op, *count * FlopsPerElement, 0,
                         labels[FlopsPerElement]);
}

template <typename Op>
static MaybeShape reduceKernel(Op op) {
  auto inputs = elements(op.getX());
  auto results = elements(op->getResult(0));
  if (!inputs || !results)
    return std::nullopt;
  return rowsKernel(core::KernelFamily::Reduction, op.getX(),
                    *inputs / std::max(1.0, *results));
}

/// top_k_c1: a radix selection passes over the input about twice; one
/// comparison an element and pass.
static MaybeCost topKCost(nn::TopKOp op) {
  auto count = elements(op.getX());
  if (!count)
    return std::nullopt;
  return costWithTraffic(op, *count * 2, 0, "top_k_c1");
}

template <typename Op>
static MaybeShape scanKernel(Op op) {
  return rowsKernel(core::KernelFamily::Reduction, op.getX(), 1);
}

static MaybeShape topKKernel(nn::TopKOp op) {
  auto kernel = rowsKernel(core::KernelFamily::Reduction, op.getX(), 1);
  if (kernel)
    kernel->launches = 2; // selection, then sorting what was selected
  return kernel;
}

template <int FlopsPerElement, auto Saved, typename... Ops>
static void attach(MLIRContext &context) {
  (attachRule<Ops, reduceCost<Ops, FlopsPerElement>, reduceKernel<Ops>, Saved>(
       context),
   ...);
}

void attachReductionRules(MLIRContext &context) {
  using namespace nn;
  attach<1, savesNothing, ReduceSumOp, ReduceMeanOp, ArgMaxOp, ArgMinOp>(
      context);
  attach<1, savesFirstOperand, ReduceMaxOp, ReduceMinOp, ReduceProdOp>(context);
  // The absolute value or square first; the logarithm is of few results.
  attach<2, savesFirstOperand, ReduceL1Op, ReduceL2Op, ReduceSumSquareOp>(
      context);
  attach<1, savesFirstOperand, ReduceLogSumOp>(context);
  // Maximum, exponential, sum.
  attach<3, savesFirstOperand, ReduceLogSumExpOp>(context);
  attachRule<CumSumOp, reduceCost<CumSumOp, 1>, scanKernel<CumSumOp>,
             savesNothing>(context);
  attachRule<CumProdOp, reduceCost<CumProdOp, 1>, scanKernel<CumProdOp>,
             savesOperands>(context);
  attachRule<TopKOp, topKCost, topKKernel, savesNothing>(context);
}

} // namespace perfopt::analysis
