//===- MemoryModel.h - What a workload holds of the device's memory -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   total = what the caching allocator reserves + the context
//
// The allocator's part is in the workload (analysis/Memory); the context
// (driver, kernel images, library handles) is the device's, an input and no
// formula.
//
// Interval, by argument:
//   low  = weights + live activations at the peak + context: nothing reserved
//          beyond what is in use, no workspace
//   high = reserved + one more workspace + 2.32 contexts: the same process with
//          all kernels loaded eagerly instead of lazily held 666,632,192 bytes
//          instead of 287,047,680 (pytorch pull 86509, 2022-10): 2.32 times
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_ANALYTIC_MEMORYMODEL_H
#define PERFOPT_PREDICTORS_ANALYTIC_MEMORYMODEL_H

#include "core/Schema/Prediction.h"
#include "core/Schema/Workload.h"

namespace perfopt::predictors {

/// Adds a diagnostic where the model does not fit the device, and where the
/// entry lacks the context's memory (0 bytes are counted then).
core::MemoryPrediction predictMemory(const core::MemoryProfile &profile,
                                     const core::Device &device,
                                     std::vector<std::string> &diagnostics);

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_ANALYTIC_MEMORYMODEL_H
