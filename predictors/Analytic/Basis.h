//===- Basis.h - Saying what a prediction rests on ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_ANALYTIC_BASIS_H
#define PERFOPT_PREDICTORS_ANALYTIC_BASIS_H

#include "roofline/Ceilings.h"

#include <array>
#include <string>
#include <vector>

namespace perfopt::predictors {

/// One line for each ceiling and constant of the device: value, origin, source
/// and date; only those pipes that were used. Then what the entry lacks.
std::vector<std::string>
describeBasis(const core::Device &device, const roofline::Ceilings &ceilings,
              const std::array<bool, roofline::kPipeCount> &usedPipes);

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_ANALYTIC_BASIS_H
