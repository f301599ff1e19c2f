//===- ContribQuantized.cpp - ONNX Runtime's products of quantised tensors ===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "dialects/NN/Products.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/ContribQuantized.cpp.inc"

namespace perfopt::nn {

static constexpr int64_t kDynamic = ShapedType::kDynamic;

LogicalResult MsQGemmOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                          Adaptor op, Types &types) {
  Type element =
      elementType(op.getYZeroPoint() ? op.getYZeroPoint() : op.getAScale());
  auto a = rankedType(op.getA());
  auto b = rankedType(op.getB());
  if (!a || !b)
    return appendTensor(loc, {kDynamic, kDynamic}, element, types);
  if (a.getRank() != 2 || b.getRank() != 2)
    return emitOptionalError(loc, "expected matrices, found ranks ",
                             a.getRank(), " and ", b.getRank());
  bool transA = op.getTransA(), transB = op.getTransB();
  if (failed(checkInner(loc, a.getDimSize(transA ? 0 : 1),
                        b.getDimSize(transB ? 1 : 0))))
    return failure();
  return appendTensor(
      loc, {a.getDimSize(transA ? 1 : 0), b.getDimSize(transB ? 0 : 1)},
      element, types);
}

LogicalResult MsMatMulIntegerToFloatOp::inferReturnTypes(MLIRContext *,
                                                         OptionalLoc loc,
                                                         Adaptor op,
                                                         Types &types) {
  return inferProduct(loc, op.getA(), op.getB(), elementType(op.getAScale()),
                      types);
}

LogicalResult MsQOrderedMatMulOp::inferReturnTypes(MLIRContext *,
                                                   OptionalLoc loc, Adaptor op,
                                                   Types &types) {
  return inferProduct(loc, op.getA(), op.getB(), elementType(op.getA()), types);
}

//===----------------------------------------------------------------------===//
// Weights of a few bits
//===----------------------------------------------------------------------===//

/// [..., N] for A [..., K].
static LogicalResult appendRows(OptionalLoc loc, Value a, int64_t k, int64_t n,
                                Types &types) {
  if (k < 1 || n < 1 || k > kMaxAttribute || n > kMaxAttribute)
    return emitOptionalError(loc, "K and N of ", k, " and ", n,
                             " are out of range");
  auto type = rankedType(a);
  if (!type)
    return appendUnranked(loc, elementType(a), types);
  if (type.getRank() == 0)
    return emitOptionalError(loc, "expected at least one extent");
  Shape shape(type.getShape());
  if (failed(checkInner(loc, shape.back(), k)))
    return failure();
  shape.back() = n;
  return appendTensor(loc, shape, type.getElementType(), types);
}

LogicalResult MsMatMulNBitsOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                Adaptor op, Types &types) {
  int64_t bits = op.getBits(), block = op.getBlockSize();
  int64_t k = op.getK(), n = op.getN();
  if (bits != 2 && bits != 4 && bits != 8)
    return emitOptionalError(loc, "weights of ", bits,
                             " bits, expected 2, 4 or 8");
  if (block < 8 || block > kMaxAttribute)
    return emitOptionalError(loc, "blocks of ", block, " are out of range");
  if (failed(appendRows(loc, op.getA(), k, n, types)))
    return failure();
  auto b = rankedType(op.getB());
  if (!b || b.getRank() != 3)
    return success();
  bool packed = b.getElementType().isInteger(8);
  int64_t blocks = (k + block - 1) / block;
  int64_t row = packed ? block * bits / 8 : block;
  Shape expected{n, blocks, row};
  for (auto [given, extent] : llvm::zip_equal(b.getShape(), expected))
    if (!ShapedType::isDynamic(given) && given != extent)
      return emitOptionalError(loc, "B is ", b, ", expected ", n, " x ", blocks,
                               " x ", row);
  return success();
}

LogicalResult MsMatMulBnb4Op::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                               Adaptor op, Types &types) {
  return appendRows(loc, op.getA(), op.getK(), op.getN(), types);
}

LogicalResult MsGatherBlockQuantizedOp::inferReturnTypes(MLIRContext *,
                                                         OptionalLoc loc,
                                                         Adaptor op,
                                                         Types &types) {
  auto x = rankedType(op.getX());
  auto indices = rankedType(op.getIndices());
  Type element = elementType(op.getScales());
  int64_t bits = op.getBits();
  if (bits != 2 && bits != 4 && bits != 8)
    return emitOptionalError(loc, "values of ", bits,
                             " bits, expected 2, 4 or 8");
  if (!x || !indices)
    return appendUnranked(loc, element, types);
  auto axis = normalizeAxis(op.getGatherAxis(), x.getRank());
  if (!axis)
    return emitOptionalError(loc, "axis ", op.getGatherAxis(),
                             " is out of range for rank ", x.getRank());
  Shape table(x.getShape());
  if (x.getElementType().isUnsignedInteger(8))
    table.back() = multiplyExtents(table.back(), 8 / bits);
  Shape shape(table.begin(), table.begin() + *axis);
  llvm::append_range(shape, indices.getShape());
  shape.append(table.begin() + *axis + 1, table.end());
  return appendTensor(loc, shape, element, types);
}

//===----------------------------------------------------------------------===//
// Recurrence
//===----------------------------------------------------------------------===//

LogicalResult MsDynamicQuantizeLstmOp::inferReturnTypes(MLIRContext *,
                                                        OptionalLoc loc,
                                                        Adaptor op,
                                                        Types &types) {
  auto x = rankedType(op.getX());
  auto w = rankedType(op.getW());
  auto r = rankedType(op.getR());
  if ((x && x.getRank() != 3) || (w && w.getRank() != 3) ||
      (r && r.getRank() != 3))
    return emitOptionalError(loc, "X, W and R must have rank 3");
  if (x && w && failed(checkInner(loc, x.getDimSize(2), w.getDimSize(1))))
    return failure();
  int64_t steps = x ? x.getDimSize(0) : kDynamic;
  int64_t batch = x ? x.getDimSize(1) : kDynamic;
  int64_t hidden = r ? r.getDimSize(1) : kDynamic;
  int64_t directions = op.getDirection() == "bidirectional" ? 2 : 1;
  Type element = elementType(op.getX());
  return success(succeeded(appendTensor(loc, {steps, directions, batch, hidden},
                                        element, types)) &&
                 succeeded(appendTensor(loc, {directions, batch, hidden},
                                        element, types)) &&
                 succeeded(appendTensor(loc, {directions, batch, hidden},
                                        element, types)));
}

} // namespace perfopt::nn
