//===- ThreadTeam.cpp - Pinned threads that start together ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/ThreadTeam.h"
#include "roofline/measure/cpu/CpuInfo.h"

#include <chrono>
#include <sched.h>

namespace perfopt::measure {

/// The calling thread. Where the system refuses, threads may wander, which the
/// spread of the measurements shows.
static void pinTo(const std::vector<int> &cpus) {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (int cpu : cpus)
    CPU_SET(cpu, &set);
  sched_setaffinity(0, sizeof(set), &set);
}

/// A look takes about a nanosecond.
constexpr int kLooksBeforeSleep = 20000;

ThreadTeam::ThreadTeam(std::vector<int> cpusToUse)
    : cpus(std::move(cpusToUse)), formerCpus(allowedCpus()) {
  for (int thread = 1; thread < size(); ++thread)
    threads.emplace_back([this, thread] { work(thread); });
  pinTo({cpus[0]});
}

ThreadTeam::~ThreadTeam() {
  stop = true;
  generation.fetch_add(1, std::memory_order_release);
  generation.notify_all();
  for (std::thread &thread : threads)
    thread.join();
  pinTo(formerCpus);
}

void ThreadTeam::work(int thread) {
  pinTo({cpus[static_cast<size_t>(thread)]});
  for (uint64_t seen = 0;;) {
    for (int looks = 0; generation.load(std::memory_order_acquire) == seen;)
      if (++looks == kLooksBeforeSleep)
        generation.wait(seen, std::memory_order_acquire);
    ++seen;
    if (stop)
      return;
    (*current)(thread);
    busy.fetch_sub(1, std::memory_order_release);
  }
}

core::Seconds ThreadTeam::run(const Body &body) {
  using Clock = std::chrono::steady_clock;
  current = &body;
  busy.store(size() - 1, std::memory_order_relaxed);
  Clock::time_point start = Clock::now();
  generation.fetch_add(1, std::memory_order_release);
  generation.notify_all();
  body(0);
  // A thread that shares its CPU with another program can be late.
  for (int looks = 0; busy.load(std::memory_order_acquire) != 0;)
    if (++looks % kLooksBeforeSleep == 0)
      std::this_thread::yield();
  return core::Seconds(
      std::chrono::duration<double>(Clock::now() - start).count());
}

core::Seconds
ThreadTeam::runShares(int64_t count,
                      const std::function<void(int, int64_t, int64_t)> &body) {
  return run([&](int thread) {
    body(thread, count * thread / size(), count * (thread + 1) / size());
  });
}

} // namespace perfopt::measure
