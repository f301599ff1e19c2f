//===- Refit.h - Ceilings that the measurement supports -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A kernel that runs into one ceiling tells what that ceiling is: the present
// one times the work's predicted by its measured time, after the kernel floor.
// A ceiling is corrected to the median over distinct problems, and only where
//
//   - at least six distinct problems run into it, so that the median has a 95 %
//     confidence interval (order statistics of the binomial distribution),
//   - that interval excludes the present ceiling, and the change is 2 % or
//   more,
//   - each of them works at least ten times as long as the floor.
//
// Nothing is corrected from times that are not those of a normal run on the
// device. A host's profile does not name its processor: it corrects only an
// entry whose ceilings `perf-opt hwdb measure` wrote.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_COMPARE_REFIT_H
#define PERFOPT_PROFILES_COMPARE_REFIT_H

#include "profiles/Compare/Comparison.h"

#include <string>
#include <vector>

namespace perfopt::profiles {

struct CeilingChange {
  /// "bandwidths" or "peaks", and the key below it in the entry.
  std::string section, key;
  /// FLOP/s or bytes a second.
  double current = 0, proposed = 0;
  /// The median's 95 % confidence interval.
  double low = 0, high = 0;
  int kernels = 0, problems = 0;
};

struct Refit {
  std::vector<CeilingChange> changes;
  /// Ceilings that kernels run into and that stay, with the reason.
  std::vector<std::string> kept;
  /// Why nothing at all can be corrected; empty when something could.
  std::string refusal;
};

Refit refit(const Comparison &comparison, const core::Workload &workload,
            const core::Device &device, const Profile &profile);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_COMPARE_REFIT_H
