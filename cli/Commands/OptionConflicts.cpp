//===- OptionConflicts.cpp - Options that others make void ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/OptionConflicts.h"

#include <fmt/core.h>

#include <string>
#include <vector>

namespace perfopt::cli {

namespace {

struct Conflict {
  /// Holds when this option was given or, with a value, when that is its value.
  std::string option, value;
  /// Say nothing then.
  std::vector<std::string> voided;
  std::string because;
};

bool wasGiven(const CLI::App &command, const std::string &option) {
  return command.count(option) > 0;
}

bool holds(const CLI::App &command, const Conflict &conflict) {
  if (conflict.value.empty())
    return wasGiven(command, conflict.option);
  return command.get_option(conflict.option)->as<std::string>() ==
         conflict.value;
}

core::Status check(const CLI::App &command,
                   const std::vector<Conflict> &conflicts) {
  for (const Conflict &conflict : conflicts) {
    if (!holds(command, conflict))
      continue;
    for (const std::string &option : conflict.voided)
      if (wasGiven(command, option))
        return core::Error{fmt::format(
            "{} cannot be combined with {}{}: {}", option, conflict.option,
            conflict.value.empty() ? "" : " " + conflict.value,
            conflict.because)};
  }
  return core::success();
}

const std::vector<std::string> kBindings = {
    "--batch", "--seq", "--dim", "--input", "--dtype", "--trip-count"};
const std::vector<std::string> kKernelOptions = {
    "--mode",          "--optimizer", "--momentum",         "--no-foreach",
    "--accumulate",    "--runtime",   "--keep-activations", "--no-recompose",
    "--checkpointing",
};

} // namespace

core::Status checkAnalyzeOptions(const CLI::App &command) {
  return check(
      command,
      {{"--fits",
        "",
        {"--symbolic", "--memory-chart", "--predictor", "--top", "--region",
         "--pue", "--launch-us", "--max-unmodelled", "--steps"},
        "it looks for sizes by their memory and reports no single run"},
       {"--format",
        "csv",
        {"--symbolic"},
        "a table of kernels has no place for polynomials; use text or json"},
       {"--format", "csv", {"--top", "--width"}, "they are of text"},
       {"--format", "json", {"--top", "--width"}, "they are of text"},
       {"--context-mb",
        "",
        {"--module-loading"},
        "it takes the place of the context that --module-loading chooses"}});
}

core::Status checkImportOptions(const CLI::App &command) {
  return check(
      command,
      {{"--stage", "source", kBindings,
        "that is the model as the file has it; give --stage typed or kernels"},
       {"--stage", "source", kKernelOptions,
        "no kernels are formed there; give --stage kernels"},
       {"--stage", "typed", kKernelOptions,
        "no kernels are formed there; give --stage kernels"}});
}

core::Status checkSweepOptions(const CLI::App &command) {
  return check(command, {{"--format", "csv", {"--width"}, "that is of text"},
                         {"--format", "json", {"--width"}, "that is of text"}});
}

} // namespace perfopt::cli
