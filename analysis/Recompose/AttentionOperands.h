//===- AttentionOperands.h - Keys, masks and heads as they are written ----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_RECOMPOSE_ATTENTIONOPERANDS_H
#define PERFOPT_ANALYSIS_RECOMPOSE_ATTENTIONOPERANDS_H

#include "mlir/IR/Value.h"
#include "llvm/ADT/SmallVector.h"

namespace perfopt::analysis {

/// The keys are `value`, transposed by `perm` where that is not empty.
struct Keys {
  mlir::Value value;
  llvm::SmallVector<int64_t> perm;
};
/// The keys that `transposed` (columns before rows) shows.
Keys keysBehind(mlir::Value transposed);

/// Fewer heads, where `value` [batch, heads, rows, columns] is each of them
/// several times in a row (unsqueeze or reshape, expand, reshape); else null.
mlir::Value repeatedHeads(mlir::Value value);

/// The condition, where `mask` chooses between two constants by it; else null.
/// Which of the two it stands for makes no difference to what attention costs.
mlir::Value booleanMask(mlir::Value mask);

/// True of a square or oblong mask, made of constants, that lets every row see
/// the columns up to its own.
bool isCausalMask(mlir::Value mask);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_RECOMPOSE_ATTENTIONOPERANDS_H
