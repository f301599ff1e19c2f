//===- BlockOrder.cpp - The order in which kernels run -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/BlockOrder.h"

#include <algorithm>
#include <climits>

using namespace mlir;

namespace perfopt::analysis {

std::vector<int> executionOrder(const KernelGraph &graph,
                                const Grouping &grouping) {
  auto count = static_cast<int>(graph.nodes.size());
  auto runs = [&](int id) { return grouping.groupOf[id] >= 0; };

  // When each operator runs, and when the first reader of its results does.
  std::vector<int> time(count, -1), needed(count, INT_MAX);
  auto need = [&](Value value, int when) {
    if (int source = graph.definition(value); source >= 0)
      needed[source] = std::min(needed[source], when);
  };
  for (int id = count; id-- > 0;) {
    if (runs(id))
      time[id] = grouping.groups[grouping.groupOf[id]].place;
    int when = runs(id) ? time[id] : needed[id];
    graph.nodes[id].op->walk([&](Operation *op) {
      for (Value operand : op->getOperands())
        need(operand, when);
    });
  }
  for (int id = 0; id < count; ++id) {
    if (runs(id))
      continue;
    for (Value operand : graph.nodes[id].op->getOperands())
      if (int source = graph.definition(operand); source >= 0)
        time[id] = std::max(time[id], time[source]);
    // Behind its operands anyway; where it was, unless that is too late.
    if (id < needed[id])
      time[id] = std::max(time[id], id);
  }

  std::vector<int> order;
  for (int id = 0; id < count; ++id)
    if (!runs(id) || time[id] == id)
      order.push_back(id);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    if (time[a] != time[b])
      return time[a] < time[b];
    return runs(a) > runs(b);
  });
  return order;
}

} // namespace perfopt::analysis
