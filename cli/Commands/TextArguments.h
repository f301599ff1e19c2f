//===- TextArguments.h - Where a report goes, and how text is laid out ----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_COMMANDS_TEXTARGUMENTS_H
#define PERFOPT_CLI_COMMANDS_TEXTARGUMENTS_H

#include "cli/Report/Report.h"

#include <CLI/CLI.hpp>

#include <string>

namespace perfopt::cli {

/// The options -o, --width and --color.
struct TextArguments {
  void addTo(CLI::App &command);
  /// Colours only where the text does not go to a file.
  TextOptions options() const;

  /// Empty: stdout.
  std::string output;

private:
  std::string color = "auto";
  /// 0: the terminal's.
  int width = 0;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_COMMANDS_TEXTARGUMENTS_H
