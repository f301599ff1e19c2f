//===- BlockOrder.h - The order in which kernels run ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_KERNELS_BLOCKORDER_H
#define PERFOPT_ANALYSIS_KERNELS_BLOCKORDER_H

#include "analysis/Kernels/Grouping.h"

namespace perfopt::analysis {

/// Positions of the block in their new order: for a kernel one of them, its
/// place; views and load-time work where they were, or earlier where a kernel
/// that needs them has moved up.
std::vector<int> executionOrder(const KernelGraph &graph,
                                const Grouping &grouping);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_KERNELS_BLOCKORDER_H
