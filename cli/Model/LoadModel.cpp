//===- LoadModel.cpp - From a file to a workload -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Model/LoadModel.h"

#include "analysis/Cost/CostModels.h"
#include "cli/Model/DiagnosticCollector.h"
#include "frontends/Mlir/Importer.h"
#include "frontends/Onnx/Importer/Importer.h"
#include "frontends/Onnx/Reader/LoadedModel.h"

#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/Verifier.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Path.h"

using namespace mlir;

namespace perfopt::cli {

/// "models/resnet50.onnx.xz" is "resnet50.onnx".
static llvm::StringRef unpackedName(llvm::StringRef path) {
  llvm::StringRef name = llvm::sys::path::filename(path);
  for (llvm::StringRef suffix : {".gz", ".xz", ".zst"})
    name.consume_back(suffix);
  return name;
}

/// "models/resnet50.onnx.xz" is "resnet50".
static std::string modelName(llvm::StringRef path) {
  llvm::StringRef name = unpackedName(path);
  for (llvm::StringRef suffix : {".onnx", ".mlir", ".mlirbc", ".bc"})
    if (name.consume_back(suffix))
      break;
  return name.str();
}

/// MLIR by what is in the file, or by a name that promises it: then MLIR's
/// parser says best what is wrong with it.
static bool isMlir(const frontends::ModelFile &file, llvm::StringRef path) {
  llvm::StringRef name = unpackedName(path);
  return upstream::isMlir(file.bytes()) || name.ends_with(".mlir") ||
         name.ends_with(".mlirbc");
}

/// Null after an error, which is in the result or among the diagnostics.
static core::Result<OwningOpRef<ModuleOp>>
readModule(frontends::ModelFile file, const std::string &path,
           const std::vector<std::string> &weights, MLIRContext &context) {
  if (!isMlir(file, path)) {
    core::Result<onnx::LoadedModel> loaded = onnx::loadModel(std::move(file));
    if (!loaded)
      return loaded.error();
    if (!weights.empty())
      return core::Error{"--weights is for files that pass weights as inputs; "
                         "an ONNX file says itself which they are",
                         path};
    return onnx::importModel(*loaded, modelName(path), &context);
  }
  core::Result<upstream::Source> source = upstream::prepareSource(file.bytes());
  if (!source)
    return core::Error{source.error().message, path};
  // Their rules are attached only here: loading the dialects takes time.
  DialectRegistry registry;
  analysis::registerUpstreamCostModels(registry);
  context.appendDialectRegistry(registry);
  upstream::ImportOptions options;
  options.weights = weights;
  return upstream::importModule(*source, modelName(path), &context, options);
}

core::Result<ImportedModule>
importModelFile(const std::string &path, ImportStage stage,
                const analysis::PipelineOptions &options,
                const std::vector<std::string> &weights, MLIRContext &context) {
  DialectRegistry registry;
  analysis::registerNNCostModels(registry);
  context.appendDialectRegistry(registry);

  core::Result<frontends::ModelFile> file = frontends::ModelFile::open(path);
  if (!file)
    return file.error();
  DiagnosticCollector diagnostics(context);
  core::Result<OwningOpRef<ModuleOp>> module =
      readModule(std::move(*file), path, weights, context);
  if (!module)
    return module.error();
  ImportedModule imported;
  imported.module = std::move(*module);
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
loadWorkload(const std::string &path, const analysis::PipelineOptions &options,
             const std::vector<std::string> &weights) {
  MLIRContext context(MLIRContext::Threading::DISABLED);
  core::Result<ImportedModule> imported =
      importModelFile(path, ImportStage::Source, options, weights, context);
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
