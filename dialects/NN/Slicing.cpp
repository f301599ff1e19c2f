//===- Slicing.cpp - Ranges along extents ---------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/Slicing.h"

#include "mlir/IR/Diagnostics.h"

#include <algorithm>

using namespace mlir;

namespace perfopt::nn {

static SliceRange rangeAlong(int64_t extent, int64_t start, int64_t end,
                             int64_t step) {
  if (ShapedType::isDynamic(extent))
    return {0, step, ShapedType::kDynamic};
  // Going backwards the last position is extent - 1 and the end may be -1.
  int64_t lowest = step > 0 ? 0 : -1;
  int64_t highest = step > 0 ? extent : extent - 1;
  auto clamp = [&](int64_t position) {
    if (position < 0)
      position = position < -extent ? lowest : position + extent;
    return std::clamp(position, lowest, std::max(lowest, highest));
  };
  int64_t first = clamp(start), last = clamp(end);
  int64_t span = step > 0 ? last - first : first - last;
  // INT64_MIN has no magnitude; one element is all that such a step reaches.
  int64_t magnitude = step == INT64_MIN ? INT64_MAX : std::abs(step);
  int64_t count = span <= 0 ? 0 : (span - 1) / magnitude + 1;
  return {first, step, count};
}

FailureOr<SmallVector<SliceRange>> sliceRanges(OptionalLoc loc,
                                               ArrayRef<int64_t> shape,
                                               const SliceBounds &bounds) {
  SmallVector<SliceRange> ranges;
  for (int64_t extent : shape)
    ranges.push_back({0, 1, extent});
  size_t count = bounds.starts->size();
  if (bounds.ends->size() != count ||
      (bounds.axes && bounds.axes->size() != count) ||
      (bounds.steps && bounds.steps->size() != count))
    return emitOptionalError(loc,
                             "starts, ends, axes and steps differ in length");
  for (size_t i = 0; i < count; ++i) {
    int64_t axis = bounds.axes ? (*bounds.axes)[i] : static_cast<int64_t>(i);
    auto position = normalizeAxis(axis, shape.size());
    if (!position)
      return emitOptionalError(loc, "axis ", axis, " is out of range for rank ",
                               shape.size());
    int64_t step = bounds.steps ? (*bounds.steps)[i] : 1;
    if (step == 0)
      return emitOptionalError(loc, "a step is 0");
    ranges[*position] = rangeAlong(shape[*position], (*bounds.starts)[i],
                                   (*bounds.ends)[i], step);
  }
  return ranges;
}

std::pair<int64_t, int64_t> shapeRange(int64_t rank, int64_t start,
                                       std::optional<int64_t> end) {
  auto clamp = [&](int64_t position) {
    if (position < 0)
      position = position < -rank ? 0 : position + rank;
    return std::min(position, rank);
  };
  int64_t first = clamp(start), last = end ? clamp(*end) : rank;
  return {first, std::max<int64_t>(0, last - first)};
}

} // namespace perfopt::nn
