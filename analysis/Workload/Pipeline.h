//===- Pipeline.h - From an imported module to a workload -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_WORKLOAD_PIPELINE_H
#define PERFOPT_ANALYSIS_WORKLOAD_PIPELINE_H

#include "analysis/Kernels/Runtime.h"
#include "analysis/Recompose/Recompose.h"
#include "analysis/Shapes/BindDimensions.h"
#include "core/Schema/Workload.h"

#include "mlir/IR/BuiltinOps.h"

namespace perfopt::analysis {

struct PipelineOptions {
  DimensionRequest dimensions;
  /// Casts the model's floating types; unset keeps them.
  std::optional<core::ElementType> dtype;
  /// Trips of loops that data end; without it they are not modelled.
  std::optional<int64_t> tripCount;
  bool recompose = true;
  /// What groups operators into kernels.
  Runtime runtime = Runtime::Eager;
  bool keepActivations = false;
  /// Set: one step of training instead of inference.
  std::optional<core::TrainingRequest> training;
};

/// Binds the inputs' extents, casts, and infers every type, in place.
mlir::FailureOr<DimensionBinding> lowerToTyped(mlir::ModuleOp module,
                                               const PipelineOptions &options);

/// What `runtime` has as one operator in a file of that opset: PyTorch what the
/// model itself calls, the others also what their own passes recognise.
RecomposeOptions recomposeOptions(Runtime runtime, int64_t opset);

/// The same, then recomposes and forms the kernels of the runtime. Returns the
/// request as it was resolved.
mlir::FailureOr<core::Request> lowerToKernels(mlir::ModuleOp module,
                                              const PipelineOptions &options);

/// The same, then the workload of the result.
mlir::FailureOr<core::Workload> analyzeModule(mlir::ModuleOp module,
                                              const PipelineOptions &options);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_WORKLOAD_PIPELINE_H
