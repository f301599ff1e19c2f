//===- main.cpp - perf-opt -----------------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/Commands.h"
#include "cli/Commands/UsageMessage.h"
#include "cli/ExitCode.h"

#include <CLI/CLI.hpp>

#include <string_view>

using namespace perfopt::cli;

static constexpr const char *kDescription =
    R"(perf-opt: what a deep-learning model will cost on a GPU, before anyone owns that GPU.

Reads a model without running it, counts every operator's FLOPs and bytes, sets
them against measured roofline ceilings, and reports latency, memory, energy, MIG
profile, cloud cost and carbon.)";

static constexpr const char *kFooter = R"(
start with:
  perf-opt analyze model.onnx --batch 32 --device a100-sxm4-40gb
  perf-opt hwdb list

`perf-opt COMMAND --help` tells more. `perf-opt opt` is the mlir-opt of these
dialects and passes.)";

int main(int argc, char **argv) {
  // MLIR parses its own command line.
  if (argc > 1 && std::string_view(argv[1]) == "opt")
    return runOpt(argc - 1, argv + 1);

  CLI::App app(kDescription, "perf-opt");
  app.footer(kFooter);
  app.set_version_flag("--version", "perf-opt " PERFOPT_VERSION);
  app.require_subcommand(1);
  app.failure_message(usageMessage);
  app.get_formatter()->column_width(34);
  Command chosen;
  addAnalyzeCommand(app, chosen);
  addCompareCommand(app, chosen);
  addFeaturesCommand(app, chosen);
  addImportCommand(app, chosen);
  addSweepCommand(app, chosen);
  addHwdbCommand(app, chosen);
  addPredictorsCommand(app, chosen);
  app.add_subcommand("opt", "the mlir-opt of these dialects and passes");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &error) {
    // Help and version are no errors.
    return app.exit(error) == 0 ? kSuccess : kUsage;
  }
  return chosen ? chosen() : kUsage;
}
