//===- Refit.cpp - Ceilings that the measurement supports -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Compare/Refit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace perfopt::profiles {

using namespace core;

namespace {

constexpr double kLeastChange = 0.02;
constexpr double kWorkOverFloor = 10;

struct Ceiling {
  std::string section, key;
  double value = 0;
};

/// The ceiling that held a single kernel back.
std::optional<Ceiling> ceilingOf(const ComparedRow &row, const Device &device) {
  if (row.bound == Bound::Compute) {
    if (!row.pipe || !device.peaks.contains(*row.pipe))
      return std::nullopt;
    return Ceiling{"peaks", std::string(name(*row.pipe)),
                   device.peaks.at(*row.pipe).value.value()};
  }
  struct Level {
    Bound bound;
    MemoryLevel level;
  };
  for (auto [bound, level] : {Level{Bound::L1, MemoryLevel::L1},
                              {Bound::L2, MemoryLevel::L2},
                              {Bound::Hbm, MemoryLevel::Hbm}})
    if (row.bound == bound && device.bandwidths.contains(level))
      return Ceiling{"bandwidths", std::string(name(level)),
                     device.bandwidths.at(level).value.value()};
  return std::nullopt;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  size_t count = values.size();
  return count % 2 ? values[count / 2]
                   : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/// The position k (from 1) such that the k-th smallest and the k-th largest of
/// `count` values enclose the median with 95 %; 0 where not even the extremes
/// do: P(outside) = 2 sum_{i<k} C(n, i) / 2^n.
int confidencePosition(int count) {
  double term = std::pow(0.5, count), tail = 0;
  int position = 0;
  for (int i = 0; i < count / 2; ++i) {
    tail += term;
    if (2 * tail > 0.05)
      break;
    position = i + 1;
    term *= double(count - i) / (i + 1);
  }
  return position;
}

struct Evidence {
  Ceiling ceiling;
  /// Predicted by measured work, by problem.
  std::map<std::string, std::vector<double>> ratios;
  int kernels = 0;
};

std::string problemOf(const Kernel &kernel) {
  std::string text = fmt::format("{} {}", static_cast<int>(kernel.family),
                                 static_cast<int>(kernel.type));
  for (const auto &[key, extent] : kernel.problem)
    text += fmt::format(" {}={}", key, extent);
  return text;
}

} // namespace

/// Whether `perf-opt hwdb measure` wrote the ceilings: the entry is of a
/// machine that its owner had at hand.
static bool isMeasuredHere(const Device &device) {
  auto isOwn = [](const auto &ceilings) {
    return std::ranges::all_of(ceilings, [](const auto &ceiling) {
      const Provenance &from = ceiling.second.from;
      return from.origin == Origin::Measured &&
             (from.source.find("hwdb measure") != std::string::npos ||
              from.source.starts_with("perf-opt compare: "));
    });
  };
  return isOwn(device.peaks) && isOwn(device.bandwidths);
}

Refit refit(const Comparison &comparison, const Workload &workload,
            const Device &device, const Profile &profile) {
  Refit result;
  if (profile.onHost && device.kind == core::DeviceKind::Gpu)
    result.refusal =
        "the profile was taken on the host's processor, not on " + device.id;
  else if (profile.onHost && profile.device.empty() && !isMeasuredHere(device))
    result.refusal =
        "the profile does not say which processor it ran on, and the ceilings "
        "of " +
        device.id + " are not those that `perf-opt hwdb measure` writes";
  else if (profile.disturbed)
    result.refusal = "ncu's times are not those of a normal run; give a trace "
                     "of nsys or of PyTorch";
  else if (profile.format == ProfileFormat::Trtexec)
    result.refusal = "times of layers do not tell those of kernels";
  else if (!profile.ordered)
    result.refusal = "a summary has no times of single kernels";
  else if (isSameDevice(profile, device) == false)
    result.refusal = fmt::format("the profile is of '{}', not of {}",
                                 profile.device, device.id);
  if (!result.refusal.empty())
    return result;

  double floor = device.kernelFloor ? device.kernelFloor->value.value() : 0;
  std::map<std::pair<std::string, std::string>, Evidence> byCeiling;
  for (const ComparedRow &row : comparison.rows) {
    if (!row.by || row.kernels.size() != 1 || !row.measured)
      continue;
    const Kernel &kernel = workload.kernels[row.kernels.front()];
    std::optional<Ceiling> ceiling = ceilingOf(row, device);
    double starting = floor * kernel.launches;
    double predicted = row.predicted->value() - starting;
    double measured = row.measured->value() - starting;
    if (!ceiling || predicted < kWorkOverFloor * starting || predicted <= 0 ||
        measured <= 0)
      continue;
    Evidence &evidence = byCeiling[{ceiling->section, ceiling->key}];
    evidence.ceiling = *ceiling;
    evidence.ratios[problemOf(kernel)].push_back(predicted / measured);
    ++evidence.kernels;
  }

  for (const auto &[name, evidence] : byCeiling) {
    std::vector<double> ratios;
    for (const auto &[problem, list] : evidence.ratios)
      ratios.push_back(median(list));
    std::ranges::sort(ratios);
    int count = static_cast<int>(ratios.size());
    std::string what = name.first + "." + name.second;
    int position = confidencePosition(count);
    if (position == 0) {
      result.kept.push_back(fmt::format(
          "{}: {} kernels of {} distinct problems run into it, expected at "
          "least 6 problems",
          what, evidence.kernels, count));
      continue;
    }
    CeilingChange change{name.first, name.second, evidence.ceiling.value};
    change.proposed = change.current * median(ratios);
    change.low = change.current * ratios[position - 1];
    change.high = change.current * ratios[count - position];
    change.kernels = evidence.kernels;
    change.problems = count;
    bool excluded = change.low > change.current || change.high < change.current;
    double relative = std::abs(change.proposed / change.current - 1);
    if (!excluded || relative < kLeastChange)
      result.kept.push_back(fmt::format(
          "{}: {} kernels of {} distinct problems agree with it (the median "
          "says {:+.1f} %, 95 % interval {:+.1f} to {:+.1f} %)",
          what, evidence.kernels, count,
          100 * (change.proposed / change.current - 1),
          100 * (change.low / change.current - 1),
          100 * (change.high / change.current - 1)));
    else
      result.changes.push_back(change);
  }
  if (byCeiling.empty())
    result.refusal = "no single kernel that was matched runs into a ceiling "
                     "for long enough to tell it";
  return result;
}

} // namespace perfopt::profiles
