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
    "--mode",
    "--optimizer",
    "--momentum",
    "--no-foreach",
    "--accumulate",
    "--runtime",
    "--keep-activations",
    "--no-recompose",
    "--checkpointing",
    "--master-weights",
};
/// How text is laid out.
const std::vector<std::string> kLayout = {"--top", "--width", "--color"};
constexpr const char *kTablesAreOfCsv =
    "it says what --format csv lists; give that, too";

} // namespace

core::Status checkAnalyzeOptions(const CLI::App &command) {
  return check(
      command,
      {{"--fits",
        "",
        {"--symbolic", "--memory-chart", "--predictor", "--top", "--region",
         "--pue", "--launch-us", "--max-unmodelled", "--steps", "--table"},
        "it looks for sizes by their memory and reports no single run"},
       {"--format", "html", {"--fits"}, "it answers as text, json or csv"},
       {"--format", "svg", {"--fits"}, "it answers as text, json or csv"},
       {"--format", "text", {"--table"}, kTablesAreOfCsv},
       {"--format", "json", {"--table"}, kTablesAreOfCsv},
       {"--format", "html", {"--table"}, kTablesAreOfCsv},
       {"--format", "svg", {"--table"}, kTablesAreOfCsv},
       {"--format",
        "csv",
        {"--symbolic"},
        "a table of kernels has no place for polynomials; use text or json"},
       {"--format",
        "csv",
        {"--region", "--pue", "--steps"},
        "it has no columns of energy, carbon or cost; use text or json"},
       {"--format",
        "svg",
        {"--symbolic", "--region", "--pue", "--steps"},
        "that is the roofline alone; use text, html or json"},
       {"--format", "csv", kLayout, "that is of text"},
       {"--format", "json", kLayout, "that is of text"},
       {"--format", "html", kLayout, "that is of text"},
       {"--format", "svg", kLayout, "that is of text"},
       {"--context-mb",
        "",
        {"--module-loading"},
        "it takes the place of the context that --module-loading chooses"}});
}

core::Status checkCompareOptions(const CLI::App &command) {
  return check(command,
               {{"--format", "csv", kLayout, "that is of text"},
                {"--format", "json", kLayout, "that is of text"},
                {"--format",
                 "csv",
                 {"--refit"},
                 "a table of kernels has no place for a diff; use text or "
                 "json"}});
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
  return check(
      command,
      {{"--format", "csv", {"--width", "--color"}, "that is of text"},
       {"--format", "json", {"--width", "--color"}, "that is of text"}});
}

} // namespace perfopt::cli
