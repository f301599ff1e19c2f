//===- MemoryModel.h - What a workload holds of the device's memory -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   total = what the caching allocator reserves + the context
//
// The first comes from a simulated run (RunMemory.h) with the workspaces of the
// device's architecture (Workspaces.h); the context (driver, kernel images,
// library handles) is the device's, an input and no formula.
//
// Interval, by argument:
//   low  = what is in use at the peak but for workspaces + context: nothing
//          reserved beyond it
//   high = reserved + the largest workspace once more + the context with all
//          kernels loaded eagerly: the entry's, else 2.32 times the lazy one
//          (the same process held 666,632,192 bytes instead of 287,047,680;
//          pytorch pull 86509, 2022-10)
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_MEMORY_MEMORYMODEL_H
#define PERFOPT_PREDICTORS_MEMORY_MEMORYMODEL_H

#include "core/Schema/Prediction.h"
#include "core/Schema/Workload.h"

namespace perfopt::predictors {

/// Adds a diagnostic where the model does not fit the device, and where the
/// entry lacks the context's memory (0 bytes are counted then).
core::MemoryPrediction predictMemory(const core::Workload &workload,
                                     const core::Device &device,
                                     std::vector<std::string> &diagnostics);

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_MEMORY_MEMORYMODEL_H
