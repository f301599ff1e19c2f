//===- SampleGraphs.h - Workloads that are only a graph -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_UNIT_ANALYSIS_SAMPLEGRAPHS_H
#define PERFOPT_TESTS_UNIT_ANALYSIS_SAMPLEGRAPHS_H

#include "analysis/Graph/OperatorGraph.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace perfopt::samples {

using Edges = std::vector<std::pair<int, int>>;

/// Operators op0, op1, ... with `edges` (producer, consumer).
inline core::Workload workload(int operators, const Edges &edges) {
  core::Workload workload;
  for (int i = 0; i < operators; ++i) {
    core::Operator op;
    op.id = i;
    op.name = "op" + std::to_string(i);
    workload.operators.push_back(op);
  }
  for (auto [producer, consumer] : edges)
    workload.edges.push_back({producer, consumer, core::Bytes(4)});
  return workload;
}

inline analysis::OperatorGraph graph(int operators, const Edges &edges) {
  auto graph = analysis::OperatorGraph::build(workload(operators, edges));
  if (!graph)
    ADD_FAILURE() << graph.error().str();
  return *std::move(graph);
}

/// op0 -> op1 -> ... -> op(n-1)
inline Edges chain(int operators) {
  Edges edges;
  for (int i = 1; i < operators; ++i)
    edges.emplace_back(i - 1, i);
  return edges;
}

} // namespace perfopt::samples

#endif // PERFOPT_TESTS_UNIT_ANALYSIS_SAMPLEGRAPHS_H
