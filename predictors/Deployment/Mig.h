//===- Mig.h - Which slice of a board a model needs -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two published rules, and both at once:
//
// By memory (DIPPM Eq. 2 = thesis Eq. 4.2, for A100-40GB: below 5 GB 1g.5gb,
// below 10 GB 2g.10gb, below 20 GB 3g.20gb, below 40 GB 7g.40gb, else none):
// the smallest profile of the board's ladder whose nominal decimal size is
// above the predicted memory. The ladder has one profile for each nominal size,
// in the order of size. Left out are profiles with media engines ("+me"), and
// doubled ones, that is those for which another profile of as many compute
// slices has less memory (1g.10gb beside 1g.5gb); among the rest of one size
// the one with the fewest compute slices stands (3g.20gb, not 4g.20gb). On
// A100-40GB that is DIPPM's list.
//
// By utilisation (thesis 3.4.4: under 25 % of the device seven slices, 25 to 50
// % three, and "likewise" the larger ones): each quarter of the device is a
// rung of the ladder, the last rung for what remains. On A100-40GB: 1g, 2g, 3g
// from 50 %, 7g from 75 %; on A30, with three rungs, 1g, 2g, 4g from 50 %.
//
// Recommended is the lowest rung that satisfies both rules and whose usable
// memory, which is less than the nominal, holds the model.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_DEPLOYMENT_MIG_H
#define PERFOPT_PREDICTORS_DEPLOYMENT_MIG_H

#include "core/Schema/Prediction.h"

#include <optional>

namespace perfopt::predictors {

/// The board's profiles as the two rules see them, smallest first. They point
/// into `device`.
std::vector<const core::MigProfile *> migLadder(const core::Device &device);

/// No advice for boards without MIG. `memory` is the total predicted for the
/// whole board; `utilization` the busy share of it, 0 to 1.
std::optional<core::MigAdvice> adviseMig(core::Bytes memory, double utilization,
                                         const core::Device &device);

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_DEPLOYMENT_MIG_H
