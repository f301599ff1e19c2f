//===- Units.cpp - One run of the model, from a profile of several --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Join/Units.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace perfopt::profiles {

using core::Error;
using core::Result;
using core::Seconds;

namespace {

/// One call: indices of its events.
struct Call {
  std::vector<size_t> events;
  std::optional<int> run;
  /// Equal for the same call of another run.
  std::string key;
};

std::vector<Call> groupCalls(const Profile &profile) {
  std::vector<Call> calls;
  std::map<int64_t, size_t> known;
  for (size_t i = 0; i < profile.events.size(); ++i) {
    const MeasuredEvent &event = profile.events[i];
    size_t at = calls.size();
    if (event.call)
      at = known.try_emplace(*event.call, at).first->second;
    if (at == calls.size())
      calls.push_back({{}, event.run, ""});
    calls[at].events.push_back(i);
  }
  for (Call &call : calls) {
    const MeasuredEvent &first = profile.events[call.events.front()];
    call.key = first.op + '|' + (first.call ? "" : first.name);
    for (const std::vector<int64_t> &shape : first.shapes)
      for (int64_t extent : shape)
        call.key += fmt::format(",{}", extent);
  }
  return calls;
}

Seconds median(std::vector<Seconds> values) {
  size_t middle = values.size() / 2;
  std::ranges::nth_element(values, values.begin() + middle);
  if (values.size() % 2)
    return values[middle];
  Seconds below = *std::max_element(values.begin(), values.begin() + middle);
  return (below + values[middle]) / 2;
}

/// Half-open ranges of calls, one a run.
using Runs = std::vector<std::vector<const Call *>>;

bool sameSequence(const std::vector<const Call *> &a,
                  const std::vector<const Call *> &b) {
  return std::ranges::equal(a, b, [](const Call *left, const Call *right) {
    return left->key == right->key;
  });
}

/// Runs marked by the profile; those unlike the most frequent sequence are
/// left out.
Runs markedRuns(const std::vector<Call> &calls, int count, RunUnits &result) {
  Runs runs(count);
  size_t outside = 0;
  for (const Call &call : calls) {
    if (call.run && *call.run < count)
      runs[*call.run].push_back(&call);
    else
      ++outside;
  }
  if (outside > 0)
    result.warnings.push_back(
        fmt::format("{} of {} events are outside every marked run and left out",
                    outside, calls.size()));
  size_t best = 0, votes = 0;
  for (size_t i = 0; i < runs.size(); ++i) {
    size_t same = 0;
    for (const auto &other : runs)
      same += sameSequence(runs[i], other);
    // Later runs are warmer.
    if (!runs[i].empty() && same >= votes) {
      best = i;
      votes = same;
    }
  }
  Runs alike;
  for (const auto &run : runs)
    if (!run.empty() && sameSequence(run, runs[best]))
      alike.push_back(run);
  if (alike.size() < runs.size())
    result.warnings.push_back(fmt::format(
        "{} of {} runs differ from the others in what they launch and are "
        "left out",
        runs.size() - alike.size(), runs.size()));
  return alike;
}

Runs cut(const std::vector<Call> &calls, size_t first, size_t length) {
  Runs runs;
  for (size_t at = first; at + length <= calls.size(); at += length) {
    runs.emplace_back();
    for (size_t i = 0; i < length; ++i)
      runs.back().push_back(&calls[at + i]);
  }
  return runs;
}

/// The shortest sequence of at least `least` calls that the end of the profile
/// repeats, and that covers most of it; one run where nothing does.
Runs repeatedRuns(const std::vector<Call> &calls, size_t least,
                  RunUnits &result) {
  size_t count = calls.size();
  for (size_t length = std::max<size_t>(least, 1); 2 * length <= count;
       ++length) {
    size_t equal = 0;
    while (equal + length < count && calls[count - 1 - equal].key ==
                                         calls[count - 1 - equal - length].key)
      ++equal;
    size_t repeats = equal / length + 1;
    if (repeats < 2 || 2 * repeats * length < count)
      continue;
    size_t first = count - repeats * length;
    if (first > 0)
      result.warnings.push_back(fmt::format(
          "the first {} of {} events are not part of what repeats and left out",
          first, count));
    result.runsFrom =
        fmt::format("{} equal runs of {} events found", repeats, length);
    return cut(calls, first, length);
  }
  result.runsFrom = "taken for one run";
  return cut(calls, 0, count);
}

Unit unitOf(const Profile &profile, const Call &call) {
  Unit unit;
  const MeasuredEvent &first = profile.events[call.events.front()];
  unit.name = first.op.empty() || !first.call ? first.name : first.op;
  unit.ranges = first.ranges;
  unit.shapes = first.shapes;
  unit.isTransfer = true;
  for (size_t event : call.events) {
    if (!profile.onHost)
      unit.kernels.push_back(profile.events[event].name);
    unit.isTransfer &= profile.events[event].isTransfer;
  }
  NameMeaning meaning;
  if (!first.op.empty())
    meaning = meaningOfOperator(first.op);
  if (!meaning.family && meaning.role == Role::Work)
    // Of the kernels, the one that works tells the family.
    for (size_t event : call.events)
      if (NameMeaning kernel = meaningOfKernel(profile.events[event].name);
          kernel.family || kernel.role != Role::Work) {
        meaning = kernel;
        if (kernel.role == Role::Work)
          break;
      }
  // A view that launched kernels is a copy.
  if (meaning.role == Role::Bookkeeping && !profile.onHost)
    meaning = {Role::Work, core::KernelFamily::Copy};
  unit.role = meaning.role;
  unit.family = meaning.family;
  return unit;
}

/// Sums over the events of a call.
struct CallSums {
  std::optional<Seconds> time;
  double launches = 0;
  Counters counters;
};

CallSums sumsOf(const Profile &profile, const Call &call) {
  CallSums sums;
  sums.time = Seconds();
  bool first = true;
  for (size_t index : call.events) {
    const MeasuredEvent &event = profile.events[index];
    if (sums.time && event.time)
      *sums.time += *event.time;
    else
      sums.time.reset();
    sums.launches += static_cast<double>(event.launches);
    if (first)
      sums.counters = event.counters;
    else
      sums.counters.add(event.counters);
    first = false;
  }
  return sums;
}

} // namespace

