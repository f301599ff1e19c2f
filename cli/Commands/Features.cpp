//===- Features.cpp - perf-opt features ----------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/Commands.h"
#include "cli/Commands/ModelArguments.h"
#include "cli/Commands/Output.h"
#include "cli/Model/LoadModel.h"
#include "cli/Report/JsonReport.h"
#include "core/Schema/WorkloadJson.h"

#include <memory>

namespace perfopt::cli {

namespace {

struct FeaturesArguments {
  ModelArguments model;
  std::string output;
};

int run(const FeaturesArguments &arguments) {
  core::Result<analysis::PipelineOptions> options = arguments.model.options();
  if (!options)
    return fail(options.error(), kUsage);
  if (core::Status status = checkWritable(arguments.output); !status)
    return fail(status.error());
  core::Result<core::Workload> workload =
      loadWorkload(arguments.model.model, *options, arguments.model.weights);
  if (!workload)
    return fail(workload.error());
  printWarnings(workload->diagnostics);
  return writeOutput(arguments.output, printJson(core::toJson(*workload)));
}

} // namespace

void addFeaturesCommand(CLI::App &app, Command &chosen) {
  CLI::App *command = app.add_subcommand(
      "features", "the workload that predictors see, as JSON "
                  "(docs/schema/workload.schema.json)");
  auto arguments = std::make_shared<FeaturesArguments>();
  arguments->model.addTo(*command);
  arguments->model.training.addStepsTo(*command);
  command->add_option("-o,--output", arguments->output, "write to a file");
  command->footer(R"(
examples:
  perf-opt features resnet50.onnx --batch 32 -o resnet50.json
  perf-opt features gpt2.onnx --seq 128 --mode training --optimizer adamw

exit codes: 0 fine, 2 usage, 3 bad input)");
  command->callback([&chosen, arguments] {
    chosen = [arguments] { return run(*arguments); };
  });
}

} // namespace perfopt::cli
