//===- Commands.h - One function a command -------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_COMMANDS_COMMANDS_H
#define PERFOPT_CLI_COMMANDS_COMMANDS_H

#include <CLI/CLI.hpp>

#include <functional>

namespace perfopt::cli {

/// Runs a command whose arguments were parsed; returns an exit code.
using Command = std::function<int()>;

// Each adds its subcommand to `app` and sets `chosen` when the user names it.
void addAnalyzeCommand(CLI::App &app, Command &chosen);
void addCompareCommand(CLI::App &app, Command &chosen);
void addFeaturesCommand(CLI::App &app, Command &chosen);
void addHwdbCommand(CLI::App &app, Command &chosen);
void addImportCommand(CLI::App &app, Command &chosen);
void addPredictorsCommand(CLI::App &app, Command &chosen);
void addSweepCommand(CLI::App &app, Command &chosen);

/// `perf-opt opt`: MLIR's own command line over these dialects and passes.
int runOpt(int argc, char **argv);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_COMMANDS_COMMANDS_H
