//===- Convolution.cpp - Counting rules of convolutions -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/ProductKernels.h"

#include "analysis/Cost/ElementBytes.h"

using namespace mlir;

namespace perfopt::analysis {

/// conv_c1: every result element is a dot product over the filter's channels
/// and window, MACs = |Y| * prod(W[1:]); a bias adds |Y| FLOPs.
static MaybeCost convCost(nn::ConvOp op) {
  auto macs = convolutionMacs(op.getW(), op.getY());
  auto results = elements(op.getY());
  if (!macs || !results)
    return std::nullopt;
  double bias = op.getB() ? *results : 0;
  return costWithTraffic(op, 2 * *macs + bias, *macs, "conv_c1");
}

/// conv_transpose_c1: every input element is spread over the filter's results
/// and window, MACs = |X| * prod(W[1:]); a bias adds |Y| FLOPs.
static MaybeCost convTransposeCost(nn::ConvTransposeOp op) {
  auto filter = staticShape(op.getW());
  auto inputs = elements(op.getX());
  auto results = elements(op.getY());
  if (!filter || filter->size() < 3 || !inputs || !results)
    return std::nullopt;
  double macs = *inputs;
  for (int64_t extent : filter->drop_front())
    macs *= double(extent);
  double bias = op.getB() ? *results : 0;
  return costWithTraffic(op, 2 * macs + bias, macs, "conv_transpose_c1");
}

/// conv_integer_c1: MACs as conv_c1; a zero point is subtracted from every
/// element of its operand.
static MaybeCost convIntegerCost(nn::ConvIntegerOp op) {
  auto macs = convolutionMacs(op.getW(), op.getY());
  auto inputs = elements(op.getX());
  auto weights = elements(op.getW());
  if (!macs || !inputs || !weights)
    return std::nullopt;
  double offsets =
      (op.getXZeroPoint() ? *inputs : 0) + (op.getWZeroPoint() ? *weights : 0);
  return costWithTraffic(op, 2 * *macs + offsets, *macs, "conv_integer_c1");
}

/// What a deformable convolution samples: every window position of every
/// channel, N * C * prod(window) * prod(y...).
static std::optional<double> deformedSamples(nn::DeformConvOp op) {
  auto x = staticShape(op.getX());
  auto w = staticShape(op.getW());
  auto y = staticShape(op.getY());
  if (!x || !w || !y || x->size() < 3 || w->size() != x->size())
    return std::nullopt;
  double samples = double((*x)[0]) * double((*x)[1]);
  for (size_t i = 2; i < x->size(); ++i)
    samples *= double((*w)[i]) * double((*y)[i]);
  return samples;
}

/// deform_conv_c1: MACs as conv_c1; each of its samples is interpolated between
/// 2^d neighbours, 3 FLOPs for each of 2^d - 1 pairs, and multiplied by the
/// mask where there is one; a bias adds |Y| FLOPs.
static MaybeCost deformConvCost(nn::DeformConvOp op) {
  auto filter = staticShape(op.getW());
  auto macs = convolutionMacs(op.getW(), op.getY());
  auto results = elements(op.getY());
  auto samples = deformedSamples(op);
  if (!macs || !results || !samples)
    return std::nullopt;
  double pairs =
      double((int64_t(1) << std::min<size_t>(filter->size() - 2, 8)) - 1);
  double sampling = *samples * (3 * pairs + (op.getMask() ? 1 : 0));
  double bias = op.getB() ? *results : 0;
  return costWithTraffic(op, 2 * *macs + sampling + bias, *macs,
                         "deform_conv_c1");
}

/// col2im_c1: every element of a block is added to the image.
static MaybeCost col2ImCost(nn::Col2ImOp op) {
  return costWithTraffic(op, elements(op.getX()), 0, "col2im_c1");
}

static MaybeShape col2ImKernel(nn::Col2ImOp op) {
  return elementsKernel(core::KernelFamily::Elementwise, op.getY());
}

/// Shared by all convolutions.
template <typename Op>
static MaybeShape convShape(Op op) {
  auto x = staticShape(op.getX());
  auto w = staticShape(op.getW());
  auto y = staticShape(op.getY());
  if (!x || !w || !y)
    return std::nullopt;
  MaybeShape kernel =
      convolutionShape({*x, *w, *y, int64_t(op.getGroup()), op.getStrides()});
  // PyTorch lets cuDNN convolve f32 in TF32 by default.
  if (kernel)
    kernel->allowTf32 = true;
  return kernel;
}

static MaybeShape convIntegerKernel(nn::ConvIntegerOp op) {
  MaybeShape kernel = onIntegers(convShape(op));
  if (kernel)
    kernel->allowTf32 = false;
  return kernel;
}

/// Eager adds the bias by an elementwise kernel of its own.
template <typename Op>
static MaybeShape convKernel(Op op) {
  MaybeShape kernel = convShape(op);
  if (!kernel || !op.getB())
    return kernel;
  auto result = storageBytes(op.getY().getType());
  if (!result)
    return std::nullopt;
  ++kernel->launches;
  kernel->extraRead += *result;
  kernel->extraWritten += *result;
  return kernel;
}

/// torchvision gathers the samples into a matrix first, then multiplies.
static MaybeShape deformConvKernel(nn::DeformConvOp op) {
  MaybeShape kernel = convKernel(op);
  auto samples = deformedSamples(op);
  auto inputs = elements(op.getX());
  auto bytes = storageBytes(op.getX().getType());
  if (!kernel || !samples || !inputs || !bytes)
    return std::nullopt;
  core::Bytes columns(bytes->value() * *samples / std::max(1.0, *inputs));
  ++kernel->launches;
  kernel->extraRead += columns;
  kernel->extraWritten += columns;
  return kernel;
}

void attachConvolutionRules(MLIRContext &context) {
  attachRule<nn::ConvOp, convCost, convKernel<nn::ConvOp>, savesFirstOperand>(
      context);
  attachRule<nn::ConvTransposeOp, convTransposeCost,
             convKernel<nn::ConvTransposeOp>, savesFirstOperand>(context);
  attachRule<nn::ConvIntegerOp, convIntegerCost, convIntegerKernel,
             savesNothing>(context);
  attachRule<nn::DeformConvOp, deformConvCost, deformConvKernel, savesOperands>(
      context);
  attachRule<nn::Col2ImOp, col2ImCost, col2ImKernel, savesNothing>(context);
}

} // namespace perfopt::analysis
