//===- Slicing.h - Ranges along extents -----------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Slice and Shape count from the back for negative positions and clamp what is
// out of range, as Python does. Inference and folding share these rules.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_SLICING_H
#define PERFOPT_DIALECTS_NN_SLICING_H

#include "dialects/NN/TypeInference.h"

namespace perfopt::nn {

struct SliceBounds {
  std::optional<Shape> starts, ends, axes, steps;
};

/// Elements start, start + step, ... (count of them); `count` is dynamic when
/// the extent is.
struct SliceRange {
  int64_t start = 0;
  int64_t step = 1;
  int64_t count = 0;
};

/// One range for each extent of `shape`.
mlir::FailureOr<llvm::SmallVector<SliceRange>>
sliceRanges(OptionalLoc loc, llvm::ArrayRef<int64_t> shape,
            const SliceBounds &bounds);

/// First dimension and number of dimensions that nn.shape reads.
std::pair<int64_t, int64_t> shapeRange(int64_t rank, int64_t start,
                                       std::optional<int64_t> end);

} // namespace perfopt::nn

#endif // PERFOPT_DIALECTS_NN_SLICING_H
