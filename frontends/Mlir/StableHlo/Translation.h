//===- Translation.h - From StableHLO to nn -------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An operation of StableHLO's generic form is not verified by anybody: every
// translation checks what it relies on, and fails with a reason otherwise. The
// result keeps types, dependencies and costs; where nn has no operator of the
// same meaning it takes one of the same cost, since nothing further down
// computes values (docs/decisions/2026-11-27-stablehlo-becomes-nn.md).
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_MLIR_STABLEHLO_TRANSLATION_H
#define PERFOPT_FRONTENDS_MLIR_STABLEHLO_TRANSLATION_H

#include "dialects/NN/NNOps.h"
#include "frontends/Mlir/AttributeText.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/StringMap.h"

#include <optional>
#include <string>

namespace perfopt::upstream {

using Values = llvm::SmallVector<mlir::Value>;
/// Unset after a failure.
using Translated = std::optional<Values>;

/// One operation on its way: its operands are values of the new module.
struct Translation {
  mlir::OpBuilder &builder;
  mlir::Operation *op;
  mlir::Location loc;
  Values operands;
  /// The types of the results, without StableHLO's bounds.
  llvm::SmallVector<mlir::RankedTensorType> results;
  /// Why it failed.
  std::string reason;

  Translated fail(const llvm::Twine &why) {
    reason = why.str();
    return std::nullopt;
  }

  mlir::RankedTensorType type(size_t operand) const {
    return nn::rankedType(operands[operand]);
  }
  mlir::RankedTensorType result() const { return results.front(); }

  template <typename Op>
  mlir::Value emit(mlir::Type type, mlir::ValueRange inputs,
                   llvm::ArrayRef<mlir::NamedAttribute> attributes = {}) {
    mlir::OperationState state(loc, Op::getOperationName());
    state.addOperands(inputs);
    state.addTypes(type);
    state.addAttributes(attributes);
    return builder.create(state)->getResult(0);
  }
  mlir::NamedAttribute attribute(llvm::StringRef name, int64_t value) {
    return builder.getNamedAttr(name, builder.getI64IntegerAttr(value));
  }
  mlir::NamedAttribute attribute(llvm::StringRef name,
                                 llvm::ArrayRef<int64_t> values) {
    return builder.getNamedAttr(name, builder.getDenseI64ArrayAttr(values));
  }
  mlir::NamedAttribute segments(llvm::ArrayRef<int32_t> sizes) {
    return builder.getNamedAttr("operandSegmentSizes",
                                builder.getDenseI32ArrayAttr(sizes));
  }

  /// A constant list of integers.
  mlir::Value list(llvm::ArrayRef<int64_t> numbers);
  /// A constant of one number in the element type of `like`.
  mlir::Value scalar(mlir::Type like, double number);
  /// `value` with its dimensions in another order; itself where nothing moves.
  mlir::Value transpose(mlir::Value value, llvm::ArrayRef<int64_t> order);
  /// With extents of one inserted at `axes` of the result, in ascending order.
  mlir::Value unsqueeze(mlir::Value value, llvm::ArrayRef<int64_t> axes);
  /// Null when more than one extent of `type` is open.
  mlir::Value reshape(mlir::Value value, mlir::RankedTensorType type);
};

/// Every number from 0 to rank - 1 once.
bool isPermutation(llvm::ArrayRef<int64_t> order, int64_t rank);

struct TranslationRule {
  Translated (*translate)(Translation &);
  /// Operands that it takes at the least.
  size_t operands;
};
/// By the operation's name without its dialect.
using TranslationTable = llvm::StringMap<TranslationRule>;

void addElementwiseRules(TranslationTable &table);
void addMovementRules(TranslationTable &table);
void addProductRules(TranslationTable &table);
void addReductionRules(TranslationTable &table);
void addShapeRules(TranslationTable &table);

/// The mean or the softmax that a division completes; null for other divisions.
mlir::Value completedIdiom(Translation &translation);

} // namespace perfopt::upstream

#endif // PERFOPT_FRONTENDS_MLIR_STABLEHLO_TRANSLATION_H
