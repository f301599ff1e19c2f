//===- LoadModel.h - From a file to a workload ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The door between the command line and the reading side.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_MODEL_LOADMODEL_H
#define PERFOPT_CLI_MODEL_LOADMODEL_H

#include "analysis/Workload/Pipeline.h"
#include "core/Schema/Workload.h"
#include "core/Support/Result.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"

#include <string>
#include <vector>

namespace perfopt::cli {

/// How far a model is lowered for `perf-opt import`.
enum class ImportStage {
  /// The nn operators as the file has them.
  Source,
  /// Extents bound, every type inferred, shape arithmetic folded.
  Typed,
  /// What launches on the device, with costs.
  Kernels,
};

struct ImportedModule {
  mlir::OwningOpRef<mlir::ModuleOp> module;
  /// Warnings, as text with the operator's name.
  std::vector<std::string> warnings;
};

/// ONNX or MLIR, by what is in the file and what it is called. `weights` are
/// inputs that the file passes as arguments although they are weights
/// (upstream::ImportOptions). `context` needs no threads: they cost more than
/// they bring for one model.
core::Result<ImportedModule>
importModelFile(const std::string &path, ImportStage stage,
                const analysis::PipelineOptions &options,
                const std::vector<std::string> &weights,
                mlir::MLIRContext &context);

/// The workload of the model at `path`; warnings are its diagnostics.
core::Result<core::Workload>
loadWorkload(const std::string &path, const analysis::PipelineOptions &options,
             const std::vector<std::string> &weights);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_MODEL_LOADMODEL_H
