//===- Matching.h - Looking at operators from their results back ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether somebody else reads a value is not asked here: the session does that
// for everything between inputs and result.
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

/// Exporters round to f16 and f32.
inline bool isNear(double number, double expected) {
  return std::fabs(number - expected) <= 2e-3 * std::fabs(expected);
}

inline bool isScalar(mlir::Value value, double expected) {
  std::optional<double> number = scalar(value);
  return number && isNear(*number, expected);
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

/// The same with the constant that one operand is.
template <typename Op>
std::optional<std::pair<mlir::Value, double>> withConstant(mlir::Value value) {
  auto split =
      commuted<Op>(value, [](mlir::Value v) { return scalar(v).has_value(); });
  return split ? std::optional(std::pair(split->second, *scalar(split->first)))
               : std::nullopt;
}

/// x, where `value` is x times or divided by a constant; `value` and 1
/// otherwise.
inline std::pair<mlir::Value, double> scaleOf(mlir::Value value) {
  if (auto product = withConstant<nn::MulOp>(value))
    return *product;
  auto quotient = value.getDefiningOp<nn::DivOp>();
  auto divisor = quotient ? scalar(quotient.getB()) : std::nullopt;
  return divisor && *divisor != 0 ? std::pair(quotient.getA(), 1 / *divisor)
                                  : std::pair(value, 1.0);
}

/// x, where `value` is x times `factor` (as a product or a quotient).
inline mlir::Value scaled(mlir::Value value, double factor) {
  auto [x, scale] = scaleOf(value);
  return x != value && isNear(scale, factor) ? x : mlir::Value();
}

/// What `value` is a cast of, through casts between floating types.
mlir::Value withoutCasts(mlir::Value value);

/// `value`, or what it is a cast of, in the element type of `like`; null when
/// neither has it.
inline mlir::Value inTypeOf(mlir::Value value, mlir::Value like) {
  mlir::Value source = withoutCasts(value);
  for (mlir::Value candidate : {source, value})
    if (nn::elementType(candidate) == nn::elementType(like))
      return candidate;
  return {};
}

/// A product with its constants multiplied up. Products and quotients that one
/// other operator reads are taken apart, to at most four factors.
struct Product {
  llvm::SmallVector<mlir::Value, 4> factors;
  double constant = 1;

  /// The other one of two factors; null where `one` is none of two.
  mlir::Value other(mlir::Value one) const {
    if (factors.size() != 2)
      return {};
    return factors[0] == one   ? factors[1]
           : factors[1] == one ? factors[0]
                               : mlir::Value();
  }
};
Product productOf(mlir::Value value);

/// Weights and constants, also cast, reshaped or computed with a few steps.
bool isParameter(mlir::Value value);

/// Operators that patterns create.
mlir::Value createUnsqueeze(mlir::OpBuilder &builder, mlir::Location loc,
                            mlir::Value x, llvm::ArrayRef<int64_t> axes);
mlir::Value createSqueeze(mlir::OpBuilder &builder, mlir::Location loc,
                          mlir::Value x, llvm::ArrayRef<int64_t> axes);
mlir::Value createReshape(mlir::OpBuilder &builder, mlir::Location loc,
                          mlir::Value x, llvm::ArrayRef<int64_t> shape);
mlir::Value createTranspose(mlir::OpBuilder &builder, mlir::Location loc,
                            mlir::Value x, llvm::ArrayRef<int64_t> perm);
/// `count` times `number`, in the element type of `like`.
mlir::Value createFilled(mlir::OpBuilder &builder, mlir::Location loc,
                         int64_t count, double number, mlir::Value like);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_RECOMPOSE_MATCHING_H
