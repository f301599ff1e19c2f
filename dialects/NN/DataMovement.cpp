//===- DataMovement.cpp - Elements copied, selected or made --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/NNOps.h"

#include <cmath>

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/DataMovement.cpp.inc"

namespace perfopt::nn {

static constexpr int64_t kDynamic = ShapedType::kDynamic;

LogicalResult ConcatOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  if (op.getInputs().empty())
    return emitOptionalError(loc, "expected at least one operand");
  Type element = elementType(op.getInputs().front());
  std::optional<Shape> shape;
  std::optional<int64_t> axis;
  bool ranked = true;
  for (Value input : op.getInputs()) {
    if (!elementType(input))
      return emitOptionalError(loc, "an operand has no known type");
    auto type = rankedType(input);
    if (!type) {
      ranked = false;
      continue;
    }
    if (!shape) {
      shape = Shape(type.getShape());
      axis = normalizeAxis(op.getAxis(), type.getRank());
      if (!axis)
        return emitOptionalError(loc, "axis ",
                                 static_cast<int64_t>(op.getAxis()),
                                 " is out of range for rank ", type.getRank());
      continue;
    }
    if (type.getRank() != static_cast<int64_t>(shape->size()))
      return emitOptionalError(loc, "operands of rank ", shape->size(), " and ",
                               type.getRank());
    for (auto [i, extent] : llvm::enumerate(type.getShape())) {
      int64_t &other = (*shape)[i];
      if (static_cast<int64_t>(i) == *axis) {
        bool known =
            !ShapedType::isDynamic(other) && !ShapedType::isDynamic(extent);
        if (!known || __builtin_add_overflow(other, extent, &other))
          other = kDynamic;
      } else if (ShapedType::isDynamic(other)) {
        other = extent;
      } else if (!ShapedType::isDynamic(extent) && extent != other) {
        return emitOptionalError(loc, "extents ", other, " and ", extent,
                                 " differ in dimension ", i);
      }
    }
  }
  if (!ranked || !shape)
    return appendUnranked(loc, element, types);
  return appendTensor(loc, *shape, element, types);
}

LogicalResult GatherOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  auto indices = rankedType(op.getIndices());
  Type element = elementType(op.getX());
  if (!x || !indices)
    return appendUnranked(loc, element, types);
  FailureOr<int64_t> axis = expectAxis(loc, op.getAxis(), x.getRank());
  if (failed(axis))
    return failure();
  Shape shape(x.getShape().take_front(*axis));
  llvm::append_range(shape, indices.getShape());
  llvm::append_range(shape, x.getShape().drop_front(*axis + 1));
  return appendTensor(loc, shape, element, types);
}

LogicalResult GatherElementsOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                 Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  auto indices = rankedType(op.getIndices());
  Type element = elementType(op.getX());
  if (x &&
      (failed(expectAxis(loc, op.getAxis(), x.getRank())) ||
       failed(expectRank(loc, "the indices", op.getIndices(), x.getRank()))))
    return failure();
  return indices ? appendTensor(loc, indices.getShape(), element, types)
                 : appendUnranked(loc, element, types);
}

LogicalResult GatherNdOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                           Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  auto indices = rankedType(op.getIndices());
  Type element = elementType(op.getX());
  if (!x || !indices || indices.getRank() == 0 ||
      indices.isDynamicDim(indices.getRank() - 1))
    return appendUnranked(loc, element, types);
  int64_t consumed = op.getBatchDims();
  if (consumed < 0 || consumed > x.getRank() ||
      (consumed += indices.getShape().back()) > x.getRank())
    return emitOptionalError(loc, "indices of ", indices.getShape().back(),
                             " entries for an input of rank ", x.getRank());
  Shape shape(indices.getShape().drop_back());
  llvm::append_range(shape, x.getShape().drop_front(consumed));
  return appendTensor(loc, shape, element, types);
}

