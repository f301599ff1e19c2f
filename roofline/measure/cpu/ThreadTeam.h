//===- ThreadTeam.h - Pinned threads that start together ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Threads pinned to one CPU each. Between two kernels that follow each other
// they wait in a loop, as the thread pools of compute libraries do: that costs
// fractions of a microsecond where waking a thread costs many. After some tens
// of microseconds they sleep, so that a library with threads of its own finds
// the CPUs free.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CPU_THREADTEAM_H
#define PERFOPT_ROOFLINE_MEASURE_CPU_THREADTEAM_H

#include "core/Support/Quantity.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace perfopt::measure {

class ThreadTeam {
public:
  using Body = std::function<void(int thread)>;

  /// The calling thread is the first of the team, and pinned until the end.
  explicit ThreadTeam(std::vector<int> cpus);
  ~ThreadTeam();
  ThreadTeam(const ThreadTeam &) = delete;
  ThreadTeam &operator=(const ThreadTeam &) = delete;

  int size() const { return static_cast<int>(cpus.size()); }

  /// Runs `body` once on each thread; from before the first starts until after
  /// the last ended.
  core::Seconds run(const Body &body);

  /// Calls body(thread, first, last) with even shares of 0 to `count`.
  core::Seconds
  runShares(int64_t count,
            const std::function<void(int, int64_t, int64_t)> &body);

private:
  void work(int thread);

  std::vector<int> cpus;
  /// What the calling thread could run on before.
  std::vector<int> formerCpus;
  std::vector<std::thread> threads;
  const Body *current = nullptr;
  // Each on its own cache line: all threads look at the first all the time.
  alignas(64) std::atomic<uint64_t> generation = 0;
  alignas(64) std::atomic<int> busy = 0;
  bool stop = false;
};

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CPU_THREADTEAM_H
