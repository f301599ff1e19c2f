//===- CpuRates.cpp - Compute and bandwidth of a team ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/CpuRates.h"
#include "roofline/measure/cpu/AlignedBuffer.h"

#include <fmt/format.h>

#include <atomic>
#include <cstring>

using namespace perfopt;
using core::Bytes;
using core::BytesPerSecond;
using core::FlopsPerSecond;

namespace perfopt::measure {

/// Keeps results that nobody reads from being optimised away.
template <typename T>
static void keep(T value) {
  asm volatile("" : : "r,m"(value) : "memory");
}

/// All threads do the same number of rounds, each of so much work.
template <typename Q, typename Body>
static Rate<Q> rateOf(ThreadTeam &team, double workPerRound,
                      const SamplingOptions &options, const Body &body) {
  Summary samples = sample(
      [&](int64_t times) {
        return team.run([&](int thread) { body(thread, times); });
      },
      options);
  return {Q(workPerRound * team.size() / samples.median), samples};
}

Rate<core::Hertz> clockUnderLoad(ThreadTeam &team,
                                 const SamplingOptions &options) {
  constexpr int kAdditions = 1000;
  return rateOf<core::Hertz>(
      team, double(kAdditions) / team.size(), options,
      [](int thread, int64_t times) {
        uint64_t sum = 0, step = static_cast<uint64_t>(thread) + 1;
        for (int64_t n = 0; n < times; ++n)
#pragma GCC unroll 50
          for (int i = 0; i < kAdditions; ++i) {
#if defined(__x86_64__)
            asm volatile("addq %1, %0" : "+r"(sum) : "r"(step));
#elif defined(__aarch64__)
            asm volatile("add %0, %0, %1" : "+r"(sum) : "r"(step));
#else
            sum += step;
            asm volatile("" : "+r"(sum));
#endif
          }
        keep(sum);
      });
}

Rate<FlopsPerSecond> fma32Peak(ThreadTeam &team, const Loops &loops,
                               const SamplingOptions &options) {
  return rateOf<FlopsPerSecond>(
      team, loops.flopsPerIteration32, options,
      [&](int, int64_t times) { keep(loops.fma32(times, 0.5f, 1.0f)); });
}

Rate<FlopsPerSecond> fma64Peak(ThreadTeam &team, const Loops &loops,
                               const SamplingOptions &options) {
  return rateOf<FlopsPerSecond>(
      team, loops.flopsPerIteration64, options,
      [&](int, int64_t times) { keep(loops.fma64(times, 0.5, 1.0)); });
}

Rate<FlopsPerSecond> dotPeak(ThreadTeam &team, const DotLoop &loop,
                             const SamplingOptions &options) {
  return rateOf<FlopsPerSecond>(
      team, loop.operationsPerIteration, options,
      [&](int, int64_t times) { keep(loop.run(times)); });
}

/// One buffer for each thread, written by that thread.
static core::Result<std::vector<AlignedBuffer>> ownBuffers(ThreadTeam &team,
                                                           Bytes bytes) {
  size_t size = static_cast<size_t>(bytes.value());
  std::vector<AlignedBuffer> buffers;
  for (int thread = 0; thread < team.size(); ++thread) {
    buffers.emplace_back(size);
    if (!buffers.back())
      return core::Error{
          fmt::format("no memory for {} buffers of {:.4g} MB; free some memory",
                      team.size(), core::megabytes(bytes))};
  }
  team.run([&](int thread) {
    std::memset(buffers[static_cast<size_t>(thread)].as<char>(), thread + 1,
                size);
  });
  return buffers;
}

core::Result<std::vector<BandwidthPoint>>
readCurve(ThreadTeam &team, const Loops &loops, const std::vector<Bytes> &sizes,
          const SamplingOptions &options, const Progress &progress) {
  auto buffers = ownBuffers(team, sizes.back());
  if (!buffers)
    return buffers.error();
  std::vector<BandwidthPoint> points;
  for (Bytes size : sizes) {
    progress(fmt::format("reading {:.5g} KiB on each of {} threads",
                         size.value() / 1024, team.size()));
    auto rate = rateOf<BytesPerSecond>(
        team, size.value(), options, [&](int thread, int64_t times) {
          const char *data = (*buffers)[static_cast<size_t>(thread)].as<char>();
          keep(loops.read(data, static_cast<size_t>(size.value()), times));
        });
    points.push_back({size, rate.value});
  }
  return points;
}

core::Result<Rate<BytesPerSecond>>
copyBandwidth(ThreadTeam &team, Bytes perThread,
              const SamplingOptions &options) {
  auto buffers = ownBuffers(team, perThread);
  if (!buffers)
    return buffers.error();
  size_t half = static_cast<size_t>(perThread.value()) / 2;
  return rateOf<BytesPerSecond>(
      team, 2.0 * static_cast<double>(half), options,
      [&](int thread, int64_t times) {
        char *data = (*buffers)[static_cast<size_t>(thread)].as<char>();
        for (int64_t n = 0; n < times; ++n) {
          std::memcpy(data + half, data, half);
          keep(data);
        }
      });
}

Summary forkJoin(ThreadTeam &team, const SamplingOptions &options) {
  return sample(
      [&](int64_t times) {
        core::Seconds total;
        for (int64_t n = 0; n < times; ++n)
          total += team.run([](int) {});
        return total;
      },
      options);
}

} // namespace perfopt::measure
