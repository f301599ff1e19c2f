//===- Basis.cpp - Saying what a prediction rests on ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Analytic/Basis.h"

using namespace perfopt;
using namespace perfopt::predictors;

std::vector<std::string>
predictors::describeBasis(const roofline::Ceilings &ceilings) {
  std::vector<std::string> lines = ceilings.notes;
  lines.insert(
      lines.end(),
      {"kernel: the floor plus the slowest roof, and at least one launch "
       "interval for each launch",
       "latency: low is the bare roofs alone, high is half the modelled rate "
       "with no launch hidden",
       "energy: power grows from idle to the limit with the share of compute "
       "peak or HBM bandwidth, the larger; low is idle power for the low "
       "latency, high the limit for the high one",
       "memory: low is what is live, high adds a second workspace and a "
       "context with all kernels loaded"});
  return lines;
}
