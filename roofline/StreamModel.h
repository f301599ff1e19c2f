//===- StreamModel.h - Kernels that pass over their data ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Depthwise convolution, norm, softmax, reduction, elementwise, pool, gather,
// copy, matrix-vector products (up to 8 rows, Options) and whatever has no model
// of its own: each value is read once and written once.
//
//   HBM = compulsory traffic
//   L2  = the same; norm and softmax read their operand twice (statistics, then
//         the values), the second time from the L2
//   L1  = (window + 1) values per result: r*s for depthwise and pool, whose
//         overlapping windows are served there
//
// A thread block covers 1024 values (Options), or one long row; blocks fewer
// than SMs leave SMs idle, and an SM draws no more than its share of the L2
// bandwidth, so a small tensor cannot saturate the HBM (Little's law, with the
// outstanding loads counted in SMs).
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_STREAMMODEL_H
#define PERFOPT_ROOFLINE_STREAMMODEL_H

#include "roofline/Ceilings.h"
#include "roofline/Demand.h"
#include "roofline/ProblemSize.h"

namespace perfopt::roofline {

Demand streamDemand(const core::Kernel &kernel, core::Pipe pipe,
                    const Ceilings &ceilings, const Options &options);

} // namespace perfopt::roofline

#endif // PERFOPT_ROOFLINE_STREAMMODEL_H
