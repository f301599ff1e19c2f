//===- Detection.cpp - Gradients of sampling grids and regions ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// As PyTorch's grid_sampler_2d_backward and torchvision's roi_align_backward:
// each sample adds to the gradients of the neighbours that it was made of,
// which start as zeros. Weights of neighbours are worked out once a position
// for all channels, and are not counted.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/KnownBytes.h"
#include "analysis/Cost/Rules/RuleSupport.h"
#include "analysis/Training/GradientRules.h"

using namespace mlir;

namespace perfopt::analysis {

/// Elements of X behind one sample, in `extents` extents.
static double neighbours(StringRef mode, int64_t extents) {
  double along = mode == "nearest" ? 1 : mode == "cubic" ? 4 : 2, count = 1;
  for (int64_t i = 0; i < extents; ++i)
    count *= along;
  return count;
}

/// grid_sample_grad_c1: for each neighbour of each sample, of X the product of
/// its weight with dy and an addition, 2; of each of d coordinates the product
/// of X, the weight's slope and dy, and an addition, 3. Nearest has one
/// neighbour of weight 1, and zeros for the grid. PyTorch derives the grid's
/// gradient whether anybody wants it or not.
static void gridSampleGradient(Operation *op, Gradients &gradients) {
  auto sample = cast<nn::GridSampleOp>(op);
  Value x = sample.getX(), grid = sample.getGrid();
  Value dy = gradients.of(sample.getY());
  if (!dy)
    return;
  auto shape = staticShape(x);
  if (!shape || shape->size() < 3)
    return gradients.unknown(op);
  int64_t extents = static_cast<int64_t>(shape->size()) - 2;
  bool isNearest = sample.getMode() == "nearest", toX = gradients.wants(x);
  double ofX = toX ? (isNearest ? 1 : 2) : 0;
  double ofGrid = isNearest ? 0 : 3 * double(extents);
  Launch launch =
      likeForward(op, "grid_sample_grad_c1", dy,
                  neighbours(sample.getMode(), extents) * (ofX + ofGrid));
  launch.launches = toX ? 2 : 1;
  launch.read = knownBytes(dy) + knownBytes(grid) +
                (isNearest ? core::Bytes() : knownBytes(x));
  launch.written = knownBytes(grid) + (toX ? 2 * knownBytes(x) : core::Bytes());
  deriveJointly(op, gradients, launch, {dy, x, grid}, 2);
}

/// affine_grid_grad_c1: the positions of all places, transposed, times dY: the
/// three extents of the forward in other roles.
static void affineGridGradient(Operation *op, Gradients &gradients) {
  auto affine = cast<nn::AffineGridOp>(op);
  Value theta = affine.getTheta(), dy = gradients.of(affine.getGrid());
  if (!dy || !gradients.wants(theta))
    return;
  auto cost = cast<dialects::CostOpInterface>(op).getCost();
  if (!cost)
    return gradients.unknown(op);
  Launch launch = likeForward(op, "affine_grid_grad_c1", dy, 0);
  launch.macs = cost->macs.value();
  launch.flops = cost->flops.value();
  for (auto &[key, size] : launch.problem)
    if (key == "m" || key == "k")
      key = key == "m" ? "k" : "m";
  gradients.add(op, theta, gradients.derive(op, launch, dy, theta.getType()));
}

/// roi_align_grad_c1: for each sample four products and four additions, as the
/// forward. X is not read. A maximum is in no library with a backward.
static void roiAlignGradient(Operation *op, Gradients &gradients) {
  auto align = cast<nn::RoiAlignOp>(op);
  Value x = align.getX(), dy = gradients.of(align.getY());
  if (!dy || !gradients.wants(x))
    return;
  auto cost = cast<dialects::CostOpInterface>(op).getCost();
  if (!cost || align.getMode() != "avg")
    return gradients.unknown(op);
  Launch launch = likeForward(op, "roi_align_grad_c1", dy, 0);
  launch.flops = cost->flops.value();
  launch.launches = 2;
  launch.written = 2 * knownBytes(x);
  gradients.add(op, x,
                gradients.derive(op, launch,
                                 {dy, align.getRois(), align.getBatchIndices()},
                                 x.getType()));
}

void addDetectionGradients(GradientRules &rules) {
  rules.add<nn::GridSampleOp>(gridSampleGradient);
  rules.add<nn::AffineGridOp>(affineGridGradient);
  rules.add<nn::RoiAlignOp>(roiAlignGradient);
}

} // namespace perfopt::analysis
