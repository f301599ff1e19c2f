//===- InferShapes.h - Types from the inputs to the outputs ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_SHAPES_INFERSHAPES_H
#define PERFOPT_ANALYSIS_SHAPES_INFERSHAPES_H

#include "mlir/IR/BuiltinOps.h"

#include <cstdint>
#include <optional>

namespace perfopt::analysis {

struct InferShapesOptions {
  /// What inference leaves open is taken from the types that are there, e.g.
  /// those the file declares. Off when inputs no longer have the extents that
  /// the file fixes.
  bool trustExistingTypes = true;
  /// Trips of loops that data end; without it they are not modelled.
  std::optional<int64_t> tripCount;
};

/// Infers the type of every operator in order, folds arithmetic on small
/// constants on the way, replaces branches, loops and sequences by what runs
/// (Expansion.h), and erases what is no longer used. Linear in the operators
/// that are left.
mlir::LogicalResult inferShapes(mlir::ModuleOp module,
                                const InferShapesOptions &options = {});

/// Gives every floating tensor of the module the element type `type`: inputs,
/// weights, constants and casts; the types in between follow by inference.
void castFloats(mlir::ModuleOp module, mlir::Type type);

/// Erases operators without effect whose results nobody uses.
void eraseDeadOperators(mlir::ModuleOp module);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_SHAPES_INFERSHAPES_H
