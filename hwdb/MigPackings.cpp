//===- MigPackings.cpp - Every way to cut a board -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/MigPackings.h"

#include <algorithm>
#include <tuple>

using namespace perfopt::core;

namespace perfopt::hwdb {

namespace {

struct Placement {
  const MigProfile *profile;
  int start;
};

class Search {
public:
  Search(const std::vector<MigProfile> &profiles, int memorySlots) {
    for (const MigProfile &profile : profiles) {
      computeSlices = std::max(computeSlices, profile.computeSlices);
      for (int start : profile.allowedStarts)
        if (start + profile.memorySlots <= memorySlots)
          places.push_back({&profile, start});
    }
    std::ranges::stable_sort(
        places, [](const Placement &a, const Placement &b) {
          auto key = [](const Placement &place) {
            return std::make_tuple(-place.profile->computeSlices,
                                   -place.profile->memorySlots, place.start);
          };
          return key(a) < key(b);
        });
  }

  std::vector<MigPacking> run() {
    choose(0);
    return std::move(found);
  }

private:
  bool fits(const Placement &place) const {
    int slices = place.profile->computeSlices;
    int instances = 1;
    for (const Placement &other : chosen) {
      slices += other.profile->computeSlices;
      instances += other.profile == place.profile;
      bool apart = place.start + place.profile->memorySlots <= other.start ||
                   other.start + other.profile->memorySlots <= place.start;
      if (!apart)
        return false;
    }
    return slices <= computeSlices && instances <= place.profile->maxInstances;
  }

  /// Every choice among the places from `next` on, beside those chosen.
  void choose(size_t next) {
    if (next == places.size()) {
      bool isFull = std::ranges::none_of(
          places, [&](const Placement &place) { return fits(place); });
      if (isFull)
        found.push_back(packing());
      return;
    }
    if (fits(places[next])) {
      chosen.push_back(places[next]);
      choose(next + 1);
      chosen.pop_back();
    }
    choose(next + 1);
  }

  MigPacking packing() const {
    MigPacking result;
    for (const Placement &place : chosen)
      result.push_back({place.profile->name, place.start});
    std::ranges::sort(result, {}, &MigInstance::start);
    return result;
  }

  int computeSlices = 0;
  std::vector<Placement> places;
  std::vector<Placement> chosen;
  std::vector<MigPacking> found;
};

} // namespace

std::vector<MigPacking> packings(const std::vector<MigProfile> &profiles,
                                 int memorySlots) {
  if (profiles.empty())
    return {};
  return Search(profiles, memorySlots).run();
}

std::vector<MigPacking> packings(const Device &device) {
  return packings(device.mig, device.migMemorySlots);
}

bool isDoubled(const MigProfile &profile, const Device &device) {
  return std::ranges::any_of(device.mig, [&](const MigProfile &other) {
    return other.computeSlices == profile.computeSlices &&
           other.memorySlots < profile.memorySlots;
  });
}

std::vector<MigPacking> standardPackings(const Device &device) {
  std::vector<MigProfile> profiles = device.mig;
  std::erase_if(profiles, [&](const MigProfile &profile) {
    return isDoubled(profile, device);
  });
  return packings(profiles, device.migMemorySlots);
}

} // namespace perfopt::hwdb
