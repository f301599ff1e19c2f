//===- RuleMatch.h - Whether a fusion rule applies -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_KERNELS_RULEMATCH_H
#define PERFOPT_ANALYSIS_KERNELS_RULEMATCH_H

#include "analysis/Kernels/KernelGraph.h"

namespace perfopt::analysis {

/// Whether what `rule` says of the two operators holds: names, what else they
/// read, and who else reads `operand`. Sizes and stages are the group's matter.
bool matches(const FusionRule &rule, const KernelGraph &graph, int producer,
             mlir::OpOperand &operand);

/// Whether both are products or convolutions of one size, with weights, that
/// read the same first operand.
bool areTwins(const KernelGraph &graph, int a, int b);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_KERNELS_RULEMATCH_H
