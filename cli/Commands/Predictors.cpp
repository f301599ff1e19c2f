//===- Predictors.cpp - perf-opt predictors ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/Commands.h"
#include "cli/Commands/Output.h"
#include "predictors/Builtin.h"

#include <fmt/core.h>

namespace perfopt::cli {

static int listPredictors() {
  predictors::Registry registry = predictors::makeBuiltinRegistry();
  std::string text =
      fmt::format("{:<12} {:<8} {}\n", "name", "version", "what");
  for (const auto &predictor : registry.all())
    text += fmt::format("{:<12} {:<8} {}\n", predictor->name(),
                        predictor->version(), predictor->description());
  return writeOutput("", text);
}

void addPredictorsCommand(CLI::App &app, Command &chosen) {
  CLI::App *command = app.add_subcommand("predictors", "what can predict");
  command->require_subcommand(1);
  command->footer("\nexit codes: 0 fine, 2 usage");
  command->add_subcommand("list", "name, version and description of each")
      ->callback([&chosen] { chosen = listPredictors; });
}

} // namespace perfopt::cli
