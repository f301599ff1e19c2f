//===- MigSlices.cpp - Instances that do not fit together -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The whole board is the profile with the most compute slices.
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Rules.h"

#include <fmt/format.h>

#include <algorithm>

using namespace perfopt::core;

namespace perfopt::hwdb::rules {

namespace {

class Check {
public:
  Check(LintEntry &entry, size_t index)
      : entry(entry), device(*entry.device), profile(device.mig[index]),
        key(fmt::format("mig.profiles[{}]", index)) {}

  void run(int boardSlices) {
    for (int start : profile.allowedStarts)
      if (start + profile.memorySlots > device.migMemorySlots)
        complain(fmt::format("an instance at slot {} ends at {}, the board has "
                             "{} slots",
                             start, start + profile.memorySlots,
                             device.migMemorySlots),
                 "allowed_starts and memory_slots must fit the board");
    if (profile.maxInstances > static_cast<int>(profile.allowedStarts.size()))
      complain(fmt::format("{} instances, but only {} places for them",
                           profile.maxInstances, profile.allowedStarts.size()),
               "max_instances is at most the number of allowed_starts");
    sum("compute slices", profile.computeSlices, boardSlices);
    sum("memory slots", profile.memorySlots, device.migMemorySlots);
    sum("SM", profile.smCount, device.smCount);
    if (profile.usable > profile.nominal * kGibiOverGiga)
      complain(fmt::format("{:.4g} GB are usable of nominally {:.4g}",
                           gigabytes(profile.usable),
                           gigabytes(profile.nominal)),
               "usable_gib is in 2^30 B and below the size in the name");
    if (device.memoryCapacity &&
        profile.usable * profile.maxInstances > device.memoryCapacity->value)
      complain(fmt::format("{} instances have {:.4g} GB, the board {:.4g}",
                           profile.maxInstances,
                           gigabytes(profile.usable) * profile.maxInstances,
                           gigabytes(device.memoryCapacity->value)),
               "check usable_gib and max_instances");
    // nvidia-smi's names: slices, then the nominal size.
    std::string expected = fmt::format("{}g.{:g}gb", profile.computeSlices,
                                       gigabytes(profile.nominal));
    if (profile.name.substr(0, profile.name.find('+')) != expected)
      complain(fmt::format("the name says otherwise than '{}'", expected),
               "make name, compute_slices and nominal_gb agree");
  }

private:
  /// Profiles are named in round numbers of 2^30 B by some drivers.
  static constexpr double kGibiOverGiga = 1.073741824;

  void sum(const char *what, int each, int board) {
    if (each * profile.maxInstances > board)
      complain(fmt::format("{} instances of {} {} need {}, the board has {}",
                           profile.maxInstances, each, what,
                           each * profile.maxInstances, board),
               "check the profile's shares against the board");
  }
  void complain(const std::string &message, const char *remedy) {
    entry.complain("mig-slices", key,
                   fmt::format("profile {}: {}", profile.name, message),
                   remedy);
  }

  LintEntry &entry;
  const Device &device;
  const MigProfile &profile;
  std::string key;
};

} // namespace

void migSlices(LintEntry &entry) {
  const std::vector<MigProfile> &profiles = entry.device->mig;
  if (profiles.empty())
    return;
  int slices = std::ranges::max_element(profiles, {}, [](const MigProfile &p) {
                 return p.computeSlices;
               })->computeSlices;
  for (size_t i = 0; i < profiles.size(); ++i)
    Check(entry, i).run(slices);
}

} // namespace perfopt::hwdb::rules
