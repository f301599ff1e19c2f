//===- LinalgBody.h - What a structured operator's body does --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_COST_RULES_LINALGBODY_H
#define PERFOPT_ANALYSIS_COST_RULES_LINALGBODY_H

#include "core/Support/Quantity.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"

#include <optional>

namespace perfopt::analysis {

/// One iteration of the loops.
struct BodyCount {
  /// Arithmetic operations: those of arith and math on numbers, without casts,
  /// constants and arithmetic on positions (of type index).
  double flops = 0;
  /// The result is an accumulator plus a product of two different inputs.
  bool multipliesAndAdds = false;
  /// What tensor.extract reads of tensors that the body captures.
  core::Bytes gathered;
};

/// Unset when the body holds an operator whose work is not known.
std::optional<BodyCount> countBody(mlir::linalg::LinalgOp op);

/// One operator of arith, math or complex on scalars: its arithmetic
/// operations. Unset for an operator of any other dialect.
std::optional<double> scalarFlops(mlir::Operation *op);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_COST_RULES_LINALGBODY_H
