//===- Output.h - Where results and messages go --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results go to stdout or the file that -o names, messages to stderr.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_COMMANDS_OUTPUT_H
#define PERFOPT_CLI_COMMANDS_OUTPUT_H

#include "cli/ExitCode.h"
#include "core/Support/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace perfopt::cli {

/// Says before the work whether `path` can be written; writes nothing.
core::Status checkWritable(const std::string &path);

/// Writes `text` to `path`, or to stdout when it is empty. Returns an exit
/// code.
int writeOutput(const std::string &path, std::string_view text);

/// Prints `perf-opt: error: ...` and returns `code`.
int fail(const core::Error &error, ExitCode code = kBadInput);

void printWarnings(const std::vector<std::string> &warnings);

/// Columns of the terminal on stdout, `fallback` when it is none.
int terminalWidth(int fallback);
/// "always", "never", or "auto": a terminal, and NO_COLOR unset
/// (no-color.org).
bool useColor(std::string_view when);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_COMMANDS_OUTPUT_H
