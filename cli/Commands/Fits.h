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

/// The largest batch, and sequence length where the model has one, on each
/// device and on each of its MIG slices. Says on stderr how far it is when it
/// takes long.
core::Result<FitsReport> findFits(const ModelArguments &model,
                                  const analysis::PipelineOptions &options,
                                  const std::vector<core::Device> &devices);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_COMMANDS_FITS_H
