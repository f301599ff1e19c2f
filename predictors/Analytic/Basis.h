//===- Basis.h - Saying what a prediction rests on ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_ANALYTIC_BASIS_H
#define PERFOPT_PREDICTORS_ANALYTIC_BASIS_H

#include "roofline/Ceilings.h"

#include <string>
#include <vector>

namespace perfopt::predictors {

/// The roofline predictor's assumptions, one each; first those made for what
/// the device's entry lacks. The figures that the entry has carry their own
/// provenance and are not repeated.
std::vector<std::string> describeBasis(const roofline::Ceilings &ceilings);

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_ANALYTIC_BASIS_H
