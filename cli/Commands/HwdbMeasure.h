//===- HwdbMeasure.h - perf-opt hwdb measure -----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_COMMANDS_HWDBMEASURE_H
#define PERFOPT_CLI_COMMANDS_HWDBMEASURE_H

#include "cli/Commands/Commands.h"

namespace perfopt::cli {

/// `perf-opt hwdb measure`, below the command `hwdb`.
void addHwdbMeasureCommand(CLI::App &hwdb, Command &chosen);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_COMMANDS_HWDBMEASURE_H
