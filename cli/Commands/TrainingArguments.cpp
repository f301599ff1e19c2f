//===- TrainingArguments.cpp - Options of a training step -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/TrainingArguments.h"

namespace perfopt::cli {

/// A step is written out batch by batch: more would be a typing error.
static constexpr int64_t kMostBatches = 1024;
static constexpr int64_t kMostSteps = int64_t(1) << 50;

void TrainingArguments::addTo(CLI::App &command) {
  command
      .add_option("--optimizer", optimizer,
                  "of training: none, sgd, adam or adamw (default sgd)")
      ->check(CLI::IsMember({"none", "sgd", "adam", "adamw"}));
  command.add_flag("--momentum", momentum, "of sgd: a buffer a parameter");
  command.add_flag("--no-foreach", oneByOne,
                   "of training: the optimizer takes one parameter after the "
                   "other (foreach=False), with smaller temporaries and more "
                   "launches");
  command.add_flag("--master-weights", masterWeights,
                   "of training: the optimizer keeps fp32 copies of fp16 and "
                   "bf16 parameters, and fp32 state (mixed precision); else "
                   "state is in the parameters' type");
  command
      .add_option("--accumulate", accumulate,
                  "of training: batches of --batch samples in a step "
                  "(default 1)")
      ->check(CLI::Range(int64_t(1), kMostBatches));
  command.add_flag("--checkpointing", checkpointing,
                   "of training: keep activations between segments only, and "
                   "compute the rest again");
}

void TrainingArguments::addStepsTo(CLI::App &command) {
  command
      .add_option("--steps", steps,
                  "of training: steps of the whole run, for its hours, energy, "
                  "cost and carbon")
      ->check(CLI::Range(int64_t(1), kMostSteps));
}

core::Result<std::optional<core::TrainingRequest>>
TrainingArguments::request(const std::string &mode) const {
  std::optional<core::TrainingRequest> training;
  if (mode != "training") {
    const char *given = !optimizer.empty() ? "--optimizer"
                        : momentum         ? "--momentum"
                        : oneByOne         ? "--no-foreach"
                        : masterWeights    ? "--master-weights"
                        : accumulate       ? "--accumulate"
                        : checkpointing    ? "--checkpointing"
                        : steps            ? "--steps"
                                           : nullptr;
    if (given)
      return core::Error{std::string(given) +
                         " is of training: give --mode training, too"};
    return training;
  }
  training.emplace();
  if (!optimizer.empty())
    training->optimizer = *core::parseOptimizer(optimizer);
  if (momentum && training->optimizer != core::Optimizer::Sgd)
    return core::Error{"--momentum is of sgd, not of --optimizer " + optimizer};
  if (oneByOne && training->optimizer == core::Optimizer::None)
    return core::Error{"--no-foreach is of an optimizer: there is none with "
                       "--optimizer none"};
  if (masterWeights && training->optimizer == core::Optimizer::None)
    return core::Error{"--master-weights is of an optimizer, not of "
                       "--optimizer none"};
  training->momentum = momentum;
  training->masterWeights = masterWeights;
  training->foreach = !oneByOne;
  training->accumulate = accumulate.value_or(1);
  training->checkpointing = checkpointing;
  training->steps = steps;
  return training;
}

} // namespace perfopt::cli
