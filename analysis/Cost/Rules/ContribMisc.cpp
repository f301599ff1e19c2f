//===- ContribMisc.cpp - Counting rules of ONNX Runtime's other operators -===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/ProductKernels.h"

#include "analysis/Cost/ElementBytes.h"

#include <cmath>

using namespace mlir;

namespace perfopt::analysis {

static MaybeCost reduceCost(nn::MsReduceSumIntegerOp op) {
  return costWithTraffic(op, elements(op.getX()), 0, "reduce_c1");
}

static MaybeShape reduceKernel(nn::MsReduceSumIntegerOp op) {
  auto inputs = elements(op.getX());
  auto results = elements(op.getY());
  if (!inputs || !results || *results == 0)
    return std::nullopt;
  return rowsKernel(core::KernelFamily::Reduction, op.getX(),
                    *inputs / *results);
}

/// crop_and_resize_c1: a bilinear result takes 3 FLOPs for each of 3 pairs
/// (resize_c1), the nearest none; as many elements are read as are written,
/// and the regions.
static MaybeCost cropCost(nn::MsCropAndResizeOp op) {
  auto results = elements(op.getY());
  auto moved = storageBytes(op.getY().getType());
  auto regions = storageBytes(op.getRois().getType());
  auto images = storageBytes(op.getBatchIndices().getType());
  if (!results || !moved || !regions || !images)
    return std::nullopt;
  double perResult = op.getMode() == "nearest" ? 0 : 9;
  return OpCost{core::Flops(*results * perResult),
                {},
                *moved + *regions + *images,
                *moved,
                "crop_and_resize_c1"};
}

static MaybeShape cropKernel(nn::MsCropAndResizeOp op) {
  return elementsKernel(core::KernelFamily::Gather, op.getY());
}

/// inverse_c1: 2 n^3 FLOPs and n^3 MACs a matrix: 2/3 n^3 for factors L and U,
/// 4/3 n^3 for solving with n unit vectors.
static MaybeCost inverseCost(nn::MsInverseOp op) {
  auto shape = staticShape(op.getX());
  auto count = elements(op.getX());
  if (!shape || shape->size() < 2 || !count)
    return std::nullopt;
  double macs = *count * double(shape->back());
  return costWithTraffic(op, 2 * macs, macs, "inverse_c1");
}

/// rfft_c1: 2.5 n log2 n FLOPs for a transform of n real values, half of the 5
/// n log2 n that are the custom for complex ones.
static MaybeCost transformCost(Operation *op, Value real, int64_t signalNdim) {
  auto shape = staticShape(real);
  auto count = elements(real);
  if (!shape || !count || signalNdim < 1 ||
      signalNdim > static_cast<int64_t>(shape->size()))
    return std::nullopt;
  double points = double(product(shape->take_back(signalNdim)));
  double steps = points > 1 ? std::log2(points) : 0;
  return costWithTraffic(op, 2.5 * *count * steps, 0, "rfft_c1");
}

static MaybeCost rfftCost(nn::MsRfftOp op) {
  return transformCost(op, op.getX(), op.getSignalNdim());
}

static MaybeCost irfftCost(nn::MsIrfftOp op) {
  return transformCost(op, op.getY(), op.getSignalNdim());
}

/// ngram_repeat_block_c1: a comparison for each id and each position of an
/// n-gram.
static MaybeCost ngramCost(nn::MsNGramRepeatBlockOp op) {
  auto ids = elements(op.getX());
  if (!ids)
    return std::nullopt;
  double size = double(std::max<int64_t>(0, op.getNgramSize()));
  return costWithTraffic(op, *ids * size, 0, "ngram_repeat_block_c1");
}

template <typename Op>
static MaybeCost copyCost(Op op) {
  return costWithTraffic(op, 0, 0, "copy_c1");
}

template <typename Op, core::KernelFamily Family>
static MaybeShape kernelOver(Op op) {
  return elementsKernel(Family, op.getY());
}

void attachContribMiscRules(MLIRContext &context) {
  using namespace nn;
  using core::KernelFamily;
  attachRule<MsReduceSumIntegerOp, reduceCost, reduceKernel, savesNothing>(
      context);
  attachRule<MsCropAndResizeOp, cropCost, cropKernel, savesFirstOperand>(
      context);
  attachRule<MsInverseOp, inverseCost,
             kernelOver<MsInverseOp, KernelFamily::Other>, savesFirstResult>(
      context);
  attachRule<MsRfftOp, rfftCost, kernelOver<MsRfftOp, KernelFamily::Other>,
             savesNothing>(context);
  attachRule<MsIrfftOp, irfftCost, kernelOver<MsIrfftOp, KernelFamily::Other>,
             savesNothing>(context);
  attachRule<MsNGramRepeatBlockOp, ngramCost,
             kernelOver<MsNGramRepeatBlockOp, KernelFamily::Copy>,
             savesNothing>(context);
  attachRule<MsReorderInputOp, copyCost<MsReorderInputOp>,
             kernelOver<MsReorderInputOp, KernelFamily::Copy>, savesNothing>(
      context);
  attachRule<MsReorderOutputOp, copyCost<MsReorderOutputOp>,
             kernelOver<MsReorderOutputOp, KernelFamily::Copy>, savesNothing>(
      context);
}

} // namespace perfopt::analysis
