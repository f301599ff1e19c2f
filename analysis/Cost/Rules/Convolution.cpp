//===- Convolution.cpp - Counting rules of convolutions -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

#include "analysis/Cost/ElementBytes.h"

using namespace mlir;

namespace perfopt::analysis {

/// conv_c1: every result element is a dot product over the filter's channels
/// and window, MACs = |Y| * prod(W[1:]); a bias adds |Y| FLOPs.
static MaybeCost convCost(nn::ConvOp op) {
  auto filter = staticShape(op.getW());
  auto results = elements(op.getY());
  if (!filter || filter->size() < 3 || !results)
    return std::nullopt;
  double macs = *results;
  for (int64_t extent : filter->drop_front())
    macs *= double(extent);
  double bias = op.getB() ? *results : 0;
  return costWithTraffic(op, 2 * macs + bias, macs, "conv_c1");
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

static int64_t strideAlong(std::optional<ArrayRef<int64_t>> strides, size_t i) {
  return strides && i < strides->size() ? (*strides)[i] : 1;
}

/// Shared by both directions.
template <typename Op>
static MaybeShape convKernel(Op op) {
  auto x = staticShape(op.getX());
  auto w = staticShape(op.getW());
  auto y = staticShape(op.getY());
  if (!x || !w || !y || x->size() < 3 || w->size() != x->size() ||
      y->size() != x->size())
    return std::nullopt;
  int64_t groups = op.getGroup(), channels = (*x)[1];
  // Spatial extents from the last one on: width, height, depth.
  auto spatial = [](ArrayRef<int64_t> shape, size_t fromLast) {
    return shape.size() > 2 + fromLast ? shape[shape.size() - 1 - fromLast] : 1;
  };
  size_t rank = x->size() - 2;
  KernelShape kernel;
  kernel.family = groups > 1 && groups == channels
                      ? core::KernelFamily::Depthwise
                      : core::KernelFamily::Conv;
  kernel.problem = {{"n", (*x)[0]},        {"c", channels},
                    {"h", spatial(*x, 1)}, {"w", spatial(*x, 0)},
                    {"k", (*y)[1]},        {"r", spatial(*w, 1)},
                    {"s", spatial(*w, 0)}, {"p", spatial(*y, 1)},
                    {"q", spatial(*y, 0)}, {"groups", groups}};
  kernel.problem.push_back(
      {"stride_h", rank > 1 ? strideAlong(op.getStrides(), rank - 2) : 1});
  kernel.problem.push_back(
      {"stride_w", strideAlong(op.getStrides(), rank - 1)});
  if (rank > 2) {
    kernel.problem.push_back({"d", spatial(*x, 2)});
    kernel.problem.push_back({"t", spatial(*w, 2)});
    kernel.problem.push_back({"o", spatial(*y, 2)});
  }
  // PyTorch lets cuDNN convolve f32 in TF32 by default.
  kernel.allowTf32 = true;
  // Eager adds the bias by an elementwise kernel of its own.
  if (op.getB()) {
    auto result = storageBytes(op.getY().getType());
    if (!result)
      return std::nullopt;
    ++kernel.launches;
    kernel.extraRead = *result;
    kernel.extraWritten = *result;
  }
  return kernel;
}

void attachConvolutionRules(MLIRContext &context) {
  attachRule<nn::ConvOp, convCost, convKernel<nn::ConvOp>, savesFirstOperand>(
      context);
  attachRule<nn::ConvTransposeOp, convTransposeCost,
             convKernel<nn::ConvTransposeOp>, savesFirstOperand>(context);
}

} // namespace perfopt::analysis
