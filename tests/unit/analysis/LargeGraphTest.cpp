//===- LargeGraphTest.cpp - Graphs of 10^5 operators and more -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shapes on which a recursive algorithm overflows the stack, or one that walks
// up a dominator tree step by step takes quadratic time.
//
//===----------------------------------------------------------------------===//

#include "tests/unit/analysis/SampleGraphs.h"

#include <algorithm>
#include <numeric>
#include <vector>

using namespace perfopt;
using samples::graph;

static constexpr int kOperators = 100000;
static constexpr int kEntry = analysis::OperatorGraph::kEntry;

static std::vector<int> upwards(int operators) {
  std::vector<int> ids(operators);
  std::iota(ids.begin(), ids.end(), 0);
  return ids;
}

TEST(LargeGraph, Chain) {
  auto chain = graph(kOperators, samples::chain(kOperators));
  EXPECT_EQ(chain.topologicalOrder(), upwards(kOperators));
  EXPECT_EQ(chain.longestChain(), upwards(kOperators));
  auto path =
      chain.criticalPath(std::vector<core::Flops>(kOperators, core::Flops(2)));
  // 10^5 * 2 = 2e5
  EXPECT_EQ(path.weight, core::Flops(2e5));
  EXPECT_EQ(chain.levels().width, std::vector<int>(kOperators, 1));
  EXPECT_EQ(chain.components().count, 1);
  auto dominators = chain.immediateDominators();
  EXPECT_EQ(dominators.front(), kEntry);
  for (int op = 1; op < kOperators; ++op)
    ASSERT_EQ(dominators[op], op - 1);
}

TEST(LargeGraph, ChainAgainstTheOrderOfIds) {
  samples::Edges edges;
  for (int op = 1; op < kOperators; ++op)
    edges.emplace_back(op, op - 1);
  auto chain = graph(kOperators, edges);
  std::vector<int> downwards = upwards(kOperators);
  std::reverse(downwards.begin(), downwards.end());
  EXPECT_EQ(chain.topologicalOrder(), downwards);
  EXPECT_EQ(chain.longestChain(), downwards);
}

TEST(LargeGraph, FirstResultIsUsedLast) {
  samples::Edges edges = samples::chain(kOperators);
  edges.emplace_back(0, kOperators - 1);
  auto dominators = graph(kOperators, edges).immediateDominators();
  // The last operator can be reached from 0 directly, the others cannot.
  EXPECT_EQ(dominators[kOperators - 1], 0);
  EXPECT_EQ(dominators[kOperators - 2], kOperators - 3);
}

TEST(LargeGraph, TwoChainsThatMeetAtEveryStep) {
  // a = 0, 3, 6, ..., b = 1, 4, 7, ..., and 2, 5, 8, ... use a and b of their
  // step: the common ancestor is the entry, ever farther above.
  samples::Edges edges;
  for (int op = 0; op + 2 < kOperators; op += 3) {
    if (op > 0) {
      edges.emplace_back(op - 3, op);
      edges.emplace_back(op - 2, op + 1);
    }
    edges.emplace_back(op, op + 2);
    edges.emplace_back(op + 1, op + 2);
  }
  // 3 * 33333 = 99999 operators.
  auto ladder = graph(kOperators / 3 * 3, edges);
  auto dominators = ladder.immediateDominators();
  for (int op = 2; op < ladder.operatorCount(); op += 3)
    ASSERT_EQ(dominators[op], kEntry);
  // 33333 steps of a, and the last use of a: 33334 operators.
  EXPECT_EQ(ladder.longestChain().size(), 33334u);
  EXPECT_EQ(ladder.components().count, 1);
}

TEST(LargeGraph, Fan) {
  samples::Edges edges;
  for (int op = 1; op < kOperators; ++op)
    edges.emplace_back(0, op);
  auto levels = graph(kOperators, edges).levels();
  EXPECT_EQ(levels.width, (std::vector<int>{1, kOperators - 1}));
}
