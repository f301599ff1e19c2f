//===- ModelSession.cpp - One model under several requests ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Model/ModelSession.h"

#include "cli/Model/DiagnosticCollector.h"

using namespace mlir;

namespace perfopt::cli {

core::Result<std::unique_ptr<ModelSession>>
ModelSession::open(const std::string &path,
                   const std::vector<std::string> &weights) {
  std::unique_ptr<ModelSession> session(new ModelSession(path));
  core::Result<ImportedModule> imported =
      importModelFile(path, ImportStage::Source, {}, weights, session->context);
  if (!imported)
    return imported.error();
  session->imported = std::move(*imported);
  return session;
}

core::Result<core::Workload>
ModelSession::analyze(const analysis::PipelineOptions &options) {
  OwningOpRef<ModuleOp> copy = imported.module->clone();
  DiagnosticCollector diagnostics(context);
  FailureOr<core::Workload> workload = analysis::analyzeModule(*copy, options);
  if (failed(workload))
    return core::Error{diagnostics.errorText(), path};
  return std::move(*workload);
}

bool ModelSession::binds(const analysis::DimensionRequest &dimensions) {
  OwningOpRef<ModuleOp> copy = imported.module->clone();
  DiagnosticCollector diagnostics(context);
  return succeeded(analysis::bindDimensions(*copy, dimensions));
}

} // namespace perfopt::cli
