//===- Carbon.cpp - CO2 of a run ------------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Deployment/Carbon.h"

using namespace perfopt;
using namespace perfopt::predictors;

core::CarbonFootprint
predictors::carbonFootprint(core::Joules perRun,
                            const core::GridIntensity &grid,
                            const CarbonOptions &options) {
  core::CarbonFootprint footprint;
  footprint.grid = grid;
  if (options.pue) {
    footprint.pue = *options.pue;
    footprint.pueSource = "request";
  } else if (grid.pue) {
    footprint.pue = *grid.pue;
    footprint.pueSource = grid.source;
  }
  footprint.perRun = grid.intensity * (perRun * footprint.pue);
  return footprint;
}
