//===- LoadModel.cpp - From a file to a workload -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Model/LoadModel.h"

#include "analysis/Cost/CostModels.h"
#include "cli/Model/DiagnosticCollector.h"
#include "frontends/Onnx/Importer/Importer.h"
#include "frontends/Onnx/Reader/LoadedModel.h"

#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/Verifier.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Path.h"

using namespace mlir;

namespace perfopt::cli {

/// "models/resnet50.onnx.xz" is "resnet50".
static std::string modelName(const std::string &path) {
  llvm::StringRef name = llvm::sys::path::filename(path);
  for (llvm::StringRef suffix : {".gz", ".xz", ".zst"})
    name.consume_back(suffix);
  name.consume_back(".onnx");
  return name.str();
}

core::Result<ImportedModule>
importModelFile(const std::string &path, ImportStage stage,
                const analysis::PipelineOptions &options,
                MLIRContext &context) {
  DialectRegistry registry;
  analysis::registerNNCostModels(registry);
  context.appendDialectRegistry(registry);

  core::Result<onnx::LoadedModel> loaded = onnx::loadModel(path);
  if (!loaded)
    return loaded.error();
  DiagnosticCollector diagnostics(context);
  ImportedModule imported;
  imported.module = onnx::importModel(*loaded, modelName(path), &context);
  auto fail = [&] { return core::Error{diagnostics.errorText(), path}; };
  if (!imported.module)
    return fail();
  if (stage == ImportStage::Typed &&
      failed(analysis::lowerToTyped(*imported.module, options)))
    return fail();
  if (stage == ImportStage::Kernels &&
      failed(analysis::lowerToKernels(*imported.module, options)))
    return fail();
  imported.warnings = diagnostics.takeWarnings();
  return imported;
}

core::Result<core::Workload>
loadWorkload(const std::string &path,
             const analysis::PipelineOptions &options) {
  MLIRContext context(MLIRContext::Threading::DISABLED);
  core::Result<ImportedModule> imported =
      importModelFile(path, ImportStage::Source, options, context);
  if (!imported)
    return imported.error();
  DiagnosticCollector diagnostics(context);
  FailureOr<core::Workload> workload =
      analysis::analyzeModule(*imported->module, options);
  if (failed(workload))
    return core::Error{diagnostics.errorText(), path};
  workload->diagnostics = std::move(imported->warnings);
  for (std::string &warning : diagnostics.takeWarnings())
    workload->diagnostics.push_back(std::move(warning));
  return std::move(*workload);
}

} // namespace perfopt::cli
