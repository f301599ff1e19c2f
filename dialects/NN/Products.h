//===- Products.h - Extents of matrix products ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_PRODUCTS_H
#define PERFOPT_DIALECTS_NN_PRODUCTS_H

#include "dialects/NN/TypeInference.h"

namespace perfopt::nn {

/// Appends numpy.matmul's result for `a` and `b`, of `element`.
mlir::LogicalResult inferProduct(OptionalLoc loc, mlir::Value a, mlir::Value b,
                                 mlir::Type element, Types &types);

/// Fails where both extents are known and differ.
mlir::LogicalResult checkInner(OptionalLoc loc, int64_t a, int64_t b);

/// The sum of two extents; dynamic when one of them is, or when it is too
/// large.
inline int64_t addExtents(int64_t a, int64_t b) {
  int64_t sum;
  bool known = !mlir::ShapedType::isDynamic(a) &&
               !mlir::ShapedType::isDynamic(b) &&
               !__builtin_add_overflow(a, b, &sum);
  return known ? sum : mlir::ShapedType::kDynamic;
}

/// `extent` over a positive `divisor`; dynamic when the extent is, or when it
/// does not divide.
inline int64_t divideExtent(int64_t extent, int64_t divisor) {
  if (mlir::ShapedType::isDynamic(extent) || divisor < 1 ||
      extent % divisor != 0)
    return mlir::ShapedType::kDynamic;
  return extent / divisor;
}

} // namespace perfopt::nn

#endif // PERFOPT_DIALECTS_NN_PRODUCTS_H
