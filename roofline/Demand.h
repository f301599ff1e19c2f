//===- Demand.h - What a kernel asks of each roof -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The kernel models (tiles, attention, recurrence, streams) differ in how they
// find the traffic and how much of the device is at work; what they hand over
// is the same: bytes per level, and the seconds each roof alone would take with
// that share of the device.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_DEMAND_H
#define PERFOPT_ROOFLINE_DEMAND_H

#include "core/Schema/Prediction.h"
#include "core/Support/Quantity.h"

#include <algorithm>

namespace perfopt::roofline {

struct Demand {
  core::Seconds compute, l1, l2, hbm;
  /// What cannot overlap with the rest, e.g. a second kernel's start.
  core::Seconds serial;
  core::Bytes bytesL1, bytesL2, bytesHbm;

  /// Eq. 3.1 of the thesis: the slowest roof.
  core::Seconds slowest() const { return std::max({compute, l1, l2, hbm}); }
  core::Seconds total() const { return slowest() + serial; }

  core::Bound bound() const {
    core::Seconds time = slowest();
    if (time == hbm)
      return core::Bound::Hbm;
    if (time == compute)
      return core::Bound::Compute;
    return time == l2 ? core::Bound::L2 : core::Bound::L1;
  }

  /// Traffic drawn by SMs that each move `bytesPerSm` through a port of
  /// `draw`; charged to the L2 where its bandwidth is known, else to the HBM.
  void draw(core::Bytes bytesPerSm, core::BytesPerSecond draw, bool hasL2) {
    core::Seconds time = bytesPerSm / draw;
    core::Seconds &roof = hasL2 ? l2 : hbm;
    roof = std::max(roof, time);
  }
};

} // namespace perfopt::roofline

#endif // PERFOPT_ROOFLINE_DEMAND_H
