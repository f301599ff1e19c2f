//===- EagerKernels.h - What PyTorch's eager mode launches ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_KERNELS_EAGERKERNELS_H
#define PERFOPT_ANALYSIS_KERNELS_EAGERKERNELS_H

#include "mlir/IR/BuiltinOps.h"

namespace perfopt::analysis {

/// Puts every operator that launches into a perf.kernel: one kernel an operator
/// with its eager launches, except that a linear layer's bias is added inside
/// its product. Views launch nothing; what depends on weights alone was
/// computed when the model was loaded; what has no counting rule stays outside.
void formEagerKernels(mlir::ModuleOp module);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_KERNELS_EAGERKERNELS_H
