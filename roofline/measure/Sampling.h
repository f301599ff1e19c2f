//===- Sampling.h - Timing work again and again ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Short work cannot be timed alone: it is done many times between two looks at
// the clock. How many times is found first, and that also warms up caches,
// clocks and lazily loaded code.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_SAMPLING_H
#define PERFOPT_ROOFLINE_MEASURE_SAMPLING_H

#include "core/Support/Quantity.h"
#include "roofline/measure/Statistics.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace perfopt::measure {

/// Told what is about to be measured.
using Progress = std::function<void(std::string_view step)>;

struct SamplingOptions {
  /// One sample lasts at least this long.
  core::Seconds atLeast{0.05};
  /// Runs that count nothing, after the length was found.
  int warmups = 2;
  int repeats = 9;

  /// A first look: a tenth of the time, with the spread that comes with it.
  static SamplingOptions quick() { return {core::Seconds(0.01), 1, 5}; }
};

/// Does the work so many times and returns how long all of them took.
using TimedWork = std::function<core::Seconds(int64_t times)>;

/// The work between two looks at the wall clock.
TimedWork timed(std::function<void()> work);

/// Seconds of the work done once.
Summary sample(const TimedWork &work, const SamplingOptions &options);

/// "median of 9, spread 1.2 %"
std::string describe(const Summary &summary);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_SAMPLING_H
