//===- Ceilings.cpp - A device's roofs, ready for the inner loop ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/Ceilings.h"

#include <fmt/format.h>

using namespace perfopt;
using namespace perfopt::roofline;
using core::Bound;
using core::MemoryLevel;
using core::Pipe;

static core::BytesPerSecond bandwidthOf(const core::Device &device,
                                        MemoryLevel level) {
  auto it = device.bandwidths.find(level);
  return it == device.bandwidths.end() ? core::BytesPerSecond()
                                       : it->second.value;
}

static std::string bandwidthText(std::string_view level,
                                 core::BytesPerSecond bandwidth) {
  return fmt::format("{} {:.6g} GB/s", level, bandwidth.value() / 1e9);
}

core::Result<Ceilings> Ceilings::of(const core::Device &device,
                                    const Options &options) {
  Ceilings out;
  out.device = device.id;
  out.smCount = device.smCount;
  for (const auto &[pipe, figure] : device.peaks) {
    out.peaks[static_cast<size_t>(pipe)] = figure.value;
    out.pipeTexts[static_cast<size_t>(pipe)] = fmt::format(
        "{} {:.6g} TFLOP/s", core::name(pipe), figure.value.value() / 1e12);
  }
  out.l1 = bandwidthOf(device, MemoryLevel::L1);
  // The roof behind the multiprocessors is the last cache that they share.
  bool sharesL3 = device.bandwidths.contains(MemoryLevel::L3);
  out.l2 = bandwidthOf(device, sharesL3 ? MemoryLevel::L3 : MemoryLevel::L2);
  out.hbm = bandwidthOf(device, MemoryLevel::Hbm);

  std::vector<std::string> lacks;
  if (out.hbm.value() <= 0)
    lacks.push_back("an HBM bandwidth");
  if (out.smCount <= 0)
    lacks.push_back("an SM count");
  if (device.peaks.empty())
    lacks.push_back("any compute peak");
  if (!lacks.empty())
    return core::Error{fmt::format(
        "device '{}': the entry lacks {}; add {} to its hwdb file", device.id,
        fmt::join(lacks, " and "), lacks.size() == 1 ? "it" : "them")};

  out.smDraw = out.l2.value() > 0
                   ? out.l2 / out.smCount
                   : out.hbm * (options.smDrawOverShare / out.smCount);
  if (const auto &shared = sharesL3 ? device.l3Capacity : device.l2Capacity)
    out.l2Capacity = shared->value;
  out.kernelFloor = device.kernelFloor ? device.kernelFloor->value
                                       : options.assumedKernelFloor;
  out.launchInterval = device.launchInterval ? device.launchInterval->value
                                             : options.assumedLaunchInterval;
  if (out.l1.value() <= 0)
    out.notes.push_back("no L1 bandwidth: that roof is left out");
  if (out.l2.value() <= 0)
    out.notes.push_back(
        fmt::format("no L2 bandwidth: that roof is left out, and an SM draws "
                    "up to {:.3g} times its share of the HBM bandwidth",
                    options.smDrawOverShare));
  if (!device.kernelFloor)
    out.notes.push_back(fmt::format("no kernel floor: {:.3g} us assumed",
                                    core::microseconds(out.kernelFloor)));
  if (!device.launchInterval)
    out.notes.push_back(fmt::format("no launch interval: {:.3g} us assumed",
                                    core::microseconds(out.launchInterval)));

  out.l1Text = bandwidthText("L1", out.l1);
  out.l2Text = bandwidthText(sharesL3 ? "L3" : "L2", out.l2);
  out.hbmText = bandwidthText("HBM", out.hbm);
  out.launchText =
      fmt::format("launch {:.3g} us", core::microseconds(out.launchInterval));
  return out;
}

const std::string &Ceilings::text(Bound bound, Pipe pipe) const {
  switch (bound) {
  case Bound::Compute:
    return pipeTexts[static_cast<size_t>(pipe)];
  case Bound::L1:
    return l1Text;
  case Bound::L2:
    return l2Text;
  case Bound::Hbm:
    return hbmText;
  case Bound::Launch:
    return launchText;
  case Bound::Unknown:
    break;
  }
  return unknownText;
}
