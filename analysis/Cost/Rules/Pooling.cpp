//===- Pooling.cpp - Counting rules of pooling ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

#include "analysis/Cost/ElementBytes.h"

using namespace mlir;

namespace perfopt::analysis {

/// pool_c1: one comparison or addition for each element of each window.
template <typename Op>
static MaybeCost poolCost(Op op) {
  auto results = elements(op.getY());
  if (!results || !op.getKernelShape())
    return std::nullopt;
  ArrayRef<int64_t> extents = *op.getKernelShape();
  double window = 1;
  for (int64_t extent : extents)
    window *= double(extent);
  return costWithTraffic(op, *results * window, 0, "pool_c1");
}

/// global_pool_c1: one comparison or addition for each input element.
template <typename Op>
static MaybeCost globalPoolCost(Op op) {
  return costWithTraffic(op, elements(op.getX()), 0, "global_pool_c1");
}

/// global_lp_pool_c1: a power and an addition for each input element.
static MaybeCost globalLpPoolCost(nn::GlobalLpPoolOp op) {
  auto count = elements(op.getX());
  return costWithTraffic(op, count ? std::optional(2 * *count) : std::nullopt,
                         0, "global_lp_pool_c1");
}

/// max_unpool_c1: no FLOPs; the maxima and their places are read, the result is
/// filled with zeros and then written at those places.
static MaybeCost maxUnpoolCost(nn::MaxUnpoolOp op) {
  auto moved = storageBytes(op.getX().getType());
  auto cost = costWithTraffic(op, 0, 0, "max_unpool_c1");
  if (!cost || !moved)
    return std::nullopt;
  cost->written += *moved;
  return cost;
}

static MaybeShape maxUnpoolKernel(nn::MaxUnpoolOp op) {
  auto kernel = elementsKernel(core::KernelFamily::Copy, op.getY());
  if (kernel)
    kernel->launches = 2; // zeros, then the maxima
  return kernel;
}

static void maxUnpoolSaves(nn::MaxUnpoolOp op, SavedValues &saved) {
  saved.push_back(op.getIndices());
}

template <typename Op>
static MaybeShape poolKernel(Op op) {
  auto x = staticShape(op.getX());
  auto y = staticShape(op.getY());
  if (!x || !y || !op.getKernelShape())
    return std::nullopt;
  ArrayRef<int64_t> window = *op.getKernelShape();
  auto last = [](ArrayRef<int64_t> extents, size_t fromLast, size_t skipped) {
    return extents.size() > skipped + fromLast
               ? extents[extents.size() - 1 - fromLast]
               : 1;
  };
  KernelShape kernel;
  kernel.family = core::KernelFamily::Pool;
  kernel.problem = {{"n", (*x)[0]},
                    {"c", (*x)[1]},
                    {"h", last(*x, 1, 2)},
                    {"w", last(*x, 0, 2)},
                    {"r", last(window, 1, 0)},
                    {"s", last(window, 0, 0)},
                    {"p", last(*y, 1, 2)},
                    {"q", last(*y, 0, 2)}};
  return kernel;
}

/// Global pooling is a mean or maximum over rows in eager.
template <typename Op>
static MaybeShape globalPoolKernel(Op op) {
  auto inputs = elements(op.getX());
  auto results = elements(op.getY());
  if (!inputs || !results || *results == 0)
    return std::nullopt;
  return rowsKernel(core::KernelFamily::Reduction, op.getX(),
                    *inputs / *results);
}

/// The input and the positions of the maxima.
static void maxPoolSaves(nn::MaxPoolOp op, SavedValues &saved) {
  saved.push_back(op.getX());
  saved.push_back(op.getIndices());
}

void attachPoolingRules(MLIRContext &context) {
  attachRule<nn::MaxPoolOp, poolCost<nn::MaxPoolOp>, poolKernel<nn::MaxPoolOp>,
             maxPoolSaves>(context);
  attachRule<nn::AveragePoolOp, poolCost<nn::AveragePoolOp>,
             poolKernel<nn::AveragePoolOp>, savesFirstOperand>(context);
  attachRule<nn::LpPoolOp, poolCost<nn::LpPoolOp>, poolKernel<nn::LpPoolOp>,
             savesFirstOperand>(context);
  attachRule<nn::GlobalAveragePoolOp, globalPoolCost<nn::GlobalAveragePoolOp>,
             globalPoolKernel<nn::GlobalAveragePoolOp>, savesNothing>(context);
  attachRule<nn::GlobalMaxPoolOp, globalPoolCost<nn::GlobalMaxPoolOp>,
             globalPoolKernel<nn::GlobalMaxPoolOp>, savesFirstOperand>(context);
  attachRule<nn::GlobalLpPoolOp, globalLpPoolCost,
             globalPoolKernel<nn::GlobalLpPoolOp>, savesFirstOperand>(context);
  attachRule<nn::MaxUnpoolOp, maxUnpoolCost, maxUnpoolKernel, maxUnpoolSaves>(
      context);
}

} // namespace perfopt::analysis
