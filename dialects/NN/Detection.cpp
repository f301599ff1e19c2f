//===- Detection.cpp - Regions, boxes and sampling grids of images -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/NNOps.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Detection.cpp.inc"

namespace perfopt::nn {

static constexpr int64_t kDynamic = ShapedType::kDynamic;

LogicalResult GridSampleOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                             Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  auto grid = rankedType(op.getGrid());
  Type element = elementType(op.getX());
  if (failed(expectOneOf(loc, "mode", op.getMode(),
                         {"linear", "nearest", "cubic"})) ||
      failed(expectOneOf(loc, "padding_mode", op.getPaddingMode(),
                         {"zeros", "border", "reflection"})) ||
      failed(expectRankAtLeast(loc, "the input", op.getX(), 3)))
    return failure();
  if (!x || !grid)
    return appendUnranked(loc, element, types);
  if (failed(expectRank(loc, "the grid", op.getGrid(), x.getRank())) ||
      failed(expectExtent(loc, "the grid", grid.getShape().back(),
                          x.getRank() - 2)) ||
      failed(
          expectExtent(loc, "the grid", grid.getDimSize(0), x.getDimSize(0))))
    return failure();
  Shape shape{x.getDimSize(0), x.getDimSize(1)};
  llvm::append_range(shape, grid.getShape().drop_front().drop_back());
  return appendTensor(loc, shape, element, types);
}

LogicalResult AffineGridOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                             Adaptor op, Types &types) {
  Type element = elementType(op.getTheta());
  auto size = constantIntegers(op.getSize());
  int64_t rank = size ? size->size() : vectorLength(op.getSize());
  if (failed(expectRank(loc, "theta", op.getTheta(), 3)))
    return failure();
  if (ShapedType::isDynamic(rank))
    return appendUnranked(loc, element, types);
  if (rank != 4 && rank != 5)
    return emitOptionalError(loc, "size has ", rank,
                             " entries, expected 4 or 5");
  Shape shape(rank, kDynamic);
  shape.back() = rank - 2;
  if (size) {
    shape.front() = size->front();
    std::copy(size->begin() + 2, size->end(), shape.begin() + 1);
  }
  if (failed(expectShape(loc, "theta", op.getTheta(),
                         {shape.front(), rank - 2, rank - 1})))
    return failure();
  return appendTensor(loc, shape, element, types);
}

/// [regions, channels, height, width]; a region has `columns` numbers.
static LogicalResult appendRegions(OptionalLoc loc, Value x, Value rois,
                                   int64_t columns, ArrayRef<int64_t> size,
                                   Types &types) {
  auto image = rankedType(x);
  auto regions = rankedType(rois);
  if (failed(expectRank(loc, "the input", x, 4)) ||
      failed(expectShape(loc, "a region", rois, {kDynamic, columns})) ||
      failed(expectAtLeast(loc, "the result's height", size[0], 1)) ||
      failed(expectAtLeast(loc, "the result's width", size[1], 1)))
    return failure();
  return appendTensor(loc,
                      {regions ? regions.getDimSize(0) : kDynamic,
                       image ? image.getDimSize(1) : kDynamic, size[0],
                       size[1]},
                      elementType(x), types);
}

LogicalResult RoiAlignOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                           Adaptor op, Types &types) {
  auto rois = rankedType(op.getRois());
  if (failed(expectOneOf(loc, "mode", op.getMode(), {"avg", "max"})) ||
      failed(expectOneOf(loc, "coordinate_transformation_mode",
                         op.getCoordinateTransformationMode(),
                         {"half_pixel", "output_half_pixel"})) ||
      failed(expectAtLeast(loc, "sampling_ratio", op.getSamplingRatio(), 0)) ||
      failed(appendRegions(loc, op.getX(), op.getRois(), 4,
                           {static_cast<int64_t>(op.getOutputHeight()),
                            static_cast<int64_t>(op.getOutputWidth())},
                           types)))
    return failure();
  return expectShape(loc, "batch_indices", op.getBatchIndices(),
                     {rois ? rois.getDimSize(0) : kDynamic});
}

LogicalResult MaxRoiPoolOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                             Adaptor op, Types &types) {
  if (op.getPooledShape().size() != 2)
    return emitOptionalError(loc, "pooled_shape has ",
                             op.getPooledShape().size(),
                             " entries, expected 2");
  return appendRegions(loc, op.getX(), op.getRois(), 5, op.getPooledShape(),
                       types);
}

LogicalResult NonMaxSuppressionOp::inferReturnTypes(MLIRContext *context,
                                                    OptionalLoc loc, Adaptor op,
                                                    Types &types) {
  auto boxes = rankedType(op.getBoxes());
  if (failed(
          expectShape(loc, "boxes", op.getBoxes(), {kDynamic, kDynamic, 4})) ||
      failed(expectShape(loc, "scores", op.getScores(),
                         {boxes ? boxes.getDimSize(0) : kDynamic, kDynamic,
                          boxes ? boxes.getDimSize(1) : kDynamic})))
    return failure();
  return appendTensor(loc, {kDynamic, 3}, IntegerType::get(context, 64), types);
}

LogicalResult ImageDecoderOp::inferReturnTypes(MLIRContext *context,
                                               OptionalLoc loc, Adaptor op,
                                               Types &types) {
  if (failed(expectOneOf(loc, "pixel_format", op.getPixelFormat(),
                         {"RGB", "BGR", "Grayscale"})) ||
      failed(expectRank(loc, "the stream", op.getStream(), 1)))
    return failure();
  int64_t channels = op.getPixelFormat() == "Grayscale" ? 1 : 3;
  return appendTensor(loc, {kDynamic, kDynamic, channels},
                      IntegerType::get(context, 8, IntegerType::Unsigned),
                      types);
}

} // namespace perfopt::nn
