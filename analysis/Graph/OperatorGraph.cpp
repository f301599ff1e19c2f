//===- OperatorGraph.cpp - The shape of a model's dataflow ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Graph/OperatorGraph.h"

#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/incremental_components.hpp>
#include <boost/pending/disjoint_sets.hpp>
#include <boost/range/iterator_range.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

using namespace perfopt;
using namespace perfopt::analysis;

namespace {

/// The walk leads from consumers to producers, so that an operator is finished
/// after all that it needs.
struct ProducersFirst : boost::default_dfs_visitor {
  ProducersFirst(std::vector<int> &order, std::optional<int> &onCycle)
      : order(order), onCycle(onCycle) {}

  template <typename Vertex, typename Graph>
  void finish_vertex(Vertex vertex, const Graph &) {
    order.push_back(static_cast<int>(vertex));
  }
  template <typename Edge, typename Graph>
  void back_edge(Edge edge, const Graph &graph) {
    onCycle = static_cast<int>(target(edge, graph));
  }

  std::vector<int> &order;
  std::optional<int> &onCycle;
};

} // namespace

core::Result<OperatorGraph>
OperatorGraph::build(const core::Workload &workload) {
  int count = static_cast<int>(workload.operators.size());
  for (int i = 0; i < count; ++i)
    if (int id = workload.operators[i].id; id != i)
      return core::Error{fmt::format(
          "operators[{}] has id {}, expected ids to count from 0 in order", i,
          id)};

  std::vector<std::pair<uint32_t, uint32_t>> dependencies;
  dependencies.reserve(workload.edges.size());
  for (size_t i = 0; i < workload.edges.size(); ++i) {
    auto [producer, consumer, bytes] = workload.edges[i];
    if (std::min(producer, consumer) < 0 ||
        std::max(producer, consumer) >= count)
      return core::Error{fmt::format("edges[{}] leads from operator {} to {}, "
                                     "expected ids from 0 to {}",
                                     i, producer, consumer, count - 1)};
    dependencies.emplace_back(consumer, producer);
  }

  OperatorGraph graph(Dependencies(boost::edges_are_unsorted_multi_pass,
                                   dependencies.begin(), dependencies.end(),
                                   static_cast<uint32_t>(count)));
  if (core::Status ordered = graph.orderOperators(workload); !ordered)
    return ordered.error();
  return graph;
}

core::Status OperatorGraph::orderOperators(const core::Workload &workload) {
  std::optional<int> onCycle;
  order.reserve(workload.operators.size());
  boost::depth_first_search(dependencies,
                            boost::visitor(ProducersFirst(order, onCycle)));
  if (onCycle)
    return core::Error{fmt::format(
        "operator {} ('{}') needs its own result, expected no cycle among the "
        "edges",
        *onCycle, workload.operators[*onCycle].name)};
  return core::success();
}

OperatorPath<double>
OperatorGraph::heaviestPath(std::span<const double> weights) const {
  assert(weights.size() == order.size() && "one weight for each operator");
  OperatorPath<double> path{0.0, {}};
  if (order.empty())
    return path;

  constexpr int kNone = -1;
  std::vector<double> upTo(order.size());
  std::vector<int> before(order.size(), kNone);
  for (uint32_t op : order) {
    for (uint32_t producer :
         boost::make_iterator_range(adjacent_vertices(op, dependencies)))
      if (before[op] == kNone || upTo[producer] > upTo[before[op]])
        before[op] = producer;
    upTo[op] = weights[op] + (before[op] == kNone ? 0.0 : upTo[before[op]]);
  }

  auto last = std::max_element(upTo.begin(), upTo.end());
  path.weight = *last;
  for (int op = static_cast<int>(last - upTo.begin()); op != kNone;
       op = before[op])
    path.operators.push_back(op);
  std::reverse(path.operators.begin(), path.operators.end());
  return path;
}

std::vector<int> OperatorGraph::longestChain() const {
  return heaviestPath(std::vector<double>(order.size(), 1.0)).operators;
}

Levels OperatorGraph::levels() const {
  Levels levels;
  levels.level.assign(order.size(), 0);
  for (uint32_t op : order) {
    int &level = levels.level[op];
    for (uint32_t producer :
         boost::make_iterator_range(adjacent_vertices(op, dependencies)))
      level = std::max(level, levels.level[producer] + 1);
    if (level >= static_cast<int>(levels.width.size()))
      levels.width.resize(level + 1, 0);
    ++levels.width[level];
  }
  return levels;
}

Components OperatorGraph::components() const {
  std::vector<uint32_t> ranks(order.size()), parents(order.size());
  boost::typed_identity_property_map<uint32_t> index;
  boost::disjoint_sets sets(
      boost::make_iterator_property_map(ranks.begin(), index),
      boost::make_iterator_property_map(parents.begin(), index));
  boost::initialize_incremental_components(dependencies, sets);
  boost::incremental_components(dependencies, sets);

  constexpr int kUnnumbered = -1;
  Components components;
  components.component.reserve(order.size());
  std::vector<int> numberOf(order.size(), kUnnumbered);
  for (uint32_t op = 0; op < order.size(); ++op) {
    int &number = numberOf[sets.find_set(op)];
    if (number == kUnnumbered)
      number = components.count++;
    components.component.push_back(number);
  }
  return components;
}
