//===- TypeInference.h - Result types of operator families ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the inference of the families has in common. An extent is a number of
// elements or ShapedType::kDynamic; rules compute with what is known and leave
// the rest dynamic. Errors go to `loc` where there is one.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_TYPEINFERENCE_H
#define PERFOPT_DIALECTS_NN_TYPEINFERENCE_H

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/ValueRange.h"

#include <optional>

namespace perfopt::nn {

using OptionalLoc = std::optional<mlir::Location>;
using Types = llvm::SmallVectorImpl<mlir::Type>;
using Shape = llvm::SmallVector<int64_t>;

/// No tensor of a real model is larger; products of extents stay far from
/// overflow below it.
inline constexpr int64_t kMaxElements = int64_t(1) << 56;
/// Limit of strides, pads, windows and the like: the product of two and a few
/// more of them added stay below 2^63.
inline constexpr int64_t kMaxAttribute = int64_t(1) << 30;

/// The product of two extents; dynamic when one of them is, or when it is too
/// large.
int64_t multiplyExtents(int64_t a, int64_t b);

/// The number of elements; unset when dynamic, unranked or above kMaxElements.
std::optional<int64_t> elementCount(mlir::Type type);

/// Null when the value is no ranked tensor.
mlir::RankedTensorType rankedType(mlir::Value value);
/// Null when nothing is known of the value.
mlir::Type elementType(mlir::Value value);

/// The tensor type without its extents and rank; other types as they are.
mlir::Type openType(mlir::Type type);

/// How many values a vector operand holds; dynamic when that is unknown.
int64_t vectorLength(mlir::Value value);

/// `axis` counted from the front; negative ones count from the back. Unset when
/// it is out of range.
std::optional<int64_t> normalizeAxis(int64_t axis, int64_t rank);

/// numpy's rule, aligned at the last extent.
mlir::FailureOr<Shape> broadcast(OptionalLoc loc, llvm::ArrayRef<int64_t> a,
                                 llvm::ArrayRef<int64_t> b);

/// Appends a tensor type after checking its extents.
mlir::LogicalResult appendTensor(OptionalLoc loc, llvm::ArrayRef<int64_t> shape,
                                 mlir::Type element, Types &types);
/// Appends a tensor of unknown rank.
mlir::LogicalResult appendUnranked(OptionalLoc loc, mlir::Type element,
                                   Types &types);

/// The first operand's type.
mlir::LogicalResult inferSameAsFirst(OptionalLoc loc, mlir::ValueRange operands,
                                     Types &types);
/// All operands broadcast together, element type of the first.
mlir::LogicalResult inferBroadcast(OptionalLoc loc, mlir::ValueRange operands,
                                   Types &types);
/// All operands broadcast together, of bool.
mlir::LogicalResult inferComparison(OptionalLoc loc, mlir::ValueRange operands,
                                    Types &types);
/// The first operand's shape, of bool.
mlir::LogicalResult inferTest(OptionalLoc loc, mlir::ValueRange operands,
                              Types &types);
/// The first operand's type; the others have its shape.
mlir::LogicalResult inferSameShape(OptionalLoc loc, mlir::ValueRange operands,
                                   Types &types);
/// The first operand's shape, or an unknown one, of `element`.
mlir::LogicalResult appendShapeOf(OptionalLoc loc, mlir::Value value,
                                  mlir::Type element, Types &types);
/// [N, C, d...] to [N, C, 1...].
mlir::LogicalResult inferGlobalPool(OptionalLoc loc, mlir::ValueRange operands,
                                    Types &types);

} // namespace perfopt::nn

#endif // PERFOPT_DIALECTS_NN_TYPEINFERENCE_H
