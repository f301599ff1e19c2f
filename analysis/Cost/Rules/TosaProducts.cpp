//===- TosaProducts.cpp - Products and windows of tosa --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/TosaProducts.h"

#include "analysis/Cost/ElementBytes.h"
#include "analysis/Cost/Rules/UpstreamSupport.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace perfopt::analysis {

/// TOSA has no convolution without a bias; one of zeros stands for none.
template <typename Op>
static bool hasBias(Op op) {
  DenseElementsAttr values;
  if (!matchPattern(op.getBias(), m_Constant(&values)) || !values.isSplat())
    return true;
  if (isa<FloatType>(values.getElementType()))
    return !values.template getSplatValue<APFloat>().isZero();
  return !isa<IntegerType>(values.getElementType()) ||
         !values.template getSplatValue<APInt>().isZero();
}

/// What lies between a filter's extents: multiply-adds for each result element,
/// or for each input element of a transposed convolution.
struct FilterLayout {
  unsigned first, last; // extents of the window, both inside
  int channels;         // extent of the input's channels; -1 for depthwise
};
static FilterLayout layoutOf(tosa::Conv2DOp) { return {1, 2, 3}; }
static FilterLayout layoutOf(tosa::Conv3DOp) { return {1, 3, 4}; }
static FilterLayout layoutOf(tosa::DepthwiseConv2DOp) { return {0, 1, -1}; }
/// The filter is [out channels, height, width, in channels].
static FilterLayout layoutOf(tosa::TransposeConv2DOp) { return {1, 2, 0}; }

/// tosa_conv_c1: MACs = |Y| * window * input channels (depthwise: |Y| * window;
/// transposed: |X| * window * output channels); a bias that is not zero adds
/// |Y| FLOPs. Zero points are taken to be folded into the bias.
template <typename Op>
static MaybeCost convCost(Op op) {
  auto filter = staticShape(op.getWeight());
  auto results = elements(op.getOutput());
  bool transposed = isa<tosa::TransposeConv2DOp>(op.getOperation());
  auto products = elements(transposed ? op.getInput() : op.getOutput());
  if (!filter || !results || !products)
    return std::nullopt;
  FilterLayout layout = layoutOf(op);
  double macs = *products;
  for (unsigned i = layout.first; i <= layout.last; ++i)
    macs *= double((*filter)[i]);
  if (layout.channels >= 0)
    macs *= double((*filter)[layout.channels]);
  return costWith(upstreamTraffic(op), 2 * macs + (hasBias(op) ? *results : 0),
                  macs, "tosa_conv_c1");
}

template <typename Op>
static MaybeShape convKernel(Op op) {
  auto x = staticShape(op.getInput());
  auto w = staticShape(op.getWeight());
  auto y = staticShape(op.getOutput());
  if (!x || !w || !y)
    return std::nullopt;
  FilterLayout layout = layoutOf(op);
  bool depthwise = layout.channels < 0;
  WindowShape shape;
  shape.n = x->front();
  shape.channels = x->back();
  shape.filters = y->back();
  shape.groups = depthwise ? x->back() : 1;
  shape.input.assign(x->begin() + 1, x->end() - 1);
  shape.output.assign(y->begin() + 1, y->end() - 1);
  shape.window.assign(w->begin() + layout.first, w->begin() + layout.last + 1);
  shape.strides.assign(op.getStride().begin(), op.getStride().end());
  KernelShape kernel = windowKernelShape(
      depthwise ? core::KernelFamily::Depthwise : core::KernelFamily::Conv,
      shape);
  // As nn's convolutions: eager adds a bias by a kernel of its own.
  if (auto bytes = storageBytes(op.getOutput().getType());
      bytes && hasBias(op)) {
    ++kernel.launches;
    kernel.extraRead = *bytes;
    kernel.extraWritten = *bytes;
  }
  return kernel;
}

/// tosa_pool_c1: one comparison or addition for each element of each window.
template <typename Op>
static MaybeCost poolCost(Op op) {
  auto results = elements(op.getOutput());
  if (!results)
    return std::nullopt;
  double flops = *results;
  for (int64_t extent : op.getKernel())
    flops *= double(extent);
  return costWith(upstreamTraffic(op), flops, 0, "tosa_pool_c1");
}

template <typename Op>
static MaybeShape poolKernel(Op op) {
  auto x = staticShape(op.getInput());
  auto y = staticShape(op.getOutput());
  if (!x || !y || x->size() != 4 || y->size() != 4)
    return std::nullopt;
  WindowShape shape;
  shape.n = x->front();
  shape.channels = x->back();
  shape.input = {(*x)[1], (*x)[2]};
  shape.output = {(*y)[1], (*y)[2]};
  shape.window.assign(op.getKernel().begin(), op.getKernel().end());
  return windowKernelShape(core::KernelFamily::Pool, shape);
}

/// tosa_matmul_c1: MACs = |Y| * inner extent. Scales of blocks are not counted:
/// one product for each block of 32.
static MaybeCost matmulCost(Operation *op) {
  auto a = staticShape(op->getOperand(0));
  auto results = elements(op->getResult(0));
  if (!a || a->size() != 3 || !results)
    return std::nullopt;
  double macs = *results * double(a->back());
  return costWith(upstreamTraffic(op), 2 * macs, macs, "tosa_matmul_c1");
}

static MaybeShape matmulKernel(Operation *op) {
  auto a = staticShape(op->getOperand(0));
  auto y = staticShape(op->getResult(0));
  if (!a || !y || a->size() != 3 || y->size() != 3)
    return std::nullopt;
  return gemmKernelShape(double((*y)[1]), double((*y)[2]), double((*a)[2]),
                         double((*y)[0]));
}

template <typename... Ops>
static void attachConvolutions(MLIRContext &context) {
  (attachRule<Ops, convCost<Ops>, convKernel<Ops>, savesFirstOperand>(context),
   ...);
}

template <typename... Ops>
static void attachPools(MLIRContext &context) {
  (attachRule<Ops, poolCost<Ops>, poolKernel<Ops>, savesFirstOperand>(context),
   ...);
}

void attachTosaProductRules(MLIRContext &context) {
  using namespace tosa;
  attachConvolutions<Conv2DOp, Conv3DOp, DepthwiseConv2DOp, TransposeConv2DOp>(
      context);
  attachPools<AvgPool2dOp, MaxPool2dOp>(context);
  attachRule<MatMulOp, matmulCost, matmulKernel, savesOperands>(context);
  attachRule<MatmulTBlockScaledOp, matmulCost, matmulKernel, savesOperands>(
      context);
}

} // namespace perfopt::analysis
