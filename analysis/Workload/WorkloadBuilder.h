//===- WorkloadBuilder.h - From perf.kernel IR to plain records -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_WORKLOAD_WORKLOADBUILDER_H
#define PERFOPT_ANALYSIS_WORKLOAD_WORKLOADBUILDER_H

#include "core/Schema/Workload.h"

#include "mlir/IR/BuiltinOps.h"

namespace perfopt::analysis {

/// The border between the two sides: everything that predicts sees only what
/// this returns. The module's kernels are formed; `request` is copied into the
/// record, whose diagnostics are left empty.
core::Workload buildWorkload(mlir::ModuleOp module,
                             const core::Request &request);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_WORKLOAD_WORKLOADBUILDER_H
