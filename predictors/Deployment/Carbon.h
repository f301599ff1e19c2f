//===- Carbon.h - CO2 of a run --------------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   grams of CO2 equivalent = energy * PUE * grid intensity / 3.6e6 J per kWh
//
// for the GPU board alone; host and network are not in the energy. PUE (power
// usage effectiveness: what the data centre draws for each joule of computing)
// is the request's, else the grid entry's, else 1, which counts no overhead.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_DEPLOYMENT_CARBON_H
#define PERFOPT_PREDICTORS_DEPLOYMENT_CARBON_H

#include "core/Schema/Prediction.h"

namespace perfopt::predictors {

struct CarbonOptions {
  /// Overrides the grid entry's.
  std::optional<double> pue;
};

core::CarbonFootprint carbonFootprint(core::Joules perRun,
                                      const core::GridIntensity &grid,
                                      const CarbonOptions &options = {});

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_DEPLOYMENT_CARBON_H
