//===- ContribFused.cpp - Counting rules of ONNX Runtime's fusions --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/ProductKernels.h"

using namespace mlir;

namespace perfopt::analysis {

/// fused_conv_c1: conv_c1 and, for each result, an addition for a bias and one
/// for Z, and the activation's FLOPs; all in one kernel.
static MaybeCost fusedConvCost(nn::MsFusedConvOp op) {
  auto macs = convolutionMacs(op.getW(), op.getY());
  auto results = elements(op.getY());
  auto activation = activationFlops(op.getActivation());
  if (!macs || !results || !activation)
    return std::nullopt;
  double perResult = *activation + (op.getB() ? 1 : 0) + (op.getZ() ? 1 : 0);
  return costWithTraffic(op, 2 * *macs + *results * perResult, *macs,
                         "fused_conv_c1");
}

static SmallVector<int64_t> channelsFirst(ArrayRef<int64_t> shape, bool last) {
  SmallVector<int64_t> result(shape);
  if (last && result.size() > 2)
    std::rotate(result.begin() + 1, result.end() - 1, result.end());
  return result;
}

static MaybeShape fusedConvKernel(nn::MsFusedConvOp op) {
  auto x = staticShape(op.getX());
  auto w = staticShape(op.getW());
  auto y = staticShape(op.getY());
  if (!x || !w || !y)
    return std::nullopt;
  auto image = channelsFirst(*x, op.getChannelsLast());
  auto filter = channelsFirst(*w, op.getFiltersLast());
  auto result = channelsFirst(*y, op.getChannelsLast());
  auto kernel = convolutionShape(
      {image, filter, result, int64_t(op.getGroup()), op.getStrides()});
  if (kernel)
    kernel->allowTf32 = true; // as nn.conv
  return kernel;
}

/// fused_gemm_c1: gemm_c1 and the activation's FLOPs for each result.
static MaybeCost fusedGemmCost(nn::MsFusedGemmOp op) {
  auto a = staticShape(op.getA());
  auto results = elements(op.getY());
  auto activation = activationFlops(op.getActivation());
  if (!a || a->size() != 2 || !results || !activation)
    return std::nullopt;
  double macs = *results * double((*a)[op.getTransA() ? 0 : 1]);
  double perResult = *activation + (op.getC() ? 1 : 0);
  return costWithTraffic(op, 2 * macs + *results * perResult, macs,
                         "fused_gemm_c1");
}

static MaybeShape fusedGemmKernel(nn::MsFusedGemmOp op) {
  auto a = staticShape(op.getA());
  auto y = staticShape(op.getY());
  if (!a || a->size() != 2 || !y || y->size() != 2)
    return std::nullopt;
  return gemmShape((*y)[0], (*y)[1], (*a)[op.getTransA() ? 0 : 1], 1);
}

/// matmul_activation_c1: matmul_c1 and, for each result, an addition for a bias
/// and the activation's FLOPs.
static MaybeCost matmulActivationCost(nn::MsMatMulActivationOp op) {
  auto macs = matmulMacs(op.getA(), op.getY());
  auto results = elements(op.getY());
  auto activation = activationFlops(op.getActivation());
  if (!macs || !results || !activation)
    return std::nullopt;
  double perResult = *activation + (op.getBias() ? 1 : 0);
  return costWithTraffic(op, 2 * *macs + *results * perResult, *macs,
                         "matmul_activation_c1");
}

static MaybeShape matmulActivationKernel(nn::MsMatMulActivationOp op) {
  return matmulShape(op.getA(), op.getB(), op.getY());
}

static MaybeCost perResult(Operation *op, double flops, StringRef label) {
  auto results = elements(op->getResult(0));
  if (!results)
    return std::nullopt;
  return costWithTraffic(op, *results * flops, 0, label);
}

/// bias_gelu_c1: an addition and gelu's 5 FLOPs a result.
static MaybeCost biasGeluCost(nn::MsBiasGeluOp op) {
  return perResult(op, 6, "bias_gelu_c1");
}

/// bias_add_c1: two additions a result.
static MaybeCost biasAddCost(nn::MsBiasAddOp op) {
  return perResult(op, 2, "bias_add_c1");
}

/// bias_split_gelu_c1: two additions, gelu's 5 FLOPs and a product a result.
static MaybeCost biasSplitGeluCost(nn::MsBiasSplitGeluOp op) {
  return perResult(op, 8, "bias_split_gelu_c1");
}

/// bias_softmax_c1: an addition and softmax's 5 FLOPs an element.
static MaybeCost biasSoftmaxCost(nn::MsBiasSoftmaxOp op) {
  return perResult(op, 6, "bias_softmax_c1");
}

/// bias_dropout_c1: an addition a result, two with a residual.
static MaybeCost biasDropoutCost(nn::MsBiasDropoutOp op) {
  return perResult(op, op.getResidual() ? 2 : 1, "bias_dropout_c1");
}

/// complex_mul_c1: four products and two sums for a number of two reals: 3
/// FLOPs an element.
template <typename Op>
static MaybeCost complexMulCost(Op op) {
  return perResult(op, 3, "complex_mul_c1");
}

static MaybeShape softmaxKernel(nn::MsBiasSoftmaxOp op) {
  auto shape = staticShape(op.getX());
  if (!shape)
    return std::nullopt;
  auto axis = nn::normalizeAxis(op.getAxis(), shape->size());
  double cols = axis ? double(product(shape->drop_front(*axis))) : 1;
  return rowsKernel(core::KernelFamily::Softmax, op.getX(), cols);
}

template <typename Op>
static MaybeShape elementwiseKernel(Op op) {
  return elementsKernel(core::KernelFamily::Elementwise, op->getResult(0));
}

template <typename Op, MaybeCost (*Cost)(Op)>
static void attachElementwise(MLIRContext &context) {
  attachRule<Op, Cost, elementwiseKernel<Op>, savesOperands>(context);
}

void attachContribFusedRules(MLIRContext &context) {
  using namespace nn;
  attachRule<MsFusedConvOp, fusedConvCost, fusedConvKernel, savesFirstOperand>(
      context);
  attachRule<MsFusedGemmOp, fusedGemmCost, fusedGemmKernel, savesOperands>(
      context);
  attachRule<MsMatMulActivationOp, matmulActivationCost, matmulActivationKernel,
             savesOperands>(context);
  attachRule<MsBiasSoftmaxOp, biasSoftmaxCost, softmaxKernel, savesFirstResult>(
      context);
  attachElementwise<MsBiasGeluOp, biasGeluCost>(context);
  attachElementwise<MsBiasAddOp, biasAddCost>(context);
  attachElementwise<MsBiasSplitGeluOp, biasSplitGeluCost>(context);
  attachElementwise<MsBiasDropoutOp, biasDropoutCost>(context);
  attachElementwise<MsComplexMulOp, complexMulCost<MsComplexMulOp>>(context);
  attachElementwise<MsComplexMulConjOp, complexMulCost<MsComplexMulConjOp>>(
      context);
}

} // namespace perfopt::analysis
