//===- Sampling.cpp - Timing work again and again -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/Sampling.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace perfopt::measure {

/// How many times lasts long enough; at most tenfold from try to try, as the
/// first ones are slower than what follows.
static int64_t findTimes(const TimedWork &work, core::Seconds atLeast) {
  constexpr int64_t kMost = int64_t(1) << 40;
  for (int64_t times = 1;;) {
    core::Seconds took = work(times);
    if (took >= atLeast || times >= kMost)
      return times;
    double factor =
        took.value() > 0 ? 1.1 * atLeast.value() / took.value() : 10;
    times =
        std::max(times + 1, static_cast<int64_t>(static_cast<double>(times) *
                                                 std::min(factor, 10.0)));
  }
}

TimedWork timed(std::function<void()> work) {
  using Clock = std::chrono::steady_clock;
  return [work = std::move(work)](int64_t times) {
    Clock::time_point start = Clock::now();
    for (int64_t i = 0; i < times; ++i)
      work();
    return core::Seconds(
        std::chrono::duration<double>(Clock::now() - start).count());
  };
}

Summary sample(const TimedWork &work, const SamplingOptions &options) {
  int64_t times = findTimes(work, options.atLeast);
  for (int i = 0; i < options.warmups; ++i)
    work(times);
  std::vector<double> samples;
  for (int i = 0; i < options.repeats; ++i)
    samples.push_back(work(times).value() / static_cast<double>(times));
  return summarize(std::move(samples));
}

std::string describe(const Summary &summary) {
  return fmt::format("median of {}, spread {:.2g} %", summary.count,
                     100 * summary.spread());
}

} // namespace perfopt::measure