Result<RunUnits> unitsOf(const Profile &profile, const UnitOptions &options) {
  RunUnits result;
  std::vector<Call> calls = groupCalls(profile);
  if (calls.empty())
    return Error{"the profile has no event", profile.path};

  Runs runs;
  double divisor = 1;
  if (profile.averaged) {
    runs = cut(calls, 0, calls.size());
    result.runs = profile.runs.value_or(1);
    result.runsFrom = "averaged by the profiler";
  } else if (!profile.ordered) {
    runs = cut(calls, 0, calls.size());
    result.runs = options.runs.value_or(1);
    divisor = result.runs;
    result.runsFrom = options.runs ? "given by --runs" : "taken for one run";
  } else if (options.runs) {
    size_t count = static_cast<size_t>(*options.runs);
    if (calls.size() % count != 0)
      return Error{fmt::format("{} events cannot be {} equal runs (--runs)",
                               calls.size(), count),
                   profile.path};
    runs = cut(calls, 0, calls.size() / count);
    result.runsFrom = "given by --runs";
  } else if (profile.runs) {
    runs = markedRuns(calls, *profile.runs, result);
    result.runsFrom = "marked in the profile";
  } else {
    runs = repeatedRuns(calls, options.expectedUnits, result);
  }
  if (runs.empty())
    return Error{"no event lies inside a marked run", profile.path};
  if (!profile.averaged && profile.ordered)
    result.runs = static_cast<int>(runs.size());

  auto startOf = [&](const Call *call) {
    return profile.events[call->events.front()].start;
  };
  // Counts are the same in every run; the last one is the warmest.
  const std::vector<const Call *> &last = runs.back();
  for (size_t i = 0; i < last.size(); ++i) {
    Unit unit = unitOf(profile, *last[i]);
    CallSums sums = sumsOf(profile, *last[i]);
    unit.launches = sums.launches / divisor;
    unit.counters = std::move(sums.counters);
    std::vector<Seconds> times;
    for (const auto &run : runs)
      if (auto time = sumsOf(profile, *run[i]).time)
        times.push_back(*time / divisor);
    if (!times.empty())
      unit.time = median(std::move(times));
    if (auto start = startOf(last[i]), origin = startOf(last.front());
        start && origin)
      unit.start = *start - *origin;
    result.units.push_back(std::move(unit));
  }
  return result;
}

} // namespace perfopt::profiles
