//===- KernelGraph.cpp - Operators that run, and who reads whom ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/KernelGraph.h"

#include "analysis/Cost/KnownBytes.h"
#include "dialects/NN/NNOps.h"

#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;

namespace perfopt::analysis {

using core::KernelFamily;
using dialects::CostOpInterface;
using dialects::KernelShape;
using dialects::OpCost;

/// Where training adds operators, each says to what part of the step it
/// belongs; kernels never mix parts.
static constexpr llvm::StringLiteral kPhase = "nn.phase";

static int64_t elementsOf(Value value) {
  return nn::elementCount(value.getType()).value_or(0);
}

static std::string_view nameOf(Operation *op) {
  return op->getName().getStringRef();
}

static Role defaultRole(KernelFamily family) {
  switch (family) {
  case KernelFamily::Gemm:
  case KernelFamily::BatchedGemm:
    return Role::Product;
  case KernelFamily::Conv:
  case KernelFamily::Depthwise:
    return Role::Convolution;
  case KernelFamily::Attention:
    return Role::Attention;
  case KernelFamily::Norm:
  case KernelFamily::Softmax:
    return Role::Normalization;
  case KernelFamily::Reduction:
    return Role::Reduction;
  case KernelFamily::Elementwise:
    return Role::Pointwise;
  case KernelFamily::Copy:
    return Role::Copy;
  case KernelFamily::Pool:
    return Role::Pool;
  case KernelFamily::Gather:
    return Role::Gather;
  default:
    return Role::Barrier;
  }
}

Role KernelGraph::roleOf(Operation *op, KernelFamily family) const {
  for (const RoleOverride &entry : rules.roles)
    if (entry.op == nameOf(op) && op->getNumOperands() <= entry.maxOperands)
      return entry.role;
  return defaultRole(family);
}

static Extent extentOf(Operation *op, Role role, const KernelShape &shape,
                       int unrolledBelow) {
  Extent extent;
  extent.rows = op->getNumResults() > 0 ? elementsOf(op->getResult(0)) : 0;
  bool hasRows = role == Role::Normalization || role == Role::Reduction;
  if (!hasRows)
    return extent;
  int64_t rows = extent.rows, cols = 1;
  for (auto [key, size] : shape.problem) {
    if (key == "rows")
      rows = size;
    else if (key == "cols")
      cols = size;
  }
  if (role == Role::Reduction && cols < unrolledBelow)
    return {rows, 1, false, rows * cols};
  return {rows, cols, true, 0};
}

void KernelGraph::describeCopiedView(GraphNode &node) {
  node.kind = GraphNode::Kind::Launched;
  node.role = Role::Copy;
  core::Bytes moved;
  for (Value result : node.op->getResults()) {
    if (result.use_empty())
      continue;
    node.extent.rows += elementsOf(result);
    moved += knownBytes(result);
  }
  node.cost.read = std::min(moved, knownBytes(node.op->getOperand(0)));
  node.cost.written = moved;
}

void KernelGraph::describe(GraphNode &node) {
  auto interface = dyn_cast<CostOpInterface>(node.op);
  std::optional<OpCost> cost = interface ? interface.getCost() : std::nullopt;
  node.kind = GraphNode::Kind::Uncounted;
  if (!cost)
    return;
  node.cost = *cost;
  std::optional<KernelShape> shape = interface.getKernelShape();
  if (!shape) {
    bool copied = llvm::is_contained(rules.copiedViews, nameOf(node.op));
    if (copied)
      return describeCopiedView(node);
    node.kind = GraphNode::Kind::View;
    return;
  }
  node.kind = GraphNode::Kind::Launched;
  node.role = roleOf(node.op, shape->family);
  node.extent = extentOf(node.op, node.role, *shape, rules.unrolledBelow);
  if (node.role == Role::Reduction && !node.extent.reduces)
    node.role = Role::Pointwise;
  node.phase = node.op->getAttr(kPhase);
  node.launches = shape->launches;
  node.extraRead = shape->extraRead;
  node.extraWritten = shape->extraWritten;
  bool insideAlready = node.role == Role::Convolution && !node.phase &&
                       rules.convolutionBias == ConvolutionBias::Inside;
  if (insideAlready || rules.singleLaunch.contains(node.role)) {
    node.launches = 1;
    node.extraRead = node.extraWritten = core::Bytes();
  }
}

void KernelGraph::connect(int id, Value operand) {
  GraphNode &node = nodes[id];
  int source = definition(operand);
  if (source < 0)
    return;
  auto add = [&](int read) {
    if (!llvm::is_contained(node.reads, read))
      node.reads.push_back(read);
  };
  if (nodes[source].runs())
    add(source);
  else
    llvm::for_each(nodes[source].reads, add);
}

void KernelGraph::addNode(Operation *op) {
  int id = static_cast<int>(nodes.size());
  positions[op] = id;
  GraphNode &node = nodes.emplace_back();
  node.op = op;
  if (loadTime.contains(op))
    return;
  describe(node);
  for (Value operand : op->getOperands())
    connect(id, operand);
  if (op->getNumRegions() > 0) {
    llvm::SetVector<Value> captured;
    getUsedValuesDefinedAbove(op->getRegions(), captured);
    for (Value value : captured)
      connect(id, value);
  }
  if (node.kind == GraphNode::Kind::View && op->getNumOperands() > 0)
    node.root = rootOf(op->getOperand(0));
  if (node.runs())
    for (int read : node.reads)
      nodes[read].readers.push_back(id);
}

KernelGraph::KernelGraph(Block &block, const LoadTimeValues &loadTime,
                         const RuntimeRules &rules)
    : block(block), loadTime(loadTime), rules(rules) {
  for (Operation &op : block.without_terminator())
    addNode(&op);
  for (Value returned : block.getTerminator()->getOperands()) {
    int source = definition(returned);
    if (source < 0)
      continue;
    nodes[source].escapes = true;
    if (!nodes[source].runs())
      for (int read : nodes[source].reads)
        nodes[read].escapes = true;
  }
}

int KernelGraph::definition(Value value) const {
  Operation *op = value.getDefiningOp();
  auto found = op ? positions.find(op) : positions.end();
  return found == positions.end() ? -1 : found->second;
}

int KernelGraph::position(Operation *op) const {
  Operation *here = block.findAncestorOpInBlock(*op);
  auto found = here ? positions.find(here) : positions.end();
  return found == positions.end() ? -1 : found->second;
}

Value KernelGraph::rootOf(Value value) const {
  int source = definition(value);
  return source >= 0 && nodes[source].root ? nodes[source].root : value;
}

} // namespace perfopt::analysis
