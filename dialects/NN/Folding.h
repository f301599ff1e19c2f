//===- Folding.h - What folds have in common -----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_FOLDING_H
#define PERFOPT_DIALECTS_NN_FOLDING_H

#include "dialects/NN/ConstantValue.h"

#include "mlir/IR/OpDefinition.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace perfopt::nn {

/// The result's type where it is small enough to compute; else null.
mlir::RankedTensorType foldableType(mlir::Value result);

/// The same elements under another shape.
mlir::OpFoldResult foldView(mlir::Attribute operand, mlir::Value result);

/// Each result element is the one of `operand` at the row-major position that
/// `pick` gives for it.
mlir::OpFoldResult foldSelection(
    mlir::Attribute operand, mlir::Value result,
    llvm::function_ref<int64_t(const ConstantTensor &, int64_t)> pick);

} // namespace perfopt::nn

#endif // PERFOPT_DIALECTS_NN_FOLDING_H
