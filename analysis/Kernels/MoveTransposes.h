//===- MoveTransposes.h - Transpositions that meet and cancel -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A model that was written channels last has a transposition on either side of
// each convolution of a format that has channels second. A runtime that keeps
// tensors contiguous moves them through what lies between until they cancel.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_KERNELS_MOVETRANSPOSES_H
#define PERFOPT_ANALYSIS_KERNELS_MOVETRANSPOSES_H

#include "analysis/Kernels/FusionRules.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace perfopt::analysis {

/// Moves transpositions of the operands of elementwise operators named
/// `through` behind them, where all operands are transposed the same way,
/// the model's own or one number; the model's own are transposed at load time.
/// Two in a row become one or none. Nothing moves where a reader of the
/// transposed operand cannot move along, as it would have to be written anyway,
/// nor where the result has more bytes than each operand. Transpositions of
/// different phases of training never meet.
void moveTransposes(mlir::func::FuncOp function, OpNames through);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_KERNELS_MOVETRANSPOSES_H
