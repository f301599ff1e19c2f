//===- NodeOrder.cpp - Nodes after those they depend on -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/NodeOrder.h"

#include "frontends/Onnx/Importer/Captures.h"

#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/StringMap.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>

using namespace mlir;

namespace perfopt::onnx {

FailureOr<std::vector<const Node *>> nodeOrder(const Graph &graph,
                                               Location loc) {
  llvm::StringMap<size_t> producers;
  for (auto [i, node] : llvm::enumerate(graph.nodes))
    for (std::string_view output : node.outputs)
      if (!output.empty() && !producers.try_emplace(output, i).second)
        return emitError(loc)
               << "value '" << StringRef(output) << "' is made by two nodes";

  bool sorted = true;
  const Node *self = nullptr;
  std::vector<std::pair<size_t, size_t>> edges;
  for (auto [i, node] : llvm::enumerate(graph.nodes)) {
    auto dependOn = [&, i = i, &node = node](std::string_view input) {
      auto producer = input.empty() ? producers.end() : producers.find(input);
      if (producer == producers.end())
        return;
      edges.push_back({producer->second, i});
      sorted &= producer->second < i;
      if (producer->second == i)
        self = &node;
    };
    llvm::for_each(node.inputs, dependOn);
    llvm::for_each(capturedNames(node), dependOn);
  }

  std::vector<const Node *> order;
  order.reserve(graph.nodes.size());
  if (sorted) {
    for (const Node &node : graph.nodes)
      order.push_back(&node);
    return order;
  }

  using Dependencies =
      boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  Dependencies dependencies(edges.begin(), edges.end(), graph.nodes.size());
  // Cycles first: topological_sort reports them by an exception.
  std::vector<size_t> component(graph.nodes.size());
  size_t components = boost::strong_components(
      dependencies,
      boost::make_iterator_property_map(
          component.begin(), get(boost::vertex_index, dependencies)));
  std::vector<size_t> members(components, 0);
  for (size_t id : component)
    ++members[id];
  const Node *inCycle = self;
  for (auto [i, node] : llvm::enumerate(graph.nodes))
    if (!inCycle && members[component[i]] > 1)
      inCycle = &node;
  if (inCycle)
    return emitError(loc) << "the graph has a cycle through node '"
                          << StringRef(inCycle->name.empty() ? inCycle->opType
                                                             : inCycle->name)
                          << "'";
  emitWarning(loc) << "the nodes are not sorted as ONNX wants them; they were "
                      "put in order";
  std::vector<size_t> reversed;
  boost::topological_sort(dependencies, std::back_inserter(reversed));
  for (size_t id : llvm::reverse(reversed))
    order.push_back(&graph.nodes[id]);
  return order;
}

} // namespace perfopt::onnx
