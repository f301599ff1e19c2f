//===- ModelArguments.h - Options that say which model, and how ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_COMMANDS_MODELARGUMENTS_H
#define PERFOPT_CLI_COMMANDS_MODELARGUMENTS_H

#include "analysis/Workload/Pipeline.h"
#include "cli/Commands/TrainingArguments.h"
#include "core/Support/Result.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace perfopt::cli {

/// The largest extent; more is taken for a typing error.
inline constexpr int64_t kMaxExtent = int64_t(1) << 31;

/// Shared by every command that reads a model.
struct ModelArguments {
  std::string model;
  std::optional<int64_t> batch, seq, tripCount;
  std::vector<std::string> dims, inputs, weights;
  std::string dtype;
  std::string mode = "inference";
  TrainingArguments training;
  std::string runtime = "eager";
  bool keepActivations = false;
  bool noRecompose = false;

  void addTo(CLI::App &command);
  /// The same without --batch, --seq and --dtype.
  void addModelTo(CLI::App &command);
  /// Errors are about the command line.
  core::Result<analysis::PipelineOptions> options() const;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_COMMANDS_MODELARGUMENTS_H
