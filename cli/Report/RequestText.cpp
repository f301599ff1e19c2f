//===- RequestText.cpp - What was asked for, in words ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/RequestText.h"

#include <fmt/format.h>

namespace perfopt::cli {

using namespace core;

static bool hasState(const TrainingRequest &training) {
  return training.optimizer == Optimizer::Adam ||
         training.optimizer == Optimizer::AdamW || training.momentum;
}

/// "training with adam, state in the parameters' type, checkpointing".
static std::string modePhrase(const Request &request) {
  if (!request.training)
    return request.mode;
  const TrainingRequest &training = *request.training;
  std::string phrase = request.mode;
  if (training.optimizer == Optimizer::None)
    phrase += " without optimizer";
  else
    phrase += fmt::format(" with {}{}{}", name(training.optimizer),
                          training.momentum ? " and momentum" : "",
                          training.foreach ? "" : " one by one");
  if (training.masterWeights)
    phrase += hasState(training) ? ", fp32 master weights and state"
                                 : ", fp32 master weights";
  else if (hasState(training))
    phrase += ", state in the parameters' type";
  if (training.accumulate > 1)
    phrase += fmt::format(", {} batches a step", training.accumulate);
  return training.checkpointing ? phrase + ", checkpointing" : phrase;
}

std::string typePhrase(const Request &request) {
  return request.dtype ? std::string(name(*request.dtype))
                       : "the model's own types";
}

std::vector<std::string> settingPhrases(const Request &request) {
  std::vector<std::string> phrases = {modePhrase(request),
                                      request.runtime + " runtime"};
  if (request.keepActivations)
    phrases.push_back("activations kept");
  return phrases;
}

std::string runPhrase(const Request &request) {
  if (request.mode == "training")
    return request.training && request.training->accumulate > 1
               ? fmt::format("training step of {} batches of {}",
                             request.training->accumulate, request.batch)
               : fmt::format("training step of batch {}", request.batch);
  return fmt::format("batch of {}", request.batch);
}

} // namespace perfopt::cli
