//===- RooflinePredictor.h - Latency, memory, energy from ceilings --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Nothing is fitted: every number is counted from the model or stands in the
// device's entry (roofline/README.md has the equation and its assumptions).
//
//   kernel  = max(device time by the hierarchical roofline,
//                 launches * launch interval)
//   latency = sum of the kernels, which run one after another
//   low     = sum of bare rooflines: no efficiency, no floor, no launches
//   high    = sum of twice the device time + the launch interval: each kernel
//             at half of what the model grants it, with no launch hidden
//
// Energy: PowerModel.h; low = idle power for the low latency, high = the power
// limit for the high one. Memory: MemoryModel.h. Nobody has measured how often
// the intervals hold, so none states a coverage.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_ANALYTIC_ROOFLINEPREDICTOR_H
#define PERFOPT_PREDICTORS_ANALYTIC_ROOFLINEPREDICTOR_H

#include "predictors/Core/Predictor.h"
#include "roofline/Options.h"

namespace perfopt::predictors {

class RooflinePredictor : public Predictor {
public:
  explicit RooflinePredictor(roofline::Options options = {})
      : options(options) {}

  std::string_view name() const override { return "roofline"; }
  std::string_view version() const override { return "1"; }
  std::string_view description() const override {
    return "hierarchical roofline over the device's ceilings, nothing fitted";
  }

  core::Result<core::Prediction>
  predict(const core::Workload &workload,
          const core::Device &device) const override;

private:
  roofline::Options options;
};

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_ANALYTIC_ROOFLINEPREDICTOR_H
