//===- RequestText.h - What was asked for, in words -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_REQUESTTEXT_H
#define PERFOPT_CLI_REPORT_REQUESTTEXT_H

#include "core/Schema/Workload.h"

#include <string>
#include <vector>

namespace perfopt::cli {

/// "f16", or "the model's own types".
std::string typePhrase(const core::Request &request);

/// What was asked for beside sizes and types: "training with adam,
/// checkpointing", "eager runtime".
std::vector<std::string> settingPhrases(const core::Request &request);

/// What one prediction covers: "batch of 16", "training step of batch 16".
std::string runPhrase(const core::Request &request);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_REQUESTTEXT_H
