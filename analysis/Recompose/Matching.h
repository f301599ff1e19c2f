//===- Matching.h - Looking at operators from their results back ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_RECOMPOSE_MATCHING_H
#define PERFOPT_ANALYSIS_RECOMPOSE_MATCHING_H

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/NNOps.h"

#include <cmath>
#include <optional>
#include <utility>

namespace perfopt::analysis {

/// The value of a constant with one element.
inline std::optional<double> scalar(mlir::Value value) {
  auto numbers = nn::constantNumbers(value);
  return numbers && numbers->size() == 1 ? std::optional(numbers->front())
                                         : std::nullopt;
}

/// A scalar constant near `expected`; exporters round to f16 and f32.
inline bool isScalar(mlir::Value value, double expected) {
  std::optional<double> number = scalar(value);
  return number && std::fabs(*number - expected) <= 2e-3 * std::fabs(expected);
}

/// Both operands of `Op`, in the order in which the first one satisfies
/// `isFirst`; nothing when neither does or `value` is no `Op`.
template <typename Op>
std::optional<std::pair<mlir::Value, mlir::Value>>
commuted(mlir::Value value, llvm::function_ref<bool(mlir::Value)> isFirst) {
  auto op = value.getDefiningOp<Op>();
  if (!op)
    return std::nullopt;
  if (isFirst(op.getA()))
    return std::pair(op.getA(), op.getB());
  if (isFirst(op.getB()))
    return std::pair(op.getB(), op.getA());
  return std::nullopt;
}

/// x, where `value` is x times `factor` (as a product or a quotient).
inline mlir::Value scaled(mlir::Value value, double factor) {
  auto isFactor = [&](mlir::Value v) { return isScalar(v, factor); };
  if (auto product = commuted<nn::MulOp>(value, isFactor))
    return product->second;
  auto quotient = value.getDefiningOp<nn::DivOp>();
  return quotient && isScalar(quotient.getB(), 1 / factor) ? quotient.getA()
                                                           : mlir::Value();
}

/// x, where `value` is x times or divided by any scalar constant; `value`
/// itself otherwise.
inline mlir::Value withoutScale(mlir::Value value) {
  auto isFactor = [](mlir::Value v) { return scalar(v).has_value(); };
  if (auto product = commuted<nn::MulOp>(value, isFactor))
    return product->second;
  auto quotient = value.getDefiningOp<nn::DivOp>();
  return quotient && isFactor(quotient.getB()) ? quotient.getA() : value;
}

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_RECOMPOSE_MATCHING_H
