//===- TrainingArguments.h - Options of a training step -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_COMMANDS_TRAININGARGUMENTS_H
#define PERFOPT_CLI_COMMANDS_TRAININGARGUMENTS_H

#include "core/Schema/Workload.h"
#include "core/Support/Result.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

namespace perfopt::cli {

/// What `--mode training` takes beside the model.
struct TrainingArguments {
  std::string optimizer;
  bool momentum = false;
  bool oneByOne = false;
  bool masterWeights = false;
  std::optional<int64_t> accumulate, steps;
  bool checkpointing = false;

  void addTo(CLI::App &command);
  /// --steps, for the commands that tell of a whole run.
  void addStepsTo(CLI::App &command);
  /// Unset for inference, where an option of training is an error.
  core::Result<std::optional<core::TrainingRequest>>
  request(const std::string &mode) const;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_COMMANDS_TRAININGARGUMENTS_H
