//===- FoldingMovement.cpp - Constants moved, repeated or chosen ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/Folding.h"
#include "dialects/NN/NNOps.h"

using namespace mlir;

namespace perfopt::nn {

/// Elements between neighbours along each extent, row-major.
static Shape rowMajorStrides(ArrayRef<int64_t> shape) {
  Shape strides(shape.size(), 1);
  for (int64_t i = static_cast<int64_t>(shape.size()) - 2; i >= 0; --i)
    strides[i] = strides[i + 1] * shape[i + 1];
  return strides;
}

OpFoldResult TransposeOp::fold(FoldAdaptor adaptor) {
  auto x = ConstantTensor::from(adaptor.getX());
  RankedTensorType type = foldableType(getResult());
  if (!x || !type)
    return {};
  int64_t rank = type.getRank();
  Shape strides = rowMajorStrides(x->type.getShape());
  Shape steps(rank);
  for (int64_t i = 0; i < rank; ++i) {
    auto axis = normalizeAxis(getPerm() ? (*getPerm())[i] : rank - 1 - i, rank);
    if (!axis)
      return {};
    steps[i] = strides[*axis];
  }
  return foldSelection(adaptor.getX(), getResult(),
                       [&](const ConstantTensor &, int64_t position) {
                         int64_t index = 0;
                         for (int64_t i = rank - 1; i >= 0; --i) {
                           index += position % type.getDimSize(i) * steps[i];
                           position /= type.getDimSize(i);
                         }
                         return index;
                       });
}

OpFoldResult TileOp::fold(FoldAdaptor adaptor) {
  RankedTensorType type = foldableType(getResult());
  if (!type)
    return {};
  return foldSelection(adaptor.getX(), getResult(),
                       [&](const ConstantTensor &source, int64_t position) {
                         ArrayRef<int64_t> shape = source.type.getShape();
                         Shape strides = rowMajorStrides(shape);
                         int64_t index = 0;
                         for (int64_t i = type.getRank() - 1; i >= 0; --i) {
                           index += position % type.getDimSize(i) % shape[i] *
                                    strides[i];
                           position /= type.getDimSize(i);
                         }
                         return index;
                       });
}

OpFoldResult FlattenOp::fold(FoldAdaptor adaptor) {
  return foldView(adaptor.getX(), getResult());
}

OpFoldResult CompressOp::fold(FoldAdaptor adaptor) {
  auto condition = ConstantTensor::from(adaptor.getCondition());
  auto x = ConstantTensor::from(adaptor.getX());
  if (!condition || condition->isFloat() || !x)
    return {};
  Shape chosen;
  for (auto [i, holds] : llvm::enumerate(condition->ints))
    if (holds)
      chosen.push_back(i);
  // Without an axis the elements lie along one extent.
  int64_t extent = x->size(), inner = 1;
  if (getAxis()) {
    auto axis = normalizeAxis(*getAxis(), x->type.getRank());
    if (!axis)
      return {};
    extent = x->type.getDimSize(*axis);
    inner = rowMajorStrides(x->type.getShape())[*axis];
  }
  int64_t count = chosen.size();
  return foldSelection(adaptor.getX(), getResult(),
                       [&](const ConstantTensor &, int64_t i) -> int64_t {
                         int64_t at = chosen[i / inner % count];
                         if (at >= extent)
                           return -1;
                         return (i / inner / count * extent + at) * inner +
                                i % inner;
                       });
}

/// A row of coordinates for each extent, a column for each element.
OpFoldResult NonZeroOp::fold(FoldAdaptor adaptor) {
  RankedTensorType type = foldableType(getResult());
  auto x = ConstantTensor::from(adaptor.getX());
  if (!type || !x || type.getRank() != 2)
    return {};
  Shape found;
  for (int64_t i = 0, end = x->size(); i < end; ++i)
    if (x->asDouble(i) != 0)
      found.push_back(i);
  if (type.getDimSize(0) != x->type.getRank() ||
      type.getDimSize(1) != static_cast<int64_t>(found.size()))
    return {};
  Shape strides = rowMajorStrides(x->type.getShape());
  ConstantTensor folded{type, {}, {}};
  for (auto [stride, extent] : llvm::zip_equal(strides, x->type.getShape()))
    for (int64_t position : found)
      folded.ints.push_back(position / stride % extent);
  return folded.toAttribute();
}

} // namespace perfopt::nn
