//===- ContribQuantized.cpp - Counting rules of ONNX Runtime's quantised
//products ===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Products of two tensors of 8-bit integers are of that type. Weights of a few
// bits that meet activations of 16 or 32 are dequantised on the way: the type
// is that of the activations, the traffic that of the bits. Dequantising them
// is not counted, so that a model has as many FLOPs as before quantisation.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/ProductKernels.h"

#include "analysis/Cost/ElementBytes.h"

using namespace mlir;

namespace perfopt::analysis {

/// Scale, round, add the zero point, two bounds.
static constexpr double kRequantize = 5;

static MaybeCost productCost(Operation *op, std::optional<double> macs,
                             double perResult, StringRef label) {
  auto results = elements(op->getResult(0));
  if (!macs || !results)
    return std::nullopt;
  return costWithTraffic(op, 2 * *macs + *results * perResult, *macs, label);
}

static std::optional<double> gemmMacs(nn::MsQGemmOp op) {
  auto a = staticShape(op.getA());
  auto results = elements(op.getY());
  if (!a || a->size() != 2 || !results)
    return std::nullopt;
  return *results * double((*a)[op.getTransA() ? 0 : 1]);
}

/// qgemm_c1: MACs as gemm_c1, an addition a result for C, and 5 FLOPs for
/// rounding to 8 bits again or 1 for scaling to float.
static MaybeCost qgemmCost(nn::MsQGemmOp op) {
  double perResult =
      (op.getYZeroPoint() ? kRequantize : 1) + (op.getC() ? 1 : 0);
  return productCost(op, gemmMacs(op), perResult, "qgemm_c1");
}

static MaybeShape qgemmKernel(nn::MsQGemmOp op) {
  auto a = staticShape(op.getA());
  auto y = staticShape(op.getY());
  if (!a || a->size() != 2 || !y || y->size() != 2)
    return std::nullopt;
  return onIntegers(
      gemmShape((*y)[0], (*y)[1], (*a)[op.getTransA() ? 0 : 1], 1));
}

/// matmul_integer_to_float_c1: MACs as matmul_c1, a product a result for the
/// scale, an addition for a bias.
static MaybeCost toFloatCost(nn::MsMatMulIntegerToFloatOp op) {
  return productCost(op, matmulMacs(op.getA(), op.getY()),
                     1 + (op.getBias() ? 1 : 0), "matmul_integer_to_float_c1");
}

static MaybeShape toFloatKernel(nn::MsMatMulIntegerToFloatOp op) {
  return onIntegers(matmulShape(op.getA(), op.getB(), op.getY()));
}

/// qordered_matmul_c1: MACs as matmul_c1, 5 FLOPs a result for rounding to 8
/// bits again, an addition each for a bias and for C.
static MaybeCost orderedCost(nn::MsQOrderedMatMulOp op) {
  double perResult = kRequantize + (op.getBias() ? 1 : 0) + (op.getC() ? 1 : 0);
  return productCost(op, matmulMacs(op.getA(), op.getY()), perResult,
                     "qordered_matmul_c1");
}

static MaybeShape orderedKernel(nn::MsQOrderedMatMulOp op) {
  return onIntegers(matmulShape(op.getA(), op.getB(), op.getY()));
}

/// matmul_nbits_c1: MACs = rows * K * N, an addition a result for a bias.
static MaybeCost nbitsCost(nn::MsMatMulNBitsOp op) {
  return productCost(op, matmulMacs(op.getA(), op.getY()), op.getBias() ? 1 : 0,
                     "matmul_nbits_c1");
}

static MaybeCost bnbCost(nn::MsMatMulBnb4Op op) {
  return productCost(op, matmulMacs(op.getA(), op.getY()), 0,
                     "matmul_nbits_c1");
}

template <typename Op>
static MaybeShape rowsTimesMatrix(Op op) {
  auto a = staticShape(op.getA());
  if (!a || a->empty())
    return std::nullopt;
  return gemmShape(product(a->drop_back()), op.getN(), op.getK(), 1);
}

/// gather_block_quantized_c1: a subtraction and a product a result; as many
/// values, scales and zero points are read as are used, and the indices.
static MaybeCost gatherCost(nn::MsGatherBlockQuantizedOp op) {
  auto results = elements(op.getY());
  auto written = storageBytes(op.getY().getType());
  auto indices = storageBytes(op.getIndices().getType());
  auto scale = nn::elementType(op.getScales());
  auto scaleBits = scale ? storageBits(scale) : std::nullopt;
  int64_t block = op.getBlockSize();
  if (!results || !written || !indices || !scaleBits || block < 1)
    return std::nullopt;
  double perBlock = *scaleBits + (op.getZeroPoints() ? op.getBits() : 0);
  double bits = *results * (double(op.getBits()) + perBlock / double(block));
  return OpCost{core::Flops(2 * *results),
                {},
                core::Bytes(bits / 8) + *indices,
                *written,
                "gather_block_quantized_c1"};
}

static MaybeShape gatherKernel(nn::MsGatherBlockQuantizedOp op) {
  return elementsKernel(core::KernelFamily::Gather, op.getY());
}

struct LstmSize {
  int64_t steps, batch, input, hidden, directions;
};

static std::optional<LstmSize> lstmSize(nn::MsDynamicQuantizeLstmOp op) {
  auto x = staticShape(op.getX());
  auto r = staticShape(op.getR());
  if (!x || !r || x->size() != 3 || r->size() != 3)
    return std::nullopt;
  return LstmSize{(*x)[0], (*x)[1], (*x)[2], (*r)[1], (*r)[0]};
}

/// dynamic_quantize_lstm_c1: as lstm_c1, and 7 FLOPs for each input and each
/// state that is quantised (dynamic_quantize_linear_c1).
static MaybeCost lstmCost(nn::MsDynamicQuantizeLstmOp op) {
  auto size = lstmSize(op);
  if (!size)
    return std::nullopt;
  double cells =
      double(size->steps) * double(size->batch) * double(size->directions);
  double states = cells * double(size->hidden);
  double macs = states * 4 * double(size->input + size->hidden);
  double quantized = 7 * (cells * double(size->input) + states);
  return costWithTraffic(op, 2 * macs + 26 * states + quantized, macs,
                         "dynamic_quantize_lstm_c1");
}

static MaybeShape lstmKernel(nn::MsDynamicQuantizeLstmOp op) {
  auto size = lstmSize(op);
  if (!size)
    return std::nullopt;
  KernelShape kernel;
  kernel.family = core::KernelFamily::Recurrent;
  kernel.problem = {{"steps", size->steps}, {"batch", size->batch},
                    {"input", size->input}, {"hidden", size->hidden},
                    {"gates", 4},           {"directions", size->directions}};
  double launches = double(size->directions) * (1 + 2 * double(size->steps));
  kernel.launches = static_cast<int>(std::min<double>(launches, INT32_MAX));
  kernel.type = core::ElementType::I8;
  return kernel;
}

void attachContribQuantizedRules(MLIRContext &context) {
  using namespace nn;
  attachRule<MsQGemmOp, qgemmCost, qgemmKernel, savesNothing>(context);
  attachRule<MsMatMulIntegerToFloatOp, toFloatCost, toFloatKernel,
             savesNothing>(context);
  attachRule<MsQOrderedMatMulOp, orderedCost, orderedKernel, savesNothing>(
      context);
  attachRule<MsMatMulNBitsOp, nbitsCost, rowsTimesMatrix<MsMatMulNBitsOp>,
             savesOperands>(context);
  attachRule<MsMatMulBnb4Op, bnbCost, rowsTimesMatrix<MsMatMulBnb4Op>,
             savesOperands>(context);
  attachRule<MsGatherBlockQuantizedOp, gatherCost, gatherKernel, savesNothing>(
      context);
  attachRule<MsDynamicQuantizeLstmOp, lstmCost, lstmKernel, savesNothing>(
      context);
}

} // namespace perfopt::analysis
