//===- Join.h - Which measured unit is which predicted kernel -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names first: a unit whose name or innermost range is that of an operator of
// the model belongs to that operator's kernel. The rest by order: the two
// sequences are aligned so that families agree, tensor shapes agree where both
// sides know them, and nothing crosses. What prepares or completes a kernel
// (fills, layout conversions, sums of split products) joins its neighbour. What
// is left on either side stays unmatched. A summary without order is compared
// by family.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_JOIN_JOIN_H
#define PERFOPT_PROFILES_JOIN_JOIN_H

#include "core/Schema/Workload.h"
#include "profiles/Join/Units.h"

#include <string_view>
#include <vector>

namespace perfopt::profiles {

enum class MatchedBy { Name, Order, Family };
std::string_view name(MatchedBy reason);

/// Predicted kernels and the units that were measured for them, as indices.
struct Pairing {
  std::vector<int> kernels;
  std::vector<int> units;
  MatchedBy by = MatchedBy::Order;
};

struct Join {
  /// In the order of their first kernel.
  std::vector<Pairing> pairings;
  std::vector<int> kernelsLeft;
  std::vector<int> unitsLeft;
};

/// `ordered`: the units are in the order of execution.
Join join(const core::Workload &workload, const std::vector<Unit> &units,
          bool ordered);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_JOIN_JOIN_H
