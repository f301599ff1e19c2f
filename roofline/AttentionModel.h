//===- AttentionModel.h - Attention as one kernel -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The flash scheme (Dao et al., 2022 and 2023): a thread block keeps a tile of
// query rows and streams keys and values past it, so scores never leave the SM.
//
//   blocks  = groups * ceil(rows / tile) * s, groups = batch * heads; one query
//             row (decode) lets all heads that share a key head form the rows
//   compute = waves * (FLOPs of a padded block / (peak / SMs)
//             + scores of a block * softmax cost / (fp32 peak / SMs)): the two
//             do not overlap
//   L2      = queries and results once, keys and values once for each tile
//   L1      = keys and values once for each warp
//   HBM     = compulsory traffic
//
// Queries, keys, values and results each make a round trip to memory, one after
// the other. s splits the context where blocks are fewer than SMs (flash
// decoding); the partial results of 4 bytes cost a second kernel's start. Under
// a causal mask blocks skip the keys that no query of theirs sees, although the
// counting rule counts the whole square (attention_c1). A backward is as many
// forwards as it has their products (attention_grad_c1: 2.5).
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_ATTENTIONMODEL_H
#define PERFOPT_ROOFLINE_ATTENTIONMODEL_H

#include "roofline/Ceilings.h"
#include "roofline/Demand.h"
#include "roofline/ProblemSize.h"

namespace perfopt::roofline {

Demand attentionDemand(const AttentionSize &size, const core::Kernel &kernel,
                       core::Pipe pipe, const Ceilings &ceilings,
                       const Options &options);

} // namespace perfopt::roofline

#endif // PERFOPT_ROOFLINE_ATTENTIONMODEL_H
