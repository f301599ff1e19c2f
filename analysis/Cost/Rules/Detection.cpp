//===- Detection.cpp - Counting rules of regions and sampling grids ------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

using namespace mlir;

namespace perfopt::analysis {

/// grid_sample_c1: |Y| interpolations among the neighbours of a position in d
/// extents: linear 3 FLOPs for each of 2^d - 1 pairs, cubic 7 for each of
/// (4^d - 1) / 3 groups of four, nearest none.
static MaybeCost gridSampleCost(nn::GridSampleOp op) {
  auto x = staticShape(op.getX());
  auto results = elements(op.getY());
  if (!x || x->size() < 3 || !results)
    return std::nullopt;
  auto neighbours = [&](int64_t along) {
    double count = 1;
    for (size_t i = 2; i < x->size(); ++i)
      count *= double(along);
    return count;
  };
  StringRef mode = op.getMode();
  double each = mode == "nearest" ? 0
                : mode == "cubic" ? 7 * (neighbours(4) - 1) / 3
                                  : 3 * (neighbours(2) - 1);
  return costWithTraffic(op, *results * each, 0, "grid_sample_c1");
}

/// affine_grid_c1: each coordinate is a product of theta's row with (x, y, ..,
/// 1): MACs = |Y| * (d + 1).
static MaybeCost affineGridCost(nn::AffineGridOp op) {
  auto theta = staticShape(op.getTheta());
  auto results = elements(op.getGrid());
  if (!theta || theta->size() != 3 || !results)
    return std::nullopt;
  double macs = *results * double(theta->back());
  return costWithTraffic(op, 2 * macs, macs, "affine_grid_c1");
}

/// The product of the positions with theta, one matrix an image.
static MaybeShape affineGridKernel(nn::AffineGridOp op) {
  auto grid = staticShape(op.getGrid());
  auto results = elements(op.getGrid());
  if (!grid || grid->size() < 4 || !results)
    return std::nullopt;
  int64_t rank = grid->back(), images = grid->front();
  int64_t width = std::max<int64_t>(1, rank * images);
  KernelShape kernel;
  kernel.family = core::KernelFamily::BatchedGemm;
  kernel.problem = {{"m", static_cast<int64_t>(*results) / width},
                    {"n", rank},
                    {"k", rank + 1},
                    {"batch", images}};
  return kernel;
}

/// roi_align_c1: for each result sampling_ratio^2 samples of 4 products and 4
/// additions (or comparisons). Unset for sampling_ratio 0: then the size of a
/// region decides.
static MaybeCost roiAlignCost(nn::RoiAlignOp op) {
  auto results = elements(op.getY());
  double ratio = double(op.getSamplingRatio());
  if (!results || ratio < 1)
    return std::nullopt;
  return costWithTraffic(op, *results * ratio * ratio * 8, 0, "roi_align_c1");
}

template <typename Op>
static MaybeShape sampledKernel(Op op) {
  return elementsKernel(core::KernelFamily::Gather, op.getY());
}

void attachDetectionRules(MLIRContext &context) {
  using namespace nn;
  attachRule<GridSampleOp, gridSampleCost, sampledKernel<GridSampleOp>,
             savesOperands>(context);
  attachRule<AffineGridOp, affineGridCost, affineGridKernel, savesNothing>(
      context);
  attachRule<RoiAlignOp, roiAlignCost, sampledKernel<RoiAlignOp>,
             savesOperands>(context);
}

} // namespace perfopt::analysis