static LogicalResult checkReduction(OptionalLoc loc, StringRef reduction) {
  return expectOneOf(loc, "reduction", reduction,
                     {"none", "add", "mul", "max", "min"});
}

LogicalResult ScatterElementsOp::inferReturnTypes(MLIRContext *,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  auto x = rankedType(op.getX());
  auto indices = rankedType(op.getIndices());
  if (failed(checkReduction(loc, op.getReduction())) ||
      (x && failed(expectAxis(loc, op.getAxis(), x.getRank()))) ||
      (x &&
       failed(expectRank(loc, "the indices", op.getIndices(), x.getRank()))) ||
      (indices && failed(expectShape(loc, "the updates", op.getUpdates(),
                                     indices.getShape()))))
    return failure();
  return inferSameAsFirst(loc, op.getX(), types);
}

/// Updates are [i..., rest of x] for indices [i..., positions].
LogicalResult ScatterNdOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                            Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  auto indices = rankedType(op.getIndices());
  if (failed(checkReduction(loc, op.getReduction())) ||
      failed(expectRankAtLeast(loc, "the indices", op.getIndices(), 1)))
    return failure();
  if (x && indices && !ShapedType::isDynamic(indices.getShape().back())) {
    int64_t positions = indices.getShape().back();
    if (positions < 0 || positions > x.getRank())
      return emitOptionalError(loc, "indices of ", positions,
                               " entries for an input of rank ", x.getRank());
    Shape updates(indices.getShape().drop_back());
    llvm::append_range(updates, x.getShape().drop_front(positions));
    if (failed(expectShape(loc, "the updates", op.getUpdates(), updates)))
      return failure();
  }
  return inferSameAsFirst(loc, op.getX(), types);
}

LogicalResult TriluOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                        Adaptor op, Types &types) {
  if (failed(expectRankAtLeast(loc, "the input", op.getX(), 2)))
    return failure();
  return inferSameAsFirst(loc, op.getX(), types);
}

LogicalResult PadOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                      Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  if (failed(expectOneOf(loc, "mode", op.getMode(),
                         {"constant", "reflect", "edge", "wrap"})))
    return failure();
  auto pads = constantIntegers(op.getPads());
  std::optional<Shape> axes;
  if (op.getAxes())
    axes = constantIntegers(op.getAxes());
  if (!x)
    return appendUnranked(loc, element, types);
  if (!pads || (op.getAxes() && !axes)) {
    Shape unknown(x.getRank(), kDynamic);
    return appendTensor(loc, unknown, element, types);
  }
  if (!axes)
    axes = llvm::to_vector(llvm::seq<int64_t>(0, x.getRank()));
  if (pads->size() != 2 * axes->size())
    return emitOptionalError(loc, "pads has ", pads->size(),
                             " entries, expected ", 2 * axes->size());
  Shape shape(x.getShape());
  for (auto [i, axis] : llvm::enumerate(*axes)) {
    auto position = normalizeAxis(axis, x.getRank());
    if (!position)
      return emitOptionalError(loc, "axis ", axis, " is out of range for rank ",
                               x.getRank());
    int64_t before = (*pads)[i], after = (*pads)[i + axes->size()];
    auto isPadding = [](int64_t count) {
      return count >= -kMaxAttribute && count <= kMaxAttribute;
    };
    if (!isPadding(before) || !isPadding(after))
      return emitOptionalError(loc, "padding is out of range");
    if (!ShapedType::isDynamic(shape[*position]))
      shape[*position] += before + after;
  }
  return appendTensor(loc, shape, element, types);
}

LogicalResult TileOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                       Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  auto repeats = constantIntegers(op.getRepeats());
  if (!x)
    return appendUnranked(loc, element, types);
  Shape shape(x.getRank(), kDynamic);
  if (repeats) {
    if (static_cast<int64_t>(repeats->size()) != x.getRank())
      return emitOptionalError(loc, "repeats has ", repeats->size(),
                               " entries, expected ", x.getRank());
    for (auto [i, count] : llvm::enumerate(*repeats))
      if (!x.isDynamicDim(i) &&
          __builtin_mul_overflow(x.getDimSize(i), count, &shape[i]))
        return emitOptionalError(loc, "a result has more than 2^56 elements");
  }
  return appendTensor(loc, shape, element, types);
}

