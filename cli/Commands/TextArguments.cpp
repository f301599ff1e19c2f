//===- TextArguments.cpp - Where a report goes ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/TextArguments.h"

#include "cli/Commands/Output.h"

namespace perfopt::cli {

void TextArguments::addTo(CLI::App &command) {
  command.add_option("-o,--output", output, "write to a file");
  command
      .add_option("--width", width,
                  "columns of text (default: the terminal's, else 100)")
      ->check(CLI::Range(60, 1000));
  command.add_option("--color", color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
}

TextOptions TextArguments::options() const {
  TextOptions text;
  text.width = width > 0 ? width : terminalWidth(100);
  text.color = output.empty() && useColor(color);
  return text;
}

} // namespace perfopt::cli
