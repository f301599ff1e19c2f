//===- LinalgTransforms.cpp - linalg's operators without a body -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//
// softmax, the three transforms of a Winograd convolution, pack and unpack.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/LinalgTransforms.h"

#include "analysis/Cost/Rules/UpstreamSupport.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;

namespace perfopt::analysis {

/// linalg_softmax_c1: as softmax_c1: maximum, subtraction, exponential, sum,
/// division, 5 FLOPs for each element.
static MaybeCost softmaxCost(linalg::SoftmaxOp op) {
  auto count = elements(op.getInput());
  return costWith(upstreamTraffic(op, 1),
                  count ? std::optional(5 * *count) : std::nullopt, 0,
                  "linalg_softmax_c1");
}

static MaybeShape softmaxKernel(linalg::SoftmaxOp op) {
  auto shape = staticShape(op.getInput());
  if (!shape || op.getDimension() >= shape->size())
    return std::nullopt;
  return rowsKernel(core::KernelFamily::Softmax, op.getInput(),
                    double((*shape)[op.getDimension()]));
}

/// T x D x T', where T is rows x inner and D is inner x inner, or its half
/// where D is a row or a column: MACs.
static double sandwich(double rows, double inner, bool high, bool wide) {
  double columns = wide ? inner : 1;
  double left = high ? rows * inner * columns : 0;
  double right = wide ? (high ? rows : 1) * inner * rows : 0;
  return left + right;
}

struct Tile {
  double m, r, alpha;
};
template <typename Op>
static Tile tileOf(Op op) {
  auto [m, r] = linalg::getFmrFromWinogradConv2DFmr(op.getFmr());
  return {double(m), double(r), double(m + r - 1)};
}

// linalg_winograd_c1: the products with the transformation matrices of F(m, r),
// alpha = m + r - 1, as full products, zeros and ones included.

/// G g G' for every filter and channel.
static std::optional<double> macsOf(linalg::WinogradFilterTransformOp op) {
  auto filter = staticShape(op.getFilter());
  if (!filter)
    return std::nullopt;
  Tile tile = tileOf(op);
  bool high = (*filter)[1] != 1, wide = (*filter)[2] != 1;
  return double((*filter)[0]) * double((*filter)[3]) *
         sandwich(tile.alpha, tile.r, high, wide);
}

/// B' d B for every tile: tiles = the last four extents of the result.
static std::optional<double> macsOf(linalg::WinogradInputTransformOp op) {
  auto result = staticShape(op.getResult());
  if (!result)
    return std::nullopt;
  double tiles = 1;
  for (int64_t extent : result->drop_front(2))
    tiles *= double(extent);
  Tile tile = tileOf(op);
  return tiles *
         sandwich(tile.alpha, tile.alpha, (*result)[0] != 1, (*result)[1] != 1);
}

/// A' y A for every tile.
static std::optional<double> macsOf(linalg::WinogradOutputTransformOp op) {
  auto value = staticShape(op.getValue());
  if (!value)
    return std::nullopt;
  double tiles = 1;
  for (int64_t extent : value->drop_front(2))
    tiles *= double(extent);
  Tile tile = tileOf(op);
  return tiles *
         sandwich(tile.m, tile.alpha, (*value)[0] != 1, (*value)[1] != 1);
}

template <typename Op>
static MaybeCost winogradCost(Op op) {
  std::optional<double> macs = macsOf(op);
  return costWith(upstreamTraffic(op, 1),
                  macs ? std::optional(2 * *macs) : std::nullopt, macs,
                  "linalg_winograd_c1");
}

/// linalg_pack_c1: no FLOPs; operands once, result once.
template <typename Op>
static MaybeCost packCost(Op op) {
  if (op->getNumResults() == 0)
    return std::nullopt;
  auto source = upstreamTraffic(op, op->getNumOperands() - 1);
  return costWith(source, 0, 0, "linalg_pack_c1");
}

template <core::KernelFamily Family, typename Op>
static MaybeShape resultKernel(Op op) {
  if (op->getNumResults() == 0)
    return std::nullopt;
  return elementsKernel(Family, op->getResult(0));
}

void attachLinalgTransformRules(MLIRContext &context) {
  using namespace linalg;
  constexpr auto kCopy = core::KernelFamily::Copy;
  constexpr auto kElementwise = core::KernelFamily::Elementwise;
  attachRule<SoftmaxOp, softmaxCost, softmaxKernel, savesFirstResult>(context);
  attachRule<WinogradFilterTransformOp, winogradCost<WinogradFilterTransformOp>,
             resultKernel<kElementwise, WinogradFilterTransformOp>,
             savesNothing>(context);
  attachRule<WinogradInputTransformOp, winogradCost<WinogradInputTransformOp>,
             resultKernel<kElementwise, WinogradInputTransformOp>,
             savesNothing>(context);
  attachRule<WinogradOutputTransformOp, winogradCost<WinogradOutputTransformOp>,
             resultKernel<kElementwise, WinogradOutputTransformOp>,
             savesNothing>(context);
  attachRule<PackOp, packCost<PackOp>, resultKernel<kCopy, PackOp>,
             savesNothing>(context);
  attachRule<UnPackOp, packCost<UnPackOp>, resultKernel<kCopy, UnPackOp>,
             savesNothing>(context);
}

} // namespace perfopt::analysis