/// The wished sizes, or with a policy other than stretch the same scale along
/// all axes: the smallest (not_larger) or largest (not_smaller) of those that
/// the sizes ask for.
static void scaleToSizes(Shape &shape, ArrayRef<int64_t> axes,
                         ArrayRef<int64_t> sizes, StringRef policy) {
  std::optional<double> scale;
  bool known = true;
  for (auto [axis, size] : llvm::zip_equal(axes, sizes)) {
    if (policy != "stretch" && shape[axis] > 0) {
      double asked = double(size) / double(shape[axis]);
      scale = !scale                   ? asked
              : policy == "not_larger" ? std::min(*scale, asked)
                                       : std::max(*scale, asked);
    } else {
      known = false;
    }
  }
  for (auto [axis, size] : llvm::zip_equal(axes, sizes)) {
    if (policy == "stretch")
      shape[axis] = size;
    else if (!known || !(*scale < double(kMaxAttribute)) ||
             shape[axis] > kMaxAttribute)
      shape[axis] = kDynamic;
    else
      shape[axis] =
          static_cast<int64_t>(std::floor(*scale * double(shape[axis]) + 0.5));
  }
}

LogicalResult ResizeOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  if (!x)
    return appendUnranked(loc, element, types);
  Shape axes = op.getAxes()
                   ? Shape(*op.getAxes())
                   : llvm::to_vector(llvm::seq<int64_t>(0, x.getRank()));
  for (int64_t &axis : axes) {
    auto position = normalizeAxis(axis, x.getRank());
    if (!position)
      return emitOptionalError(loc, "axis ", axis, " is out of range for rank ",
                               x.getRank());
    axis = *position;
  }
  auto sizes = constantIntegers(op.getSizes());
  auto scales = constantNumbers(op.getScales());
  Shape shape(x.getShape());
  StringRef policy = op.getKeepAspectRatioPolicy();
  if (failed(expectOneOf(loc, "mode", op.getMode(),
                         {"nearest", "linear", "cubic"})))
    return failure();
  if (failed(expectOneOf(loc, "keep_aspect_ratio_policy", policy,
                         {"stretch", "not_larger", "not_smaller"})))
    return failure();
  if (sizes && sizes->size() == axes.size()) {
    scaleToSizes(shape, axes, *sizes, policy);
  } else if (scales && scales->size() == axes.size()) {
    for (auto [axis, scale] : llvm::zip_equal(axes, *scales)) {
      if (!(scale > 0) || scale > double(kMaxAttribute))
        return emitOptionalError(loc, "a scale of ", scale, " is out of range");
      if (!ShapedType::isDynamic(shape[axis]) && shape[axis] <= kMaxAttribute)
        shape[axis] = static_cast<int64_t>(std::floor(shape[axis] * scale));
    }
  } else {
    for (int64_t axis : axes)
      shape[axis] = kDynamic;
  }
  return appendTensor(loc, shape, element, types);
}

/// [N, C, H, W] with blocks moved between channels and space.
static LogicalResult appendBlocks(OptionalLoc loc, Value value, int64_t block,
                                  bool toSpace, Types &types) {
  auto x = rankedType(value);
  if (!x)
    return appendUnranked(loc, elementType(value), types);
  if (x.getRank() != 4 || block < 1 || block > 65536)
    return emitOptionalError(loc, "expected [N, C, H, W] and a block size of "
                                  "1 or more");
  Shape shape(x.getShape());
  auto scale = [&](int64_t &extent, int64_t factor, bool multiply) {
    if (ShapedType::isDynamic(extent))
      return success();
    if (!multiply && extent % factor != 0)
      return failure();
    extent = multiply ? multiplyExtents(extent, factor) : extent / factor;
    return success();
  };
  if (failed(scale(shape[1], block * block, !toSpace)) ||
      failed(scale(shape[2], block, toSpace)) ||
      failed(scale(shape[3], block, toSpace)))
    return emitOptionalError(loc, "a block size of ", block,
                             " does not divide the input");
  return appendTensor(loc, shape, x.getElementType(), types);
}

