//===- CpuKit.cpp - An entry for this processor ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/CpuKit.h"
#include "roofline/measure/cpu/AlignedBuffer.h"
#include "roofline/measure/cpu/CpuInfo.h"
#include "roofline/measure/cpu/CpuLevels.h"
#include "roofline/measure/cpu/CpuRates.h"
#include "roofline/measure/cpu/Gemm.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <sys/utsname.h>

using namespace perfopt;
using core::Bytes;
using core::BytesPerSecond;
using core::Device;
using core::FlopsPerSecond;
using core::MemoryLevel;
using core::Pipe;

namespace perfopt::measure {

namespace {

/// Large products for what a BLAS attains: 2 * 3 * 16 MiB of operands, beyond
/// most last-level caches.
constexpr int64_t kGemmSize = 2048;
/// Smallest buffer of the curves.
constexpr Bytes kSmallestBuffer(4096);

std::string machineName() {
  utsname names{};
  return uname(&names) == 0 ? names.machine : "unknown";
}

std::string kernelRelease() {
  utsname names{};
  return uname(&names) == 0 ? fmt::format("{} {}", names.sysname, names.release)
                            : "unknown";
}

/// Fills a Device step by step.
class CpuKit {
public:
  CpuKit(const MeasureOptions &options, CpuInfo info)
      : options(options), info(std::move(info)) {}

  core::Result<Device> run();

private:
  void describe();
  void measurePeaks(ThreadTeam &team);
  core::Status measureCaches(ThreadTeam &team);
  core::Status measureMemory();
  void measureFloor(ThreadTeam &team);
  void measureGemm(Gemm &gemm);

  template <typename Q>
  core::Figure<Q> figure(Q value, std::string conditions) const {
    return measured(value, options, std::move(conditions));
  }
  int cores() const { return static_cast<int>(info.cpus.size()); }
  /// "1 thread 54.2 GFLOP/s, 2 threads 108.1".
  std::string threadScaling(const Loops &loops) const;
  std::string onAllCores() const {
    return fmt::format("{} pinned threads, one a core", cores());
  }

