//===- CpuInfo.h - What the processor says of itself ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// From /proc and /sys, nothing is measured.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CPU_CPUINFO_H
#define PERFOPT_ROOFLINE_MEASURE_CPU_CPUINFO_H

#include "core/Support/Quantity.h"
#include "core/Support/Result.h"

#include <optional>
#include <string>
#include <vector>

namespace perfopt::measure {

/// Of data, or of data and instructions.
struct CacheLevel {
  int level = 0;
  core::Bytes size;
  /// How many of the logical CPUs that may be used share one of them.
  int sharedBy = 1;
};

struct CpuInfo {
  std::string name;
  /// "amd", "intel", "arm"; what the kernel says where none of these.
  std::string vendor;
  /// Logical CPUs that may be used, one of each core: simultaneous threads
  /// share the arithmetic units, so the second one adds no ceiling.
  std::vector<int> cpus;
  /// Cores of one package, of which this process may have fewer; only where the
  /// kernel says it (x86). A virtual machine's is what it was given.
  std::optional<int> packageCores;
  /// From the first to the last level.
  std::vector<CacheLevel> caches;
  core::Bytes memory;
  /// "performance", "powersave", ...; empty where the kernel shows none.
  std::string governor;
  bool virtualMachine = false;
  /// Sustained limit of all packages together; only where the kernel shows it
  /// (powercap), which it does not in most virtual machines.
  std::optional<core::Watts> powerLimit;
  /// Of the last minute; the kernel's mean of tasks that run or wait to.
  std::optional<double> load;
};

/// `allowed` are the logical CPUs that this process may run on; `root` is "/"
/// but in tests.
core::Result<CpuInfo> readCpuInfo(const std::vector<int> &allowed,
                                  const std::string &root = "/");

/// What the scheduler lets this process run on.
std::vector<int> allowedCpus();

/// "0-3,8" is 0 1 2 3 8. Unset for what is no such list.
std::optional<std::vector<int>> parseCpuList(const std::string &text);

/// "32K", "1M", "32768K". Unset for what is no such size.
std::optional<core::Bytes> parseCacheSize(const std::string &text);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CPU_CPUINFO_H
