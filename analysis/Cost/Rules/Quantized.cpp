//===- Quantized.cpp - Counting rules of products of 8-bit integers -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The kernel's type is that of the products, 8-bit integers: the predictor
// prices them on the pipe that the device has for those. Scales and zero points
// fold into what is done with each sum; corrections for zero points (a sum a
// row and a column) are small and not counted.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/ProductKernels.h"

#include "analysis/Cost/ElementBytes.h"

using namespace mlir;

namespace perfopt::analysis {

/// Scale, round, add the zero point, two bounds.
static constexpr double kRequantize = 5;

/// dynamic_quantize_linear_c1: minimum, maximum, then divide, round, add and
/// two bounds: 7 FLOPs an element.
static MaybeCost dynamicQuantizeCost(nn::DynamicQuantizeLinearOp op) {
  auto count = elements(op.getX());
  if (!count)
    return std::nullopt;
  return costWithTraffic(op, 7 * *count, 0, "dynamic_quantize_linear_c1");
}

/// A pass for the extremes, and one for the values.
static MaybeShape dynamicQuantizeKernel(nn::DynamicQuantizeLinearOp op) {
  auto kernel = elementsKernel(core::KernelFamily::Elementwise, op.getX());
  auto again = storageBytes(op.getX().getType());
  if (!kernel || !again)
    return std::nullopt;
  kernel->launches = 2;
  kernel->extraRead = *again;
  return kernel;
}

/// qlinear_conv_c1: MACs as conv_c1, 5 FLOPs a result for rounding to 8 bits
/// again, 1 for a bias.
static MaybeCost qlinearConvCost(nn::QLinearConvOp op) {
  auto macs = convolutionMacs(op.getW(), op.getY());
  auto results = elements(op.getY());
  if (!macs || !results)
    return std::nullopt;
  double perResult = kRequantize + (op.getB() ? 1 : 0);
  return costWithTraffic(op, 2 * *macs + *results * perResult, *macs,
                         "qlinear_conv_c1");
}

static MaybeShape qlinearConvKernel(nn::QLinearConvOp op) {
  auto x = staticShape(op.getX());
  auto w = staticShape(op.getW());
  auto y = staticShape(op.getY());
  if (!x || !w || !y)
    return std::nullopt;
  SmallVector<int64_t> image(*x), result(*y);
  if (op.getChannelsLast() && image.size() > 2 && result.size() > 2) {
    std::rotate(image.begin() + 1, image.end() - 1, image.end());
    std::rotate(result.begin() + 1, result.end() - 1, result.end());
  }
  return onIntegers(convolutionShape(
      {image, *w, result, int64_t(op.getGroup()), op.getStrides()}));
}

/// qlinear_matmul_c1: MACs as matmul_c1, 5 FLOPs a result for rounding to 8
/// bits again.
static MaybeCost qlinearMatmulCost(nn::QLinearMatMulOp op) {
  auto macs = matmulMacs(op.getA(), op.getY());
  auto results = elements(op.getY());
  if (!macs || !results)
    return std::nullopt;
  return costWithTraffic(op, 2 * *macs + kRequantize * *results, *macs,
                         "qlinear_matmul_c1");
}

static MaybeShape qlinearMatmulKernel(nn::QLinearMatMulOp op) {
  return onIntegers(matmulShape(op.getA(), op.getB(), op.getY()));
}

void attachQuantizedRules(MLIRContext &context) {
  using namespace nn;
  attachRule<DynamicQuantizeLinearOp, dynamicQuantizeCost,
             dynamicQuantizeKernel, savesNothing>(context);
  attachRule<QLinearConvOp, qlinearConvCost, qlinearConvKernel, savesNothing>(
      context);
  attachRule<QLinearMatMulOp, qlinearMatmulCost, qlinearMatmulKernel,
             savesNothing>(context);
}

} // namespace perfopt::analysis
