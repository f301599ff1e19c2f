//===- OperatorGraph.h - The shape of a model's dataflow ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What order, parallelism and bottlenecks the edges of a workload leave: all
// answers are about dataflow alone, as if every operator whose operands are
// ready could run. Operators are named by their id, which is their index. Each
// query takes time linear in operators and edges, dominators n log n, and none
// recurses.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_GRAPH_OPERATORGRAPH_H
#define PERFOPT_ANALYSIS_GRAPH_OPERATORGRAPH_H

#include "core/Schema/Workload.h"
#include "core/Support/Result.h"

#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace perfopt::analysis {

/// Operators of which each uses a result of the one before it, and the sum of
/// their weights.
template <typename Q>
struct OperatorPath {
  Q weight;
  std::vector<int> operators;
};

/// Level 0 needs no other operator; every other operator is one level above
/// the highest of its producers.
struct Levels {
  /// By operator.
  std::vector<int> level;
  /// Operators in each level, which can run side by side.
  std::vector<int> width;
};

/// Parts of the model that share no tensor.
struct Components {
  int count = 0;
  /// By operator, numbered in the order of their first operators.
  std::vector<int> component;
};

/// A workload's operators and edges; always acyclic.
class OperatorGraph {
public:
  /// The immediate dominator of operators that none dominates.
  static constexpr int kEntry = -1;

  /// Fails on an operator whose id is not its index, an edge from or to an
  /// operator that does not exist, and a cycle.
  static core::Result<OperatorGraph> build(const core::Workload &workload);

  int operatorCount() const { return static_cast<int>(order.size()); }

  /// Producers before consumers; 0, 1, 2, ... where that is such an order.
  /// Paths, levels and dominators follow it; tests observe it through this.
  const std::vector<int> &topologicalOrder() const { return order; }

  /// The heaviest path by the weight of each operator (not negative), e.g. its
  /// time or its FLOPs: what remains with unlimited parallelism. Empty for no
  /// operators.
  template <typename Q>
  OperatorPath<Q> criticalPath(const std::vector<Q> &weights) const {
    std::vector<double> numbers;
    numbers.reserve(weights.size());
    for (Q weight : weights)
      numbers.push_back(weight.value());
    OperatorPath<double> path = heaviestPath(numbers);
    return {Q(path.weight), std::move(path.operators)};
  }

  /// The path with the most operators; it has one in each level.
  std::vector<int> longestChain() const;

  Levels levels() const;

  /// For each operator the last one that every path to it from outside the
  /// graph runs through (not itself), or kEntry. Outside is one virtual entry
  /// in front of all operators without producers.
  std::vector<int> immediateDominators() const;

  Components components() const;

private:
  /// Leads from each operator to its producers: all queries ask for those.
  using Dependencies =
      boost::compressed_sparse_row_graph<boost::directedS, boost::no_property,
                                         boost::no_property, boost::no_property,
                                         uint32_t, uint32_t>;

  explicit OperatorGraph(Dependencies dependencies)
      : dependencies(std::move(dependencies)) {}

  core::Status orderOperators(const core::Workload &workload);
  OperatorPath<double> heaviestPath(std::span<const double> weights) const;

  Dependencies dependencies;
  std::vector<int> order;
};

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_GRAPH_OPERATORGRAPH_H
