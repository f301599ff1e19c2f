//===- ContribAttention.cpp - ONNX Runtime's attentions with their projections
//===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/ContribExpansion.h"

using namespace mlir;

namespace perfopt::onnx {

/// input x weights + bias: queries, keys and values side by side.
static Value project(ContribExpansion &node) {
  Value product = node.makeOne("MatMul", {node.operand(0), node.operand(1)});
  Value bias = node.operand(2);
  return bias ? node.makeOne("Add", {product, bias}) : product;
}

static void expandQOrdered(ContribExpansion &node) {
  if (node.operand(18))
    return node.refuse("ONNX Runtime does not say what a past means here");
  Value projected[3];
  for (int i = 0; i < 3; ++i)
    projected[i] = node.makeOne("MsQOrderedMatMul",
                                {node.operand(0), node.operand(1),
                                 node.operand(5 + i), node.operand(8 + i),
                                 node.operand(2 + i), node.operand(11 + i)});
  node.finish("MsMultiHeadAttention",
              {projected[0], projected[1], projected[2], Value(),
               node.operand(17), node.operand(19)},
              node.attributes());
}

/// Operands of MsQkvAttention: qkv, mask_index, past, attention_bias,
/// past_sequence_length, token_offset.
void expandAttention(StringRef opType, ContribExpansion &node) {
  if (opType == "QOrderedAttention")
    return expandQOrdered(node);
  SmallVector<Value, 6> operands;
  if (opType == "QAttention") {
    // input, weight, bias, input_scale, weight_scale, mask_index, two zero
    // points, past.
    Value qkv = node.makeOne("MsMatMulIntegerToFloat",
                             {node.operand(0), node.operand(1), node.operand(3),
                              node.operand(4), node.operand(6), node.operand(7),
                              node.operand(2)});
    operands = {qkv, node.operand(5), node.operand(8)};
  } else if (opType == "PackedAttention") {
    // input, weights, bias, token_offset, cumulative_sequence_length,
    // attention_bias.
    operands = {project(node),   Value(), Value(),
                node.operand(5), Value(), node.operand(3)};
  } else {
    // input, weights, bias, mask_index, past, attention_bias,
    // past_sequence_length.
    operands = {project(node), node.operand(3), node.operand(4),
                node.operand(5), node.operand(6)};
  }
  node.finish("MsQkvAttention", operands, node.attributes());
}

} // namespace perfopt::onnx