LogicalResult DepthToSpaceOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                               Adaptor op, Types &types) {
  if (failed(expectOneOf(loc, "mode", op.getMode(), {"DCR", "CRD"})))
    return failure();
  return appendBlocks(loc, op.getX(), op.getBlocksize(), true, types);
}

LogicalResult SpaceToDepthOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                               Adaptor op, Types &types) {
  return appendBlocks(loc, op.getX(), op.getBlocksize(), false, types);
}

LogicalResult OneHotOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  auto indices = rankedType(op.getIndices());
  Type element = elementType(op.getValues());
  if (!indices)
    return appendUnranked(loc, element, types);
  int64_t rank = indices.getRank() + 1;
  FailureOr<int64_t> axis = expectAxis(loc, op.getAxis(), rank);
  if (failed(axis))
    return failure();
  auto depth = constantNumbers(op.getDepth());
  int64_t extent = kDynamic;
  if (depth && depth->size() == 1 && depth->front() >= 0 &&
      depth->front() <= double(kMaxAttribute))
    extent = static_cast<int64_t>(depth->front());
  Shape shape(indices.getShape());
  shape.insert(shape.begin() + *axis, extent);
  return appendTensor(loc, shape, element, types);
}

LogicalResult RangeOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                        Adaptor op, Types &types) {
  auto start = constantNumbers(op.getStart());
  auto limit = constantNumbers(op.getLimit());
  auto delta = constantNumbers(op.getDelta());
  int64_t count = kDynamic;
  if (start && limit && delta && start->size() == 1 && limit->size() == 1 &&
      delta->size() == 1) {
    double steps =
        std::ceil((limit->front() - start->front()) / delta->front());
    if (!(steps <= double(kMaxAttribute)))
      return emitOptionalError(loc,
                               "a range of that many values is not sensible");
    count = steps > 0 ? static_cast<int64_t>(steps) : 0;
  }
  return appendTensor(loc, {count}, elementType(op.getStart()), types);
}

LogicalResult ConstantOfShapeOp::inferReturnTypes(MLIRContext *context,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  Type element = Float32Type::get(context);
  if (auto value = op.getValue())
    element = value->getElementType();
  auto shape = constantIntegers(op.getShape());
  if (shape)
    return appendTensor(loc, *shape, element, types);
  auto type = rankedType(op.getShape());
  if (!type || type.getRank() != 1 || type.isDynamicDim(0) ||
      type.getDimSize(0) > 64)
    return appendUnranked(loc, element, types);
  Shape unknown(type.getDimSize(0), kDynamic);
  return appendTensor(loc, unknown, element, types);
}

LogicalResult EyeLikeOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                          Adaptor op, Types &types) {
  if (!op.getDtype())
    return inferSameAsFirst(loc, op.getX(), types);
  auto type = dyn_cast<TensorType>(op.getX().getType());
  if (!type)
    return emitOptionalError(loc, "an operand has no known type");
  types.push_back(type.clone(*op.getDtype()));
  return success();
}

LogicalResult NonZeroOp::inferReturnTypes(MLIRContext *context, OptionalLoc loc,
                                          Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  // The data decide, unless they are constant.
  int64_t count = kDynamic;
  if (auto values = constantNumbers(op.getX()))
    count = llvm::count_if(*values, [](double value) { return value != 0; });
  return appendTensor(loc, {x ? x.getRank() : kDynamic, count},
                      IntegerType::get(context, 64), types);
}

} // namespace perfopt::nn