  const MeasureOptions &options;
  CpuInfo info;
  std::map<MemoryLevel, LevelRange> ranges;
  Device device;
};

} // namespace

std::vector<int> threadCounts(int most) {
  std::vector<int> counts;
  for (int count = 1; count < most; count *= 2)
    counts.push_back(count);
  counts.push_back(most);
  return counts;
}

void CpuKit::describe() {
  device.kind = core::DeviceKind::Cpu;
  device.name = info.name;
  device.vendor = info.vendor;
  device.architecture = machineName();
  device.id = fmt::format("{}-{}-cores", idOf(info.name), cores());
  device.smCount = cores();
  device.warpSize = 1;
  device.threadCount =
      figure(core::Count(static_cast<double>(allowedCpus().size())),
             "logical CPUs that the process may run on");
  if (info.powerLimit)
    device.tdp = figure(*info.powerLimit,
                        "sustained limit of all packages, as the kernel's "
                        "powercap shows it; memory and board are beside it");
  device.memoryCapacity =
      figure(info.memory, "what the system reports as total");
  for (const CacheLevel &cache : info.caches) {
    std::string shared =
        fmt::format("each of them shared by {} of the cores used, as "
                    "/sys/devices/system/cpu says",
                    cache.sharedBy);
    Bytes total = cache.size * (double(cores()) / cache.sharedBy);
    if (cache.level == 1)
      device.multiprocessor.l1Capacity = figure(cache.size, shared);
    else if (cache.level == 2)
      device.l2Capacity = figure(total, "all together; " + shared);
    else if (cache.level == 3)
      device.l3Capacity = figure(total, "all together; " + shared);
  }
  device.notes.push_back(fmt::format(
      "Measured under {}, {}, frequency governor {}, load average {} at the "
      "start.",
      kernelRelease(),
      info.virtualMachine ? "in a virtual machine (other guests may share "
                            "caches, memory and power)"
                          : "not in a virtual machine",
      info.governor.empty() ? "not shown" : info.governor,
      info.load ? fmt::format("{:.2f}", *info.load) : "not shown"));
}

std::string CpuKit::threadScaling(const Loops &loops) const {
  std::string text;
  for (int threads : threadCounts(cores())) {
    ThreadTeam team({info.cpus.begin(), info.cpus.begin() + threads});
    double rate = fma32Peak(team, loops, options.sampling).value.value();
    text += text.empty()
                ? fmt::format("1 thread {:.4g} GFLOP/s", rate / 1e9)
                : fmt::format(", {} threads {:.4g}", threads, rate / 1e9);
  }
  return text;
}

void CpuKit::measurePeaks(ThreadTeam &team) {
  options.progress("clock under load");
  auto clock = clockUnderLoad(team, options.sampling);
  device.boostClock = figure(
      clock.value,
      fmt::format("attained under load, from a chain of additions of one cycle "
                  "each; {}; {}",
                  onAllCores(), measure::describe(clock.samples)));

  const Loops *best = nullptr;
  Rate<FlopsPerSecond> best32, best64;
  for (const Loops *loops : availableLoops()) {
    options.progress(fmt::format("multiply-adds, {}", loops->name));
    auto peak32 = fma32Peak(team, *loops, options.sampling);
    auto peak64 = fma64Peak(team, *loops, options.sampling);
    if (!best || peak32.value > best32.value) {
      best = loops;
      best32 = peak32;
      best64 = peak64;
    }
  }
  auto conditions = [&](const Rate<FlopsPerSecond> &rate) {
    return fmt::format(
        "multiply-adds on registers, {}: {:.3g} operations a cycle and core; "
        "{}; {}",
        best->name, rate.value.value() / clock.value.value() / cores(),
        onAllCores(), measure::describe(rate.samples));
  };
  device.peaks[Pipe::Fp32] =
      figure(best32.value, conditions(best32) + "; " + threadScaling(*best));
  device.peaks[Pipe::Fp64] = figure(best64.value, conditions(best64));

  auto dot = [&](Pipe pipe, const DotLoop *loop) {
    if (!loop)
      return;
    options.progress(fmt::format("dot products, {}", loop->name));
    auto rate = dotPeak(team, *loop, options.sampling);
    device.peaks[pipe] =
        figure(rate.value,
               fmt::format("dot products on registers, {}; {}; {}", loop->name,
                           onAllCores(), measure::describe(rate.samples)));
  };
  dot(Pipe::Int8Tensor, int8DotLoop());
  dot(Pipe::Bf16Tensor, bf16DotLoop());
}

core::Status CpuKit::measureCaches(ThreadTeam &team) {
  const Loops &loops = *availableLoops().back();
  Bytes granule(kReadGranule);
  Bytes last = ranges.at(MemoryLevel::Hbm).from * 2;
  auto curve = readCurve(
      team, loops,
      growingSizes(kSmallestBuffer, last, options.pointsPerDoubling, granule),
      options.sampling, options.progress);
  if (!curve)
    return curve.error();
  for (const auto &[level, range] : ranges) {
    auto plateau = findPlateau(*curve, range.from, range.to);
    if (!plateau)
      continue;
    device.bandwidths[level] = figure(
        plateau->bandwidth,
        fmt::format("read, {}; {}, each with a buffer of its own of {:.4g} to "
                    "{:.4g} KiB: median of {} sizes within 10 % of each other, "
                    "{} repeats each",
                    loops.name, onAllCores(), plateau->from.value() / 1024,
                    plateau->to.value() / 1024, plateau->points,
                    options.sampling.repeats));
  }
  return core::success();
}

/// The memory's ceiling is what the best number of threads attains; read and
/// copy stand beside it.
core::Status CpuKit::measureMemory() {
  const Loops &loops = *availableLoops().back();
  Bytes total = ranges.at(MemoryLevel::Hbm).from * (2.0 * cores());
  core::CeilingFamily patterns{
      "perf-opt memory patterns", core::Regime::Sustained, {}, {}};
  std::string scalingOfReads;
  for (int threads : threadCounts(cores())) {
    ThreadTeam team({info.cpus.begin(), info.cpus.begin() + threads});
    Bytes each(std::floor(total.value() / threads / kReadGranule) *
               kReadGranule);
    auto read =
        readCurve(team, loops, {each}, options.sampling, options.progress);
    if (!read)
      return read.error();
    options.progress(fmt::format("copying {:.4g} MB on each of {} threads",
                                 core::megabytes(each) / 2, threads));
    auto copy = copyBandwidth(team, each, options.sampling);
    if (!copy)
      return copy.error();
    BytesPerSecond readRate = read->front().bandwidth;
    scalingOfReads += fmt::format(
        "{}{} thread{} read {:.4g} GB/s, copy {:.4g}",
        scalingOfReads.empty() ? "" : "; ", threads, threads == 1 ? "" : "s",
        readRate.value() / 1e9, copy->value.value() / 1e9);
    auto raise = [&](const std::string &name, BytesPerSecond rate,
                     const std::string &how) {
      auto &figures = patterns.ceilings.bandwidths;
      if (!figures.contains(name) || figures[name].value < rate)
        figures[name] = figure(
            rate, fmt::format("{}; {} pinned threads with {:.4g} MB each", how,
                              threads, core::megabytes(each)));
    };
    raise("hbm_read", readRate, "read with " + std::string(loops.name));
    raise("hbm_copy", copy->value,
          "memcpy, bytes read plus bytes written; " +
              measure::describe(copy->samples));
  }
  auto &figures = patterns.ceilings.bandwidths;
  BytesPerSecond read = figures["hbm_read"].value,
                 copy = figures["hbm_copy"].value;
  device.bandwidths[MemoryLevel::Hbm] =
      figure(std::max(read, copy),
             fmt::format("{}, the faster of reading and copying; {}",
                         read < copy ? "copy" : "read", scalingOfReads));
  device.families.push_back(std::move(patterns));
  return core::success();
}

void CpuKit::measureFloor(ThreadTeam &team) {
  options.progress("starting and ending the threads");
  Summary samples = forkJoin(team, options.sampling);
  std::string conditions =
      fmt::format("an empty loop over {} that wait in a loop, from start to "
                  "end; {}",
                  onAllCores(), measure::describe(samples));
  device.kernelFloor = figure(core::Seconds(samples.median), conditions);
  device.launchInterval = figure(core::Seconds(samples.median), conditions);
}

void CpuKit::measureGemm(Gemm &gemm) {
  options.progress(fmt::format("fp32 product of {0} x {0} x {0}", kGemmSize));
  size_t values = static_cast<size_t>(kGemmSize * kGemmSize);
  AlignedBuffer a(values * sizeof(float)), b(values * sizeof(float)),
      c(values * sizeof(float));
  if (!a || !b || !c)
    return;
  std::fill_n(a.as<float>(), values, 1.0f);
  std::fill_n(b.as<float>(), values, 0.5f);
  Summary samples =
      sample(timed([&] {
               gemm.multiply(kGemmSize, kGemmSize, kGemmSize, a.as<float>(),
                             b.as<float>(), c.as<float>());
             }),
             options.sampling);
  core::CeilingFamily products{
      "perf-opt matrix product", core::Regime::Sustained, {}, {}};
  // A multiply-add is two operations.
  core::Flops flops(2.0 * kGemmSize * kGemmSize * kGemmSize);
  products.ceilings.peaks["fp32"] =
      figure(flops / core::Seconds(samples.median),
             fmt::format("m = n = k = {}; {}; {}", kGemmSize, gemm.name(),
                         measure::describe(samples)));
  device.families.push_back(std::move(products));
}

core::Result<Device> CpuKit::run() {
  // An eighth of the memory at most, however large the caches.
  ranges = levelRanges(info.caches, info.memory / (8.0 * cores()));
  if (!ranges.contains(MemoryLevel::Hbm))
    return core::Error{"the caches are larger than an eighth of the memory, so "
                       "that its bandwidth cannot be measured"};
  std::unique_ptr<Gemm> blas = loadBlas(cores());
  describe();
  {
    ThreadTeam team(info.cpus);
    measurePeaks(team);
    measureFloor(team);
    if (core::Status status = measureCaches(team); !status)
      return status.error();
    if (!blas)
      measureGemm(*makePlainGemm(team, *availableLoops().back()));
  }
  if (blas)
    measureGemm(*blas);
  if (core::Status status = measureMemory(); !status)
    return status.error();
  return std::move(device);
}

core::Result<Device> measureCpu(const MeasureOptions &options) {
  core::Result<CpuInfo> info = readCpuInfo(allowedCpus());
  if (!info)
    return info.error();
  return CpuKit(options, std::move(*info)).run();
}

} // namespace perfopt::measure
