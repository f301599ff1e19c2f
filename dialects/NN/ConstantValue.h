//===- ConstantValue.h - Small constants that shapes depend on ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_CONSTANTVALUE_H
#define PERFOPT_DIALECTS_NN_CONSTANTVALUE_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Value.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace perfopt::nn {

/// Larger constants are data, not shapes: they are not folded.
inline constexpr int64_t kMaxFoldedElements = 4096;

/// A tensor with its values, row-major. Integers and bools are in `ints`,
/// floating types in `floats`.
struct ConstantTensor {
  mlir::RankedTensorType type;
  llvm::SmallVector<int64_t> ints;
  llvm::SmallVector<double> floats;

  bool isFloat() const {
    return mlir::isa<mlir::FloatType>(type.getElementType());
  }
  int64_t size() const { return isFloat() ? floats.size() : ints.size(); }
  double asDouble(int64_t i) const {
    return isFloat() ? floats[i] : static_cast<double>(ints[i]);
  }

  /// Unset when the attribute is no dense tensor of numbers within the limit.
  static std::optional<ConstantTensor> from(mlir::Attribute attribute);
  mlir::DenseElementsAttr toAttribute() const;
};

/// The values of an integer constant; unset when `value` is none.
std::optional<llvm::SmallVector<int64_t>> constantIntegers(mlir::Value value);
/// The one value of an integer constant; unset when there are none or more.
std::optional<int64_t> constantInteger(mlir::Value value);
/// The values of a numeric constant; unset when `value` is none.
std::optional<llvm::SmallVector<double>> constantNumbers(mlir::Value value);

} // namespace perfopt::nn

#endif // PERFOPT_DIALECTS_NN_CONSTANTVALUE_H
