//===- TrainingRun.h - What a whole training takes ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   hours  = steps * step time / 3600 s
//   dollars = hours * price per GPU-hour
//   energy, carbon = steps * those of a step
//
// as the thesis has it (5.6.4): 350 ms over 2 * 10^5 steps are 19.44 h,
// and 57.04 $ at 2.934 $ an hour. Nothing between steps is counted: loading of
// data, checkpoints on disk, evaluation.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_DEPLOYMENT_TRAININGRUN_H
#define PERFOPT_PREDICTORS_DEPLOYMENT_TRAININGRUN_H

#include "core/Schema/Prediction.h"

#include <cstdint>

namespace perfopt::predictors {

/// `step` is the prediction of one step, `costs` and `carbon` belong to it.
core::TrainingRun
trainingRun(int64_t steps, const core::Prediction &step,
            const std::vector<core::CloudCost> &costs,
            const std::optional<core::CarbonFootprint> &carbon);

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_DEPLOYMENT_TRAININGRUN_H
