//===- PerChannel.cpp - One value for each channel ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Shapes/PerChannel.h"

#include "dialects/NN/NNOps.h"

using namespace mlir;

namespace perfopt::analysis {

static std::optional<ArrayRef<int64_t>> staticShape(Value value) {
  auto type = nn::rankedType(value);
  return type && type.hasStaticShape() ? std::optional(type.getShape())
                                       : std::nullopt;
}

bool isPerChannel(Value parameter, ArrayRef<int64_t> shape, int64_t axis) {
  auto own = staticShape(parameter);
  auto rank = static_cast<int64_t>(shape.size());
  if (!own || axis < 0 || axis >= rank)
    return false;
  // Broadcasting aligns the last extents.
  int64_t shift = static_cast<int64_t>(own->size()) - rank;
  if (axis + shift < 0)
    return false;
  for (auto [i, extent] : llvm::enumerate(*own)) {
    bool isAxis = static_cast<int64_t>(i) == axis + shift;
    if (extent != (isAxis ? shape[axis] : 1))
      return false;
  }
  return true;
}

static int64_t product(ArrayRef<int64_t> extents) {
  int64_t count = 1;
  for (int64_t extent : extents)
    count *= extent;
  return count;
}

std::optional<int64_t> axisBehind(Operation *op, int64_t axis) {
  if (op->getNumOperands() == 0 || op->getNumResults() == 0)
    return std::nullopt;
  auto from = staticShape(op->getOperand(0));
  auto to = staticShape(op->getResult(0));
  if (!from || !to || axis < 0 || axis >= static_cast<int64_t>(from->size()))
    return std::nullopt;
  if (auto transpose = dyn_cast<nn::TransposeOp>(op)) {
    // Without an order it turns all extents round.
    auto order = transpose.getPerm();
    for (int64_t i = 0; i < static_cast<int64_t>(to->size()); ++i)
      if ((order ? (*order)[i] : int64_t(to->size()) - 1 - i) == axis)
        return i;
    return std::nullopt;
  }
  if (isa<nn::IdentityOp, nn::CastOp>(op))
    return axis;
  if (!isa<nn::ReshapeOp, nn::FlattenOp, nn::SqueezeOp, nn::UnsqueezeOp>(op))
    return std::nullopt;
  int64_t before = product(from->take_front(axis));
  for (int64_t i = 0; i < static_cast<int64_t>(to->size()); ++i)
    if ((*to)[i] == (*from)[axis] && product(to->take_front(i)) == before)
      return i;
  return std::nullopt;
}

} // namespace perfopt::analysis
