//===- HwdbCommands.h - What `perf-opt hwdb` can do -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_COMMANDS_HWDBCOMMANDS_H
#define PERFOPT_CLI_COMMANDS_HWDBCOMMANDS_H

#include "cli/Commands/Commands.h"

namespace perfopt::cli {

// Each adds its subcommand to `hwdb`, as in Commands.h.
void addHwdbDiff(CLI::App &hwdb, Command &chosen);
void addHwdbLint(CLI::App &hwdb, Command &chosen);
void addHwdbMeasure(CLI::App &hwdb, Command &chosen);
void addHwdbSchema(CLI::App &hwdb, Command &chosen);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_COMMANDS_HWDBCOMMANDS_H
