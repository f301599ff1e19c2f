//===- UsageMessage.h - What is wrong with a command line -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_COMMANDS_USAGEMESSAGE_H
#define PERFOPT_CLI_COMMANDS_USAGEMESSAGE_H

#include <CLI/CLI.hpp>

#include <string>

namespace perfopt::cli {

/// What CLI11 stumbled over, as the program's other errors read: names near an
/// unknown command or option, the commands that have an option which this one
/// lacks, and where to read more. `root` is the whole program.
std::string usageMessage(const CLI::App *root, const CLI::Error &error);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_COMMANDS_USAGEMESSAGE_H
