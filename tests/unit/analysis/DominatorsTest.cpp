//===- DominatorsTest.cpp - Tests of immediate dominators -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/unit/analysis/SampleGraphs.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <random>
#include <vector>

using namespace perfopt;
using samples::graph;
using testing::ElementsAre;

static constexpr int kEntry = analysis::OperatorGraph::kEntry;

TEST(Dominators, Chain) {
  EXPECT_THAT(graph(4, samples::chain(4)).immediateDominators(),
              ElementsAre(kEntry, 0, 1, 2));
}

TEST(Dominators, BranchesMeetAgain) {
  // 0 -> {1, 2} -> 3 -> 4: every path to 3 runs through 0, not through 1 or 2.
  EXPECT_THAT(
      graph(5, {{0, 1}, {0, 2}, {1, 3}, {2, 3}, {3, 4}}).immediateDominators(),
      ElementsAre(kEntry, 0, 0, 0, 3));
}

TEST(Dominators, BranchesOfUnequalLength) {
  // 0 -> 1 -> 2 -> 3 -> 5, 1 -> 4 -> 5, 5 -> 6
  EXPECT_THAT(graph(7, {{0, 1}, {1, 2}, {2, 3}, {3, 5}, {1, 4}, {4, 5}, {5, 6}})
                  .immediateDominators(),
              ElementsAre(kEntry, 0, 1, 2, 1, 1, 5));
}

TEST(Dominators, TwoInputsAreJoinedByTheVirtualEntry) {
  // 0 and 1 both feed 2; neither dominates it.
  EXPECT_THAT(graph(4, {{0, 2}, {1, 2}, {2, 3}}).immediateDominators(),
              ElementsAre(kEntry, kEntry, kEntry, 2));
}

TEST(Dominators, OrderOfIdsDoesNotMatter) {
  // 4 -> {3, 2} -> 1 -> 0
  EXPECT_THAT(
      graph(5, {{4, 3}, {4, 2}, {3, 1}, {2, 1}, {1, 0}}).immediateDominators(),
      ElementsAre(1, 4, 4, 4, kEntry));
}

/// Boost's dominators from an added entry in front of all others.
static std::vector<int> lengauerTarjan(int operators,
                                       const samples::Edges &edges) {
  using Graph =
      boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
  Graph graph(operators + 1);
  for (auto [producer, consumer] : edges)
    add_edge(producer, consumer, graph);
  for (int op = 0; op < operators; ++op)
    if (in_degree(op, graph) == 0)
      add_edge(operators, op, graph);
  std::vector<size_t> parents(operators + 1, Graph::null_vertex());
  boost::lengauer_tarjan_dominator_tree(
      graph, operators,
      boost::make_iterator_property_map(parents.begin(),
                                        get(boost::vertex_index, graph)));
  std::vector<int> dominators;
  for (int op = 0; op < operators; ++op) {
    int parent = static_cast<int>(parents[op]);
    dominators.push_back(parent == operators ? kEntry : parent);
  }
  return dominators;
}

TEST(Dominators, EqualLengauerTarjanOnRandomGraphs) {
  std::mt19937 random(3);
  for (int trial = 0; trial < 300; ++trial) {
    // Mostly chains with a few jumps, so that the trees grow deep.
    int operators = 2 + static_cast<int>(random() % 200);
    samples::Edges edges;
    for (int op = 1; op < operators; ++op) {
      if (random() % 50 != 0)
        edges.emplace_back(op - 1, op);
      while (random() % 4 == 0) {
        int reach = std::min<int>(op, 1 + random() % 20);
        edges.emplace_back(op - reach, op);
      }
    }
    EXPECT_EQ(graph(operators, edges).immediateDominators(),
              lengauerTarjan(operators, edges))
        << "trial " << trial;
  }
}
