//===- Moments.h - What is divided by its own spread ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_RECOMPOSE_MOMENTS_H
#define PERFOPT_ANALYSIS_RECOMPOSE_MOMENTS_H

#include "mlir/IR/Value.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace perfopt::analysis {

/// (x - mean(x)) / sqrt(mean((x - mean(x))^2) + epsilon), or without the means
/// x / sqrt(mean(x^2) + epsilon).
struct Normalized {
  mlir::Value x;
  /// Over these extents, ascending.
  llvm::SmallVector<int64_t> axes;
  double epsilon = 0;
  bool isCentered = false;
};
std::optional<Normalized> normalizedBehind(mlir::Value value);

/// inner * scale + bias; what is missing is null. Scale and bias are
/// parameters of the model.
struct Affine {
  mlir::Value inner, scale, bias;
  /// The product reads `scale` first.
  bool scaleFirst = false;
};
Affine affineOf(mlir::Value value);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_RECOMPOSE_MOMENTS_H
