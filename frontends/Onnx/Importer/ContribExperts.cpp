//===- ContribExperts.cpp - Mixtures of experts, taken apart --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// out = sum over the k best experts e of weight(e) * fc2(e) act(fc1(e) x), with
// act(fc1 x) * fc3 x where there is a third matrix.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/TypeInference.h"
#include "frontends/Onnx/Importer/ContribExpansion.h"

#include "llvm/ADT/StringSwitch.h"

using namespace mlir;

namespace perfopt::onnx {

namespace {

/// One matrix an expert, with what belongs to it.
struct Experts {
  Value weights, bias, scales, zeroPoints;
};

} // namespace

/// [experts, out, in]; ONNX Runtime before 1.22 had [experts, in, out].
static Value oriented(ContribExpansion &node, Value weights, Value x) {
  auto w = nn::rankedType(weights), rows = nn::rankedType(x);
  if (!w || !rows || w.getRank() != 3 || rows.getRank() == 0)
    return weights;
  int64_t in = rows.getShape().back();
  bool isTurned = w.getDimSize(2) != in && w.getDimSize(1) == in &&
                  !w.getElementType().isUnsignedInteger(8);
  return isTurned ? node.permute(weights, {0, 2, 1}) : weights;
}

static Value multiply(ContribExpansion &node, Value x, const Experts &experts,
                      Value choices, int64_t bits) {
  Value weights = experts.weights;
  if (bits)
    unpackWeight(weights, bits, node.getBuilder());
  else
    weights = oriented(node, weights, x);
  NamedAttrList attributes;
  attributes.set("bits", node.getBuilder().getI64IntegerAttr(bits));
  return node.makeOne(
      "MsExpertMatMul",
      {x, weights, choices, experts.bias, experts.scales, experts.zeroPoints},
      attributes);
}

static Value activate(ContribExpansion &node, Value x, bool isGated) {
  StringRef type = node.string("activation_type", "relu");
  bool isFused = type == "swiglu" && !isGated;
  if (isFused)
    return node.makeOne("MsGlu", {x});
  StringRef name = llvm::StringSwitch<StringRef>(type)
                       .Case("relu", "Relu")
                       .Case("gelu", "Gelu")
                       .Cases({"silu", "swiglu"}, "Swish")
                       .Default("");
  if (type == "identity")
    return x;
  if (name.empty()) {
    node.refuse(("its activation '" + type + "' is not known").str());
    return {};
  }
  return node.makeOne(name, {x});
}

void expandExperts(StringRef opType, ContribExpansion &node) {
  bool quantized = opType == "QMoE";
  int64_t bits = quantized ? node.integer("expert_weight_bits", 4) : 0;
  // Behind input and router_probs: weights and biases in turn, or weights,
  // scales and biases; zero points come last.
  auto experts = [&](int i) -> Experts {
    if (!quantized)
      return {node.operand(2 + 2 * i), node.operand(3 + 2 * i), {}, {}};
    return {node.operand(2 + 3 * i), node.operand(4 + 3 * i),
            node.operand(3 + 3 * i), node.operand(11 + i)};
  };
  Value x = node.operand(0), router = node.operand(1);
  Experts first = experts(0), second = experts(1), third = experts(2);
  if (!x || !router || !first.weights || !second.weights)
    return node.refuse("its experts are not given");

  Value weights = node.makeOne("Softmax", {router});
  Value k = node.constant({node.integer("k", 1)});
  SmallVector<Value> best = node.make("TopK", {weights, k}, {});
  if (node.failed())
    return;
  Value hidden = activate(node, multiply(node, x, first, best[1], bits),
                          static_cast<bool>(third.weights));
  if (third.weights)
    hidden =
        node.makeOne("Mul", {hidden, multiply(node, x, third, best[1], bits)});
  Value each =
      node.failed() ? Value() : multiply(node, hidden, second, best[1], bits);
  Value sum = node.makeOne("MsExpertCombine", {each, best[0]});
  auto type = nn::rankedType(x);
  if (!type || type.getRank() != 2)
    sum = node.makeOne("Reshape", {sum, node.makeOne("Shape", {x})});
  node.finish({sum});
}

} // namespace perfopt::onnx
