//===- ModelSession.h - One model under several requests ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_MODEL_MODELSESSION_H
#define PERFOPT_CLI_MODEL_MODELSESSION_H

#include "cli/Model/LoadModel.h"

#include <memory>

namespace perfopt::cli {

/// Reads and imports a model once; each analysis works on a copy.
class ModelSession {
public:
  static core::Result<std::unique_ptr<ModelSession>>
  open(const std::string &path, const std::vector<std::string> &weights);

  core::Result<core::Workload>
  analyze(const analysis::PipelineOptions &options);

  /// Whether the inputs can have these extents together, whatever the operators
  /// say to them.
  bool binds(const analysis::DimensionRequest &dimensions);

private:
  explicit ModelSession(std::string path)
      : path(std::move(path)), context(mlir::MLIRContext::Threading::DISABLED) {
  }

  std::string path;
  mlir::MLIRContext context;
  ImportedModule imported;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_MODEL_MODELSESSION_H
