//===- Import.cpp - perf-opt import --------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/Commands.h"
#include "cli/Commands/ModelArguments.h"
#include "cli/Commands/OptionConflicts.h"
#include "cli/Commands/Output.h"
#include "cli/Model/LoadModel.h"

#include "mlir/IR/AsmState.h"
#include "llvm/Support/raw_ostream.h"

#include <map>
#include <memory>

namespace perfopt::cli {

namespace {

const std::map<std::string, ImportStage> kStages = {
    {"source", ImportStage::Source},
    {"typed", ImportStage::Typed},
    {"kernels", ImportStage::Kernels}};

struct ImportArguments {
  ModelArguments model;
  std::string stage = "source";
  std::string output;
};

int run(const ImportArguments &arguments, const CLI::App &command) {
  if (core::Status status = checkImportOptions(command); !status)
    return fail(status.error(), kUsage);
  core::Result<analysis::PipelineOptions> options = arguments.model.options();
  if (!options)
    return fail(options.error(), kUsage);
  if (core::Status status = checkWritable(arguments.output); !status)
    return fail(status.error());
  mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  core::Result<ImportedModule> imported =
      importModelFile(arguments.model.model, kStages.at(arguments.stage),
                      *options, arguments.model.weights, context);
  if (!imported)
    return fail(imported.error());
  printWarnings(imported->warnings);
  std::string text;
  llvm::raw_string_ostream stream(text);
  // Locations carry the names that the source file gives its operators.
  mlir::OpPrintingFlags flags;
  flags.enableDebugInfo();
  imported->module->print(stream, flags);
  stream << '\n';
  return writeOutput(arguments.output, text);
}

} // namespace

void addImportCommand(CLI::App &app, Command &chosen) {
  CLI::App *command =
      app.add_subcommand("import", "the model as MLIR, to read or to transform "
                                   "with `perf-opt opt`");
  auto arguments = std::make_shared<ImportArguments>();
  arguments->model.addTo(*command);
  command
      ->add_option("--stage", arguments->stage,
                   "source: as the file has it; typed: extents bound and types "
                   "inferred; kernels: what launches, with costs")
      ->check(CLI::IsMember(kStages))
      ->capture_default_str();
  command->add_option("-o,--output", arguments->output, "write to a file");
  command->footer(R"(
examples:
  perf-opt import resnet50.onnx
  perf-opt import resnet50.onnx --batch 32 --stage kernels -o resnet50.mlir
  perf-opt import resnet50.onnx | perf-opt opt --perf-bind-dimensions=batch=32 --perf-infer-shapes

exit codes: 0 fine, 2 usage, 3 bad input)");
  command->callback([&chosen, arguments, command] {
    chosen = [arguments, command] { return run(*arguments, *command); };
  });
}

} // namespace perfopt::cli
