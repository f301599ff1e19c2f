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
      {"a kernel takes the floor plus its slowest roof, at least one interval "
       "for each launch",
       "latency: low is the bare roofs alone, high is half the modelled rate "
       "with no launch hidden",
       "energy: power grows from idle to limit with the larger share of "
       "compute peak or HBM bandwidth",
       "memory: low is what is in use, high adds a second workspace and a "
       "context with all kernels loaded"});
  return lines;
}
