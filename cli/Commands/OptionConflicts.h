//===- OptionConflicts.h - Options that others make void ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An option that would be passed over is an error, as one that contradicts
// another: whoever gave it expects something of it.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_COMMANDS_OPTIONCONFLICTS_H
#define PERFOPT_CLI_COMMANDS_OPTIONCONFLICTS_H

#include "core/Support/Result.h"

#include <CLI/CLI.hpp>

namespace perfopt::cli {

/// Looks at the options that were given to a command that was parsed.
core::Status checkAnalyzeOptions(const CLI::App &command);
core::Status checkCompareOptions(const CLI::App &command);
core::Status checkImportOptions(const CLI::App &command);
core::Status checkSweepOptions(const CLI::App &command);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_COMMANDS_OPTIONCONFLICTS_H
