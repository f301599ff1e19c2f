//===- ProfileSums.h - What a profile's buffers add up to -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_MEMORY_PROFILESUMS_H
#define PERFOPT_ANALYSIS_MEMORY_PROFILESUMS_H

#include "core/Schema/Workload.h"

namespace perfopt::analysis {

/// Fills in everything but the buffers from them. Each is counted as PyTorch's
/// allocator rounds it, to a multiple of 512 bytes.
void sumUp(core::MemoryProfile &profile, int kernels);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_MEMORY_PROFILESUMS_H
