//===- OperatorGraphTest.cpp - Tests of order, paths and parts ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/unit/analysis/SampleGraphs.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

using namespace perfopt;
using analysis::OperatorGraph;
using core::Flops;
using core::Seconds;
using samples::graph;
using samples::workload;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A residual block between two operators:
///   0 -> 1 -> 2 -> 3 -> 4 and 0 -> 3
static const samples::Edges kResidual = {
    {0, 1}, {1, 2}, {2, 3}, {0, 3}, {3, 4}};

static std::string buildError(const core::Workload &workload) {
  auto graph = OperatorGraph::build(workload);
  return graph ? "built" : graph.error().str();
}

TEST(OperatorGraph, ExecutionOrderIsKeptWhereItIsTopological) {
  EXPECT_THAT(graph(5, kResidual).topologicalOrder(),
              ElementsAre(0, 1, 2, 3, 4));
  // 3 -> 4 has nothing to do with 0, 1 and 2.
  EXPECT_THAT(graph(5, {{0, 2}, {1, 2}, {3, 4}}).topologicalOrder(),
              ElementsAre(0, 1, 2, 3, 4));
}

TEST(OperatorGraph, ProducersComeFirst) {
  EXPECT_THAT(graph(3, {{2, 1}, {1, 0}}).topologicalOrder(),
              ElementsAre(2, 1, 0));
  EXPECT_THAT(graph(4, {{3, 1}, {0, 1}, {1, 2}}).topologicalOrder(),
              ElementsAre(0, 3, 1, 2));
}

TEST(OperatorGraph, RefusesACycle) {
  // 0 and 3 are not on it.
  EXPECT_EQ(buildError(workload(4, {{0, 1}, {1, 2}, {2, 1}, {2, 3}})),
            "operator 1 ('op1') needs its own result, expected no cycle among "
            "the edges");
  EXPECT_THAT(buildError(workload(2, {{0, 1}, {1, 1}})),
              HasSubstr("operator 1 ('op1') needs its own result"));
}

TEST(OperatorGraph, RefusesEdgesToNowhere) {
  EXPECT_EQ(buildError(workload(3, {{0, 1}, {1, 3}})),
            "edges[1] leads from operator 1 to 3, expected ids from 0 to 2");
  EXPECT_EQ(buildError(workload(3, {{-1, 1}})),
            "edges[0] leads from operator -1 to 1, expected ids from 0 to 2");
}

TEST(OperatorGraph, RefusesIdsThatAreNotIndices) {
  core::Workload shifted = workload(2, {});
  shifted.operators[1].id = 7;
  EXPECT_EQ(buildError(shifted),
            "operators[1] has id 7, expected ids to count from 0 in order");
}

TEST(OperatorGraph, CriticalPathByTime) {
  std::vector<Seconds> times = {Seconds(1), Seconds(2), Seconds(3), Seconds(4),
                                Seconds(5)};
  auto path = graph(5, kResidual).criticalPath(times);
  // Through the block 1 + 2 + 3 + 4 + 5 = 15, past it 1 + 4 + 5 = 10.
  EXPECT_EQ(path.weight, Seconds(15));
  EXPECT_THAT(path.operators, ElementsAre(0, 1, 2, 3, 4));
}

TEST(OperatorGraph, CriticalPathIsNotTheLongestChain) {
  // 0 -> 1 -> 2 -> 4 and 0 -> 3 -> 4
  OperatorGraph branches = graph(5, {{0, 1}, {1, 2}, {2, 4}, {0, 3}, {3, 4}});
  std::vector<Flops> flops = {Flops(1), Flops(10), Flops(10), Flops(50),
                              Flops(1)};
  auto path = branches.criticalPath(flops);
  // 1 + 50 + 1 = 52 against 1 + 10 + 10 + 1 = 22.
  EXPECT_EQ(path.weight, Flops(52));
  EXPECT_THAT(path.operators, ElementsAre(0, 3, 4));
  EXPECT_THAT(branches.longestChain(), ElementsAre(0, 1, 2, 4));
}

TEST(OperatorGraph, CriticalPathMayEndBeforeTheLastOperator) {
  // 0 -> 1, and 2 on its own; 3 + 4 = 7 against 5.
  auto path = graph(3, {{0, 1}})
                  .criticalPath(
                      std::vector<Seconds>{Seconds(3), Seconds(4), Seconds(5)});
  EXPECT_EQ(path.weight, Seconds(7));
  EXPECT_THAT(path.operators, ElementsAre(0, 1));
}

TEST(OperatorGraph, OperatorsWithoutWeightStayOnThePath) {
  auto path =
      graph(3, {{0, 1}, {1, 2}})
          .criticalPath(std::vector<Flops>{Flops(0), Flops(8), Flops(2)});
  EXPECT_EQ(path.weight, Flops(10));
  EXPECT_THAT(path.operators, ElementsAre(0, 1, 2));
}

TEST(OperatorGraph, Levels) {
  // 0 -> 1, 0 -> 2, 0 -> 3, {1, 2} -> 4, {3, 4} -> 5
  auto levels =
      graph(6, {{0, 1}, {0, 2}, {0, 3}, {1, 4}, {2, 4}, {3, 5}, {4, 5}})
          .levels();
  EXPECT_THAT(levels.level, ElementsAre(0, 1, 1, 1, 2, 3));
  // One, three, one and one operators: 1 + 3 + 1 + 1 = 6.
  EXPECT_THAT(levels.width, ElementsAre(1, 3, 1, 1));
}

TEST(OperatorGraph, LevelsFollowTheFarthestProducer) {
  auto levels = graph(5, kResidual).levels();
  // 3 is one above 2, although 0 feeds it too.
  EXPECT_THAT(levels.level, ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(levels.width, ElementsAre(1, 1, 1, 1, 1));
}

TEST(OperatorGraph, Components) {
  // {0, 2, 5}, {1}, {3, 4}; 2 and 5 meet only in 0's result.
  auto components = graph(6, {{0, 2}, {0, 5}, {4, 3}}).components();
  EXPECT_EQ(components.count, 3);
  EXPECT_THAT(components.component, ElementsAre(0, 1, 0, 2, 2, 0));
}

TEST(OperatorGraph, SameProducerTwice) {
  // x * x: both operands are the same tensor.
  OperatorGraph square = graph(2, {{0, 1}, {0, 1}});
  EXPECT_THAT(square.levels().level, ElementsAre(0, 1));
  EXPECT_THAT(square.longestChain(), ElementsAre(0, 1));
  EXPECT_EQ(square.components().count, 1);
  EXPECT_THAT(square.immediateDominators(),
              ElementsAre(OperatorGraph::kEntry, 0));
}

TEST(OperatorGraph, NoOperators) {
  OperatorGraph empty = graph(0, {});
  EXPECT_EQ(empty.operatorCount(), 0);
  EXPECT_THAT(empty.topologicalOrder(), IsEmpty());
  EXPECT_EQ(empty.criticalPath(std::vector<Seconds>()).weight, Seconds(0));
  EXPECT_THAT(empty.longestChain(), IsEmpty());
  EXPECT_THAT(empty.levels().width, IsEmpty());
  EXPECT_THAT(empty.immediateDominators(), IsEmpty());
  EXPECT_EQ(empty.components().count, 0);
}

TEST(OperatorGraph, OutlivesItsWorkload) {
  auto built = std::make_unique<core::Workload>(workload(5, kResidual));
  OperatorGraph graph = *OperatorGraph::build(*built);
  built.reset();
  EXPECT_THAT(graph.longestChain(), ElementsAre(0, 1, 2, 3, 4));
}
