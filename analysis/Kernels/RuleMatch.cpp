//===- RuleMatch.cpp - Whether a fusion rule applies ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/RuleMatch.h"

#include "analysis/Shapes/PerChannel.h"
#include "dialects/NN/NNOps.h"

using namespace mlir;

namespace perfopt::analysis {

static bool isNamed(OpNames names, Operation *op) {
  std::string_view name = op->getName().getStringRef();
  return names.empty() || llvm::is_contained(names, name);
}

/// One vector as long as the result is wide.
static bool isBias(Value value, Operation *op) {
  auto type = nn::rankedType(value);
  auto result = nn::rankedType(op->getResult(0));
  return type && result && type.getRank() == 1 && result.getRank() > 0 &&
         type.getDimSize(0) == result.getShape().back();
}

/// The extent of `value` that holds the channels of the convolution or product
/// in front of it: what scales a channel there can be in its weights. The way
/// back leads through views and through operators that read nothing else that
/// runs.
static std::optional<int64_t> channelAxisOf(const KernelGraph &graph,
                                            Value value) {
  constexpr size_t kMostSteps = 64;
  SmallVector<Operation *, 8> path;
  std::optional<int64_t> axis;
  while (!axis) {
    int id = graph.definition(value);
    if (id < 0 || path.size() == kMostSteps)
      return std::nullopt;
    const GraphNode &node = graph.nodes[id];
    auto type = nn::rankedType(value);
    if (node.role == Role::Convolution || node.role == Role::Product) {
      auto last = node.op->getAttrOfType<IntegerAttr>("channels_last");
      bool isSecond =
          node.role == Role::Convolution && !(last && last.getInt());
      if (!type || type.getRank() < 2)
        return std::nullopt;
      axis = isSecond ? 1 : type.getRank() - 1;
      break;
    }
    Value from;
    for (Value operand : node.op->getOperands()) {
      if (graph.atLoadTime(operand))
        continue;
      if (from)
        return std::nullopt;
      from = operand;
    }
    auto before = from ? nn::rankedType(from) : RankedTensorType();
    bool isView = node.kind == GraphNode::Kind::View;
    if (!before || !type || (!isView && before.getRank() != type.getRank()))
      return std::nullopt;
    if (isView)
      path.push_back(node.op);
    value = from;
  }
  for (Operation *view : llvm::reverse(path))
    if (axis)
      axis = axisBehind(view, *axis);
  return axis;
}

/// One value, or one for each position along `axis` of what `op` makes of its
/// operand `kept`.
static bool scalesChannels(Operation *op, Value value, Value kept,
                           std::optional<int64_t> axis) {
  if (nn::elementCount(value.getType()) == 1)
    return true;
  auto from = nn::rankedType(kept);
  auto to = nn::rankedType(op->getResult(0));
  if (!axis || !from || !to)
    return false;
  // Its parameters belong to the second extent, whatever broadcasting says.
  if (isa<nn::BatchNormalizationOp>(op))
    return *axis == 1;
  return isPerChannel(value, to.getShape(),
                      *axis + to.getRank() - from.getRank());
}

/// Whether all operands of `op` but `kept` are as `others` wants them.
static bool reads(const KernelGraph &graph, Operation *op, Others others,
                  const OpOperand *kept) {
  if (others == Others::Any)
    return true;
  auto results = nn::elementCount(op->getResult(0).getType());
  std::optional<int64_t> axis;
  if (others == Others::PerChannel)
    axis = channelAxisOf(graph, kept->get());
  for (OpOperand &operand : op->getOpOperands()) {
    if (&operand == kept)
      continue;
    Value value = operand.get();
    auto count = nn::elementCount(value.getType());
    bool own = graph.atLoadTime(value);
    bool fits = others == Others::Bias ? own && isBias(value, op)
                : others == Others::PerChannel
                    ? own && scalesChannels(op, value, kept->get(), axis)
                : others == Others::Scalar ? own && count == 1
                                           : !own && count == results;
    if (!fits)
      return false;
  }
  return true;
}

/// As `reads`, for the first operand of `op` that the others fit to.
static bool readsBeside(const KernelGraph &graph, Operation *op,
                        Others others) {
  if (others == Others::Any)
    return true;
  if (others == Others::Activations)
    return reads(graph, op, others, nullptr);
  return llvm::any_of(op->getOpOperands(), [&](OpOperand &kept) {
    return reads(graph, op, others, &kept);
  });
}

static bool swapsLastTwo(Operation *op) {
  auto transpose = dyn_cast<nn::TransposeOp>(op);
  auto perm = transpose ? transpose.getPerm() : std::nullopt;
  if (!perm || perm->size() < 2)
    return false;
  auto rank = static_cast<int64_t>(perm->size());
  for (auto [i, axis] : llvm::enumerate(*perm)) {
    int64_t at = static_cast<int64_t>(i);
    int64_t wanted = at == rank - 1 ? rank - 2 : at == rank - 2 ? rank - 1 : at;
    if (axis != wanted)
      return false;
  }
  return true;
}

bool matches(const FusionRule &rule, const KernelGraph &graph, int producer,
             OpOperand &operand) {
  const GraphNode &from = graph.nodes[producer];
  Operation *op = operand.getOwner();
  const GraphNode &to = graph.nodes[graph.position(op)];
  if (!isNamed(rule.producerOps, from.op) || !isNamed(rule.consumerOps, op))
    return false;
  if (rule.soleUse && (from.escapes || from.readers.size() != 1))
    return false;
  if (rule.direct && operand.get().getDefiningOp() != from.op)
    return false;
  if (rule.ofWeight && (from.op->getNumOperands() < 2 ||
                        !graph.atLoadTime(from.op->getOperand(1))))
    return false;
  if (rule.swapsLastTwo && !swapsLastTwo(from.op))
    return false;
  if (!rule.followedBy.empty() &&
      (to.escapes || to.readers.size() != 1 ||
       !isNamed(rule.followedBy, graph.nodes[to.readers.front()].op)))
    return false;
  return readsBeside(graph, from.op, rule.producerReads) &&
         reads(graph, op, rule.consumerReads, &operand);
}

bool areTwins(const KernelGraph &graph, int a, int b) {
  Operation *first = graph.nodes[a].op, *second = graph.nodes[b].op;
  if (first->getName() != second->getName() ||
      first->getNumOperands() != second->getNumOperands() ||
      first->getNumOperands() < 2 ||
      first->getOperand(0) != second->getOperand(0) ||
      first->getDiscardableAttrDictionary() !=
          second->getDiscardableAttrDictionary() ||
      first->getPropertiesAsAttribute() != second->getPropertiesAsAttribute())
    return false;
  for (auto [left, right] : llvm::zip_equal(first->getOperands().drop_front(),
                                            second->getOperands().drop_front()))
    if (!graph.atLoadTime(left) || !graph.atLoadTime(right) ||
        left.getType() != right.getType())
      return false;
  return first->getResultTypes() == second->getResultTypes();
}

} // namespace perfopt::analysis
