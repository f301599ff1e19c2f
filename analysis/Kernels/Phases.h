//===- Phases.h - Which part of a training step a kernel is of ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_KERNELS_PHASES_H
#define PERFOPT_ANALYSIS_KERNELS_PHASES_H

#include "mlir/IR/BuiltinOps.h"

namespace perfopt::analysis {

/// Gives every kernel the phase of its first operator, whatever the runtime
/// grouped.
void markPhases(mlir::ModuleOp module);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_KERNELS_PHASES_H
