//===- TrainingRun.cpp - What a whole training takes ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Deployment/TrainingRun.h"

using namespace perfopt;
using namespace perfopt::predictors;

template <typename Q>
static core::Estimate<Q> times(const core::Estimate<Q> &one, double count) {
  return {one.value * count, one.low * count, one.high * count, one.coverage};
}

core::TrainingRun
predictors::trainingRun(int64_t steps, const core::Prediction &step,
                        const std::vector<core::CloudCost> &costs,
                        const std::optional<core::CarbonFootprint> &carbon) {
  auto count = static_cast<double>(steps);
  core::TrainingRun run;
  run.steps = steps;
  run.time = times(step.latency, count);
  run.energy = times(step.energy, count);
  if (carbon)
    run.carbon = carbon->perRun * count;
  for (const core::CloudCost &cost : costs)
    run.costs.push_back({cost.price, cost.perGpuHour * run.time.value});
  return run;
}
