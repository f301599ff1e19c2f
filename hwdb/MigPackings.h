//===- MigPackings.h - Every way to cut a board ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Instances of Multi-Instance GPU lie in the board's memory slots: each from
// one of its profile's allowed starts over as many consecutive slots as the
// profile has, none on another. Their compute slices add up to the board's at
// most, that is to those of its largest profile (seven, or four on A30 and RTX
// PRO 6000), and no profile has more than max_instances of them.
//
// NVIDIA documents 19 packings of an A100 into 1g, 2g, 3g, 4g and 7g (MIG User
// Guide, placement table): those that leave no room for another instance. The
// doubled 1g.10gb, which came with a later driver, makes them 78.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_HWDB_MIGPACKINGS_H
#define PERFOPT_HWDB_MIGPACKINGS_H

#include "core/Schema/Device.h"

#include <string>
#include <vector>

namespace perfopt::hwdb {

struct MigInstance {
  std::string profile;
  /// Its first memory slot.
  int start = 0;
};

/// By start.
using MigPacking = std::vector<MigInstance>;

/// Every packing to which no instance can be added; the ones with the largest
/// instances first.
std::vector<MigPacking> packings(const std::vector<core::MigProfile> &profiles,
                                 int memorySlots);
std::vector<MigPacking> packings(const core::Device &device);

/// A profile with more memory than another of as many compute slices, such as
/// 1g.10gb beside 1g.5gb.
bool isDoubled(const core::MigProfile &profile, const core::Device &device);

/// Packings of the profiles that are not doubled.
std::vector<MigPacking> standardPackings(const core::Device &device);

} // namespace perfopt::hwdb

#endif // PERFOPT_HWDB_MIGPACKINGS_H
