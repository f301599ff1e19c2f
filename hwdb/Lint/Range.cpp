//===- Range.cpp - Figures that only a wrong unit explains ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The bounds are wide: what lies beyond them is no unusual board but GHz for
// MHz, GiB for MiB, ms for us.
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Rules.h"

#include <fmt/format.h>

#include <algorithm>

using namespace perfopt::core;

namespace perfopt::hwdb::rules {

namespace {

/// A unit to print a figure in.
struct Unit {
  const char *name;
  double size; // in SI
};
constexpr Unit kGigahertz = {"GHz", 1e9};
constexpr Unit kMicroseconds = {"us", 1e-6};
constexpr Unit kWatts = {"W", 1};
constexpr Unit kKibibytes = {"KiB", 1024};
constexpr Unit kGibibytes = {"GiB", 1024.0 * 1024 * 1024};

/// In the unit, both included.
struct Bounds {
  double low;
  double high;
  /// Why nothing lies beyond.
  const char *reason;
};

class Check {
public:
  explicit Check(LintEntry &entry) : entry(entry), device(*entry.device) {}

  void run() {
    constexpr Bounds clock = {
        0.2, 6, "chips idle at some 0.2 GHz, and none is sold beyond 6"};
    expect("base_clock", device.baseClock, kGigahertz, clock);
    expect("boost_clock", device.boostClock, kGigahertz, clock);

    // A thread pool is woken faster than a board across a bus.
    Bounds launch = {isCpu() ? 0.01 : 0.1, 100,
                     "a launch passes the driver's queue, a matter of "
                     "microseconds"};
    expect("launch_interval", device.launchInterval, kMicroseconds, launch);
    expect("graph_launch_interval", device.graphLaunchInterval, kMicroseconds,
           launch);
    expect("kernel_floor", device.kernelFloor, kMicroseconds,
           {0.01, 50,
            "a kernel starts, reads memory once and ends, a few "
            "thousand cycles"});

    expect("tdp", device.tdp, kWatts,
           {5, 3000,
            "boards draw from 5 W, embedded, to some 1400, and twice "
            "that is beyond what is cooled"});
    checkCaches();
    // Sockets take terabytes of DIMMs, boards what surrounds the chip.
    expect("memory_capacity", device.memoryCapacity, kGibibytes,
           {1, isCpu() ? 16384.0 : 2048.0,
            "boards hold from one to hundreds of GiB, sockets terabytes"});
    checkWholeInstance();
  }

private:
  bool isCpu() const { return device.kind == DeviceKind::Cpu; }

  template <typename Q>
  void expect(const char *key, const std::optional<Figure<Q>> &figure,
              const Unit &unit, const Bounds &bounds) {
    if (!figure)
      return;
    double value = figure->value.value() / unit.size;
    if (value < bounds.low || value > bounds.high)
      entry.complain("range", key,
                     fmt::format("{:.4g} {}, expected {:.4g} to {:.4g}: {}",
                                 value, unit.name, bounds.low, bounds.high,
                                 bounds.reason),
                     "check the unit");
  }

  void checkCaches() {
    constexpr Bounds first = {
        8, 1024,
        "the memory beside one multiprocessor's or core's lanes, of "
        "which there are tens in a chip"};
    const Multiprocessor &unit = device.multiprocessor;
    expect("multiprocessor.l1_capacity", unit.l1Capacity, kKibibytes, first);
    expect("multiprocessor.shared_memory", unit.sharedMemory, kKibibytes,
           first);
    // An L1 out of its own bounds is no bound for another.
    double l1 = unit.l1Capacity
                    ? std::clamp(unit.l1Capacity->value.value() / 1024,
                                 first.low, first.high)
                    : first.low;
    expect("l2_capacity", device.l2Capacity, kKibibytes,
           {l1, 1024.0 * 1024,
            "it holds more than one multiprocessor's L1, "
            "and 1 GiB is more than a chip has room for"});
    expect("l3_capacity", device.l3Capacity, kKibibytes,
           {l1, 4096.0 * 1024,
            "it holds more than one core's L1; with dies "
            "stacked on it a socket has above 1 GiB"});
  }

  /// The largest MIG profile is the board less what its firmware keeps.
  void checkWholeInstance() {
    if (device.mig.empty() || !device.memoryCapacity)
      return;
    auto whole =
        std::ranges::max_element(device.mig, {}, &MigProfile::computeSlices);
    double share = whole->usable / device.memoryCapacity->value;
    if (share < 0.9 || share > 1.1)
      entry.complain(
          "range", fmt::format("mig.profiles[{}]", whole - device.mig.begin()),
          fmt::format("profile {} is the whole board, but has {:.4g} GiB of "
                      "its {:.4g}",
                      whole->name, whole->usable.value() / kGibibytes.size,
                      device.memoryCapacity->value.value() / kGibibytes.size),
          "check the unit of memory_capacity; usable_gib is in 2^30 B");
  }

  LintEntry &entry;
  const Device &device;
};

} // namespace

void range(LintEntry &entry) { Check(entry).run(); }

} // namespace perfopt::hwdb::rules
