//===- UpstreamShapes.h - Extents through linalg and tosa -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_SHAPES_UPSTREAMSHAPES_H
#define PERFOPT_ANALYSIS_SHAPES_UPSTREAMSHAPES_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/TypeRange.h"

namespace perfopt::analysis {

/// Carries the extents that were bound to the arguments of main, which were of
/// the types `declared` before, through operators of linalg, tensor and tosa,
/// by MLIR's own rules. Then tensors that nobody wrote yet, and those filled
/// with one number, become constants: as a destination they are no memory
/// traffic. A module in nn alone is left as it is.
mlir::LogicalResult settleUpstreamShapes(mlir::ModuleOp module,
                                         mlir::TypeRange declared);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_SHAPES_UPSTREAMSHAPES_H
