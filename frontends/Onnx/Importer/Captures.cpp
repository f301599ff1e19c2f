//===- Captures.cpp - What a node's graphs read from around it ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/Captures.h"

#include <unordered_set>

namespace perfopt::onnx {

namespace {

using Names = std::unordered_set<std::string_view>;

// The reader limits how deep graphs nest, so recursion is bounded.
void collect(const Graph &graph, std::vector<std::string_view> &captured);

void collect(const Node &node, std::vector<std::string_view> &captured) {
  for (const Attribute &attribute : node.attributes) {
    if (attribute.graph)
      collect(*attribute.graph, captured);
    if (attribute.rare)
      for (const Graph &graph : attribute.rare->graphs)
        collect(graph, captured);
  }
}

void collect(const Graph &graph, std::vector<std::string_view> &captured) {
  Names own;
  for (const ValueInfo &input : graph.inputs)
    own.insert(input.name);
  for (const Tensor &tensor : graph.initializers)
    own.insert(tensor.name);
  for (const SparseTensor &tensor : graph.sparseInitializers)
    own.insert(tensor.values.name);
  auto use = [&](std::string_view name) {
    if (!name.empty() && !own.count(name))
      captured.push_back(name);
  };
  std::vector<std::string_view> nested;
  for (const Node &node : graph.nodes) {
    for (std::string_view input : node.inputs)
      use(input);
    nested.clear();
    collect(node, nested);
    for (std::string_view name : nested)
      use(name);
    own.insert(node.outputs.begin(), node.outputs.end());
  }
  for (const ValueInfo &output : graph.outputs)
    use(output.name);
}

} // namespace

std::vector<std::string_view> capturedNames(const Node &node) {
  std::vector<std::string_view> all, once;
  collect(node, all);
  Names seen;
  for (std::string_view name : all)
    if (seen.insert(name).second)
      once.push_back(name);
  return once;
}

} // namespace perfopt::onnx
