//===- Fits.h - perf-opt analyze --fits -----------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_COMMANDS_FITS_H
#define PERFOPT_CLI_COMMANDS_FITS_H

#include "analysis/Workload/Pipeline.h"
#include "cli/Commands/ModelArguments.h"
#include "cli/Report/FitsReport.h"
#include "core/Schema/Device.h"
#include "core/Support/Result.h"

#include <string>
#include <vector>

namespace perfopt::cli {

/// The largest batch and the longest sequence on each device and on each of its
/// MIG slices. Of the two, one that is given alone is held while the other is
/// searched; with both, each is searched while the other is held. So is one
/// that the file fixes, or that --dim or --input binds. Says on stderr how far
/// it is when it takes long.
core::Result<FitsReport> findFits(const ModelArguments &model,
                                  const analysis::PipelineOptions &options,
                                  const std::vector<core::Device> &devices);

/// What holds the batch and the sequence where nothing was left to search;
/// empty otherwise.
std::string whyNothingIsFree(const FitsReport &report);

/// Whether another command line would leave more to search.
bool isHeldByOption(const FitsReport &report);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_COMMANDS_FITS_H
