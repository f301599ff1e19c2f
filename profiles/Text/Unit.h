//===- Unit.h - Units as profilers write them -----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nsight Compute scales each value and names its unit beside it: "Mbyte",
// "usecond" or "us", "cycle/nsecond", "Gbyte/second", "Ghz". Prefixes are
// decimal.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_TEXT_UNIT_H
#define PERFOPT_PROFILES_TEXT_UNIT_H

#include <optional>
#include <string_view>

namespace perfopt::profiles {

/// How many bytes, seconds, hertz, instructions, ... (and their ratios) one of
/// `unit` is; 1 for an empty unit and for units that have no prefix. Nothing
/// for a prefix in front of what is not known.
std::optional<double> unitScale(std::string_view unit);

/// A value in this unit counts something: it has no fraction unless it was
/// scaled.
bool countsWhole(std::string_view unit);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_TEXT_UNIT_H
