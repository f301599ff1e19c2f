//===- Convolution.cpp - Convolutions
//-------------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/Window.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Convolution.cpp.inc"

namespace perfopt::nn {

template <typename Adaptor>
static ConvolutionForm convolutionForm(Adaptor op) {
  return {static_cast<int64_t>(op.getGroup()), "NOTSET",
          WindowAttributes::of(op), op.getKernelShape()};
}

/// A bias of one value for each filter.
static LogicalResult checkBias(OptionalLoc loc, Value bias, int64_t filters) {
  auto type = rankedType(bias);
  if (!type)
    return success();
  if (failed(expectRank(loc, "bias", bias, 1)))
    return failure();
  return expectExtent(loc, "bias", type.getDimSize(0), filters);
}

static int64_t filtersOf(Value w) {
  auto type = rankedType(w);
  return type && type.getRank() > 0 ? type.getDimSize(0) : ShapedType::kDynamic;
}

LogicalResult ConvOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                       Adaptor op, Types &types) {
  if (failed(inferConvolution(loc, op.getX(), op.getW(), convolutionFormOf(op),
                              elementType(op.getX()), types)))
    return failure();
  return checkBias(loc, op.getB(), filtersOf(op.getW()));
}

LogicalResult ConvIntegerOp::inferReturnTypes(MLIRContext *context,
                                              OptionalLoc loc, Adaptor op,
                                              Types &types) {
  return inferConvolution(loc, op.getX(), op.getW(), convolutionFormOf(op),
                          IntegerType::get(context, 32), types);
}

/// Offsets are [N, offset_group * prod(k) * d, y...] for d spatial extents, the
/// mask [N, offset_group * prod(k), y...].
static LogicalResult checkSampling(OptionalLoc loc, DeformConvOp::Adaptor op,
                                   RankedTensorType y) {
  auto w = rankedType(op.getW());
  if (!w || !y)
    return success();
  int64_t groups = op.getOffsetGroup();
  if (groups < 1)
    return emitOptionalError(loc, "offset_group is ", groups,
                             ", expected 1 or more");
  int64_t samples = groups;
  for (int64_t extent : w.getShape().drop_front(2))
    samples = multiplyExtents(samples, extent);
  int64_t spatial = w.getRank() - 2;
  for (auto [what, value, channels] :
       {std::tuple("offset", op.getOffset(), multiplyExtents(samples, spatial)),
        std::tuple("mask", op.getMask(), samples)}) {
    auto type = rankedType(value);
    if (!type)
      continue;
    if (failed(expectRank(loc, what, value, y.getRank())) ||
        failed(expectExtent(loc, what, type.getDimSize(1), channels)))
      return failure();
    for (int64_t i = 2; i < y.getRank(); ++i)
      if (failed(expectExtent(loc, what, type.getDimSize(i), y.getDimSize(i))))
        return failure();
  }
  return success();
}

LogicalResult DeformConvOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                             Adaptor op, Types &types) {
  if (failed(inferConvolution(loc, op.getX(), op.getW(), convolutionForm(op),
                              elementType(op.getX()), types)) ||
      failed(checkBias(loc, op.getB(), filtersOf(op.getW()))))
    return failure();
  return checkSampling(loc, op, dyn_cast<RankedTensorType>(types.back()));
}

LogicalResult ConvTransposeOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  auto w = rankedType(op.getW());
  Type element = elementType(op.getX());
  if (!x || !w)
    return appendUnranked(loc, element, types);
  if (failed(checkImage(loc, x, w)) ||
      failed(checkChannels(loc, x.getDimSize(1), op.getGroup(),
                           w.getDimSize(0))) ||
      failed(checkFilter(loc, w, op.getKernelShape())))
    return failure();
  ArrayRef<int64_t> kernel = w.getShape().drop_front(2);
  FailureOr<Window> window = readWindow(loc, WindowAttributes::of(op), kernel);
  auto extra = windowInts(loc, "output padding", op.getOutputPadding(),
                          kernel.size(), 0, 0);
  if (failed(window) || failed(extra) ||
      failed(checkAutoPad(loc, op.getAutoPad())))
    return failure();
  Shape shape{x.getDimSize(0), multiplyExtents(w.getDimSize(1), op.getGroup())};
  auto fixed = op.getOutputShape();
  bool same = op.getAutoPad().starts_with("SAME");
  for (size_t i = 0; i < kernel.size(); ++i) {
    int64_t extent = x.getDimSize(i + 2);
    if (fixed && fixed->size() == kernel.size()) {
      shape.push_back((*fixed)[i]);
    } else if (ShapedType::isDynamic(extent) ||
               ShapedType::isDynamic(kernel[i])) {
      shape.push_back(ShapedType::kDynamic);
    } else if (extent > kMaxAttribute) {
      return emitOptionalError(loc, "extent of ", extent, " is out of range");
    } else if (same) {
      shape.push_back(extent * window->strides[i]);
    } else {
      shape.push_back(window->strides[i] * (extent - 1) + (*extra)[i] +
                      (kernel[i] - 1) * window->dilations[i] + 1 -
                      window->padsBegin[i] - window->padsEnd[i]);
    }
  }
  return appendTensor(loc, shape, element, types);
}

/// X [N, C * prod(block), blocks] to [N, C, image...].
LogicalResult Col2ImOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  auto image = constantIntegers(op.getImageShape());
  auto block = constantIntegers(op.getBlockShape());
  if (failed(expectRank(loc, "the input", op.getX(), 3)))
    return failure();
  if (!image) {
    int64_t spatial = vectorLength(op.getImageShape());
    if (ShapedType::isDynamic(spatial) || spatial > 64)
      return appendUnranked(loc, element, types);
    return appendTensor(loc, Shape(spatial + 2, ShapedType::kDynamic), element,
                        types);
  }
  Shape shape{ShapedType::kDynamic, ShapedType::kDynamic};
  llvm::append_range(shape, *image);
  if (!x || !block)
    return appendTensor(loc, shape, element, types);
  if (block->size() != image->size())
    return emitOptionalError(loc, "block_shape has ", block->size(),
                             " entries, image_shape ", image->size());
  FailureOr<Window> window = readWindow(loc, WindowAttributes::of(op), *block);
  if (failed(window))
    return failure();
  int64_t area = 1, blocks = 1;
  for (auto [i, extent] : llvm::enumerate(*image)) {
    if (failed(expectAtLeast(loc, "an entry of image_shape", extent, 1)))
      return failure();
    auto along = windowsAlong(loc, extent, *window, i, "NOTSET", false);
    if (failed(along))
      return failure();
    area = multiplyExtents(area, (*block)[i]);
    blocks = multiplyExtents(blocks, *along);
  }
  int64_t columns = x.getDimSize(1);
  if (failed(expectExtent(loc, "blocks", x.getDimSize(2), blocks)))
    return failure();
  shape[0] = x.getDimSize(0);
  if (!ShapedType::isDynamic(columns) && !ShapedType::isDynamic(area)) {
    if (columns % area != 0)
      return emitOptionalError(loc, columns, " columns do not divide into ",
                               area, " elements a block");
    shape[1] = columns / area;
  }
  return appendTensor(loc, shape, element, types);
}

} // namespace perfopt::nn
