//===- FormKernels.h - Which operators launch together -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_KERNELS_FORMKERNELS_H
#define PERFOPT_ANALYSIS_KERNELS_FORMKERNELS_H

#include "analysis/Kernels/Runtime.h"

#include "mlir/IR/BuiltinOps.h"

namespace perfopt::analysis {

/// Marks a view that was written a second time because it is needed inside a
/// kernel and outside: it shows the same elements and is no operator more.
inline constexpr llvm::StringLiteral kRepeatedView = "perf.repeated";

/// Puts every operator that launches into a perf.kernel, several together where
/// the runtime's rules say so. Views launch nothing unless the runtime copies
/// them; what depends on weights alone was computed when the model was loaded;
/// what has no counting rule stays outside. Operators may change their order,
/// never what they read.
void formKernels(mlir::ModuleOp module, Runtime runtime);
void formKernels(mlir::ModuleOp module, const RuntimeRules &rules);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_KERNELS_FORMKERNELS_H
