//===- ThreadTeamTest.cpp - Tests of pinned threads -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/ThreadTeam.h"
#include "roofline/measure/cpu/CpuInfo.h"

#include <gmock/gmock.h>

#include <vector>

using namespace perfopt::measure;

TEST(ThreadTeam, RunsEachThreadOnceAndWaits) {
  // More threads than CPUs, so that some always wait for others.
  std::vector<int> cpus(5, allowedCpus().front());
  ThreadTeam team(cpus);
  std::vector<int> runs(5);
  for (int i = 0; i < 20; ++i)
    team.run([&](int thread) { ++runs[static_cast<size_t>(thread)]; });
  EXPECT_THAT(runs, testing::Each(20));
}

TEST(ThreadTeam, SharesCoverEverythingOnce) {
  std::vector<int> cpus(3, allowedCpus().front());
  ThreadTeam team(cpus);
  std::vector<int> hits(10);
  team.runShares(10, [&](int, int64_t first, int64_t last) {
    for (int64_t i = first; i < last; ++i)
      ++hits[static_cast<size_t>(i)];
  });
  EXPECT_THAT(hits, testing::Each(1));
}

TEST(ThreadTeam, LeavesTheCallerWhereItMayRun) {
  std::vector<int> before = allowedCpus();
  {
    ThreadTeam team({before.front()});
    EXPECT_THAT(allowedCpus(), testing::ElementsAre(before.front()));
  }
  EXPECT_EQ(allowedCpus(), before);
}
