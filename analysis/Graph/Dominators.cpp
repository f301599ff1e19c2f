//===- Dominators.cpp - Operators that every path runs through ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In an acyclic graph the immediate dominator of an operator is the nearest
// common ancestor of its producers in the dominator tree, which is complete
// above them when operators are added in topological order: the step of Cooper,
// Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001), which here
// needs no repetition. Boost's lengauer_tarjan_dominator_tree recurses once for
// each operator of a chain and overflows the stack of large models.
//
// Ancestors are found in O(log n) by one jump pointer for each operator: Myers,
// "An applicative random-access stack" (1983).
//
//===----------------------------------------------------------------------===//

#include "analysis/Graph/OperatorGraph.h"

#include <cstddef>
#include <utility>
#include <vector>

using namespace perfopt::analysis;

namespace {

/// A tree that grows at its leaves.
class AncestorTree {
public:
  AncestorTree(size_t nodes, int root) : nodes(nodes) {
    this->nodes[root] = {root, root, 0};
  }

  void add(int leaf, int parent) {
    const Node &above = nodes[parent];
    const Node &jumped = nodes[above.jump];
    // Two jumps of equal length become one of twice that and one step.
    bool equalJumps =
        above.depth - jumped.depth == jumped.depth - nodes[jumped.jump].depth;
    nodes[leaf] = {parent, equalJumps ? jumped.jump : parent, above.depth + 1};
  }

  int parent(int node) const { return nodes[node].parent; }

  int nearestCommonAncestor(int a, int b) const {
    if (nodes[a].depth < nodes[b].depth)
      std::swap(a, b);
    while (nodes[a].depth > nodes[b].depth) {
      const Node &node = nodes[a];
      a = nodes[node.jump].depth >= nodes[b].depth ? node.jump : node.parent;
    }
    // Jumps of nodes at equal depth are equally long.
    while (a != b) {
      bool jump = nodes[a].jump != nodes[b].jump;
      a = jump ? nodes[a].jump : nodes[a].parent;
      b = jump ? nodes[b].jump : nodes[b].parent;
    }
    return a;
  }

private:
  struct Node {
    int parent = 0;
    int jump = 0;
    int depth = 0;
  };
  std::vector<Node> nodes;
};

} // namespace

std::vector<int> OperatorGraph::immediateDominators() const {
  int entry = operatorCount();
  AncestorTree tree(order.size() + 1, entry);
  for (uint32_t op : order) {
    auto [producer, end] = adjacent_vertices(op, dependencies);
    int dominator = producer == end ? entry : static_cast<int>(*producer);
    for (; producer != end; ++producer)
      dominator =
          tree.nearestCommonAncestor(dominator, static_cast<int>(*producer));
    tree.add(op, dominator);
  }

  std::vector<int> dominators;
  dominators.reserve(order.size());
  for (int op = 0; op < entry; ++op)
    dominators.push_back(tree.parent(op) == entry ? kEntry : tree.parent(op));
  return dominators;
}
