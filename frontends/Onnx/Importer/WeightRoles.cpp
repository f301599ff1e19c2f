//===- WeightRoles.cpp - Which initializers are parameters by their use ---===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/WeightRoles.h"

#include <initializer_list>

namespace perfopt::onnx {

namespace {

/// Inputs of an operator by position.
struct Roles {
  std::string_view opType;
  std::initializer_list<size_t> quantized;
  std::initializer_list<size_t> state;
};

} // namespace

static const Roles kRoles[] = {
    {"BatchNormalization", {}, {3, 4}},
    {"ConvInteger", {1}, {2, 3}},
    {"DequantizeLinear", {0}, {1, 2}},
    {"DynamicQuantizeLSTM", {1, 2}, {8, 9, 10, 11}},
    {"DynamicQuantizeMatMul", {1}, {2, 3}},
    {"GatherBlockQuantized", {0}, {2, 3}},
    {"GroupQueryAttention", {}, {7, 8, 12, 13}},
    {"MatMulBnb4", {1}, {2}},
    {"MatMulInteger", {1}, {2, 3}},
    {"MatMulIntegerToFloat", {1}, {2, 3, 4, 5}},
    {"MatMulNBits", {1}, {2, 3, 4}},
    {"QAttention", {1}, {3, 4, 6, 7}},
    {"QEmbedLayerNormalization",
     {2, 3, 4, 5, 6},
     {8, 9, 10, 11, 12, 13, 14, 15, 16, 17}},
    {"QGemm", {3, 6}, {1, 2, 4, 5, 7, 8}},
    {"QLinearAdd", {0, 3}, {1, 2, 4, 5, 6, 7}},
    {"QLinearConv", {3, 8}, {1, 2, 4, 5, 6, 7}},
    {"QLinearMatMul", {3}, {1, 2, 4, 5, 6, 7}},
    {"QLinearMul", {0, 3}, {1, 2, 4, 5, 6, 7}},
    {"QMoE", {2, 5, 8}, {3, 6, 9, 11, 12, 13}},
    {"QOrderedAttention", {5, 6, 7}, {1, 2, 3, 4, 8, 9, 10, 14, 15, 16}},
    {"QOrderedMatMul", {2}, {1, 3, 4, 7}},
    {"QuantizeLinear", {}, {1, 2}},
};

WeightRoles WeightRoles::of(const Graph &graph) {
  llvm::StringMap<const Roles *> table;
  for (const Roles &roles : kRoles)
    table[roles.opType] = &roles;
  WeightRoles result;
  llvm::StringSet<> gathered;
  for (const Node &node : graph.nodes) {
    if (node.opType == "Gather" && !node.inputs.empty())
      gathered.insert(node.inputs.front());
    const Roles *roles = table.lookup(node.opType);
    if (!roles)
      continue;
    for (size_t position : roles->quantized)
      if (position < node.inputs.size())
        result.quantized.insert(node.inputs[position]);
    for (size_t position : roles->state)
      if (position < node.inputs.size())
        result.state.insert(node.inputs[position]);
  }
  // Tables of 64-bit integers are positions; those of 8 bits embeddings.
  for (const Tensor &tensor : graph.initializers)
    if ((tensor.dataType == DataType::Int8 ||
         tensor.dataType == DataType::Uint8) &&
        tensor.dims.size() > 1 && gathered.contains(tensor.name))
      result.quantized.insert(tensor.name);
  return result;
}

} // namespace perfopt::onnx
