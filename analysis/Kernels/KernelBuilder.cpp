//===- KernelBuilder.cpp - From a group of operators to a perf.kernel ----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/KernelBuilder.h"

#include "analysis/Cost/KnownBytes.h"
#include "analysis/Kernels/FormKernels.h"
#include "dialects/NN/NNOps.h"
#include "dialects/Perf/PerfDialect.h"

#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace perfopt::analysis {

using core::KernelFamily;
using dialects::CostOpInterface;
using dialects::KernelShape;
using dialects::OpCost;

/// Counts stay below 2^63 as attributes; beyond it they saturate.
static int64_t whole(double value) {
  return value >= 9.2e18 ? INT64_MAX : static_cast<int64_t>(value);
}

KernelBuilder::KernelBuilder(const KernelGraph &graph, const Grouping &grouping,
                             const RuntimeRules &rules)
    : graph(graph), grouping(grouping), rules(rules) {
  for (const Group &group : grouping.groups)
    if (group.members.size() > 1)
      findViews(group);
}

bool KernelBuilder::isMember(const Group &group, int id) const {
  return id >= 0 &&
         grouping.groupOf[id] == grouping.groupOf[group.members.front()];
}

/// Views that lead from a member to a member have to be where both are.
void KernelBuilder::findViews(const Group &group) {
  SmallVector<int, 4> found;
  SmallVector<Operation *, 4> pending;
  for (int id : group.members)
    pending.push_back(graph.nodes[id].op);
  llvm::SmallDenseSet<int, 8> seen;
  while (!pending.empty()) {
    Operation *op = pending.pop_back_val();
    for (Value operand : op->getOperands()) {
      int id = graph.definition(operand);
      bool between = id >= 0 && graph.nodes[id].kind == GraphNode::Kind::View &&
                     llvm::any_of(graph.nodes[id].reads, [&](int read) {
                       return isMember(group, read);
                     });
      if (!between || !seen.insert(id).second)
        continue;
      found.push_back(id);
      pending.push_back(graph.nodes[id].op);
    }
  }
  if (found.empty())
    return;
  // Readers come later: from the last view to the first.
  llvm::sort(found, std::greater<>());
  llvm::SmallDenseSet<int, 8> inside;
  for (int id : found)
    if (llvm::all_of(graph.nodes[id].op->getUsers(), [&](Operation *user) {
          int reader = graph.position(user);
          return isMember(group, reader) || inside.contains(reader);
        }))
      inside.insert(id);
  viewsInside.insert(inside.begin(), inside.end());
  viewsOf[grouping.groupOf[group.members.front()]].append(found);
}

bool KernelBuilder::isReadOutside(const Group &group, const Contents &contents,
                                  Value value) const {
  return llvm::any_of(value.getUsers(), [&](Operation *user) {
    int reader = graph.position(user);
    bool insideView = contents.views.contains(reader) && isInside(reader);
    return !isMember(group, reader) && !insideView;
  });
}

KernelBuilder::Contents KernelBuilder::contentsOf(const Group &group) const {
  Contents contents;
  contents.ids.append(group.members);
  auto views = viewsOf.find(grouping.groupOf[group.members.front()]);
  if (views != viewsOf.end()) {
    contents.ids.append(views->second);
    contents.views.insert(views->second.begin(), views->second.end());
    llvm::sort(contents.ids);
  }
  // A lone operator's first result is always written; others only where
  // someone reads them.
  bool alone = group.members.size() == 1;
  for (int id : group.members)
    for (OpResult result : graph.nodes[id].op->getResults())
      if ((alone && result.getResultNumber() == 0) ||
          isReadOutside(group, contents, result))
        contents.results.push_back(result);
  Operation *last = graph.nodes[group.members.back()].op;
  if (contents.results.empty() && last->getNumResults() > 0)
    contents.results.push_back(last->getResult(0));
  return contents;
}

/// Each member's own count says what it reads; what its first operand does not
/// account for in full (a table of which a few rows are taken) is known from
/// the rest. Several views of one tensor are at most that tensor.
void KernelBuilder::addReads(const Group &group, OpCost &total) const {
  llvm::SmallMapVector<Value, core::Bytes, 8> byTensor;
  llvm::SmallDenseSet<Value, 8> counted;
  for (int id : group.members) {
    const GraphNode &node = graph.nodes[id];
    llvm::SmallSetVector<Value, 4> operands;
    for (Value operand : node.op->getOperands())
      if (!operand.getDefiningOp<nn::ConstantOp>())
        operands.insert(operand);
    core::Bytes first = node.cost.read;
    for (Value operand :
         ArrayRef(operands.getArrayRef()).drop_front(operands.empty() ? 0 : 1))
      first -= std::min(first, knownBytes(operand));
    for (auto [i, operand] : llvm::enumerate(operands)) {
      Value tensor = graph.rootOf(operand);
      if (isMember(group, graph.definition(tensor)) ||
          !counted.insert(operand).second)
        continue;
      byTensor[tensor] += i == 0 ? first : knownBytes(operand);
    }
  }
  for (auto &[tensor, read] : byTensor) {
    core::Bytes all = knownBytes(tensor);
    total.read += all > core::Bytes() ? std::min(read, all) : read;
  }
}

void KernelBuilder::peelBias(const GraphNode &node, OpCost &total,
                             int64_t &launches) const {
  RoleSet generated = Role::Pointwise | Role::Concatenation | Role::Copy |
                      Role::Normalization | Role::Reduction;
  auto adds = [&](int reader) {
    return generated.contains(graph.nodes[reader].role);
  };
  if (llvm::any_of(node.readers, adds)) {
    --launches;
    total.read -= node.extraRead;
    // Written once more where a library kernel wants it, too.
    if (!node.escapes && llvm::all_of(node.readers, adds))
      total.written -= node.extraWritten;
  }
}

void KernelBuilder::addLaunches(const Group &group, OpCost &total,
                                int64_t &launches) const {
  const GraphNode &anchor = graph.nodes[group.anchor];
  launches = anchor.launches;
  total.read += anchor.extraRead;
  total.written += anchor.extraWritten;
  bool peeled = rules.convolutionBias == ConvolutionBias::Peeled &&
                anchor.role == Role::Convolution && !anchor.phase &&
                launches > 1;
  if (peeled)
    peelBias(anchor, total, launches);
}

OpCost KernelBuilder::costOf(const Group &group, const Contents &contents,
                             std::string &rule) const {
  OpCost total;
  llvm::SmallSetVector<StringRef, 4> labels;
  for (int id : group.members) {
    const OpCost &cost = graph.nodes[id].cost;
    total.flops += cost.flops;
    total.macs += cost.macs;
    if (!cost.rule.empty())
      labels.insert(cost.rule);
  }
  rule = llvm::join(labels, "+");
  if (group.members.size() == 1) {
    total.read = graph.nodes[group.members.front()].cost.read;
    total.written = graph.nodes[group.members.front()].cost.written;
    return total;
  }
  addReads(group, total);
  for (Value result : contents.results)
    total.written += knownBytes(result);
  return total;
}

/// The anchor's, as the runtime sees it.
static KernelShape shapeOf(const GraphNode &anchor, const Group &group) {
  auto interface = cast<CostOpInterface>(anchor.op);
  std::optional<KernelShape> own = interface.getKernelShape();
  KernelShape shape = own.value_or(KernelShape());
  if (!own)
    shape.family = KernelFamily::Copy;
  bool generated = anchor.role == Role::Pointwise;
  if (generated)
    shape.family = KernelFamily::Elementwise;
  if (!own || generated) {
    int64_t elements = anchor.extent.elements();
    // What an operator says of itself is exact while it is alone: an optimizer
    // works on many tensors and has no result.
    if (group.members.size() == 1)
      for (auto [key, size] : shape.problem)
        if (key == "elements")
          elements = size;
    shape.problem = {{"elements", elements}};
  }
  for (auto &[key, size] : shape.problem) {
    if (key == "elements" && group.members.size() > 1)
      size = group.extent.elements();
    bool widened = key == (anchor.role == Role::Convolution ? "k" : "n");
    if (group.copies > 1 && widened)
      size *= group.copies;
  }
  return shape;
}

static DictionaryAttr firedRules(const Group &group, Builder &builder) {
  SmallVector<NamedAttribute> counts;
  for (auto [rule, operators] : group.fired)
    counts.push_back(builder.getNamedAttr(
        StringRef(rule->origin.name), builder.getI64IntegerAttr(operators)));
  return counts.empty() ? DictionaryAttr() : builder.getDictionaryAttr(counts);
}

/// Moves the members in; a view that is read outside as well stays there, and
/// is written a second time here.
void KernelBuilder::fill(const Group &group, const Contents &contents,
                         Block &body) {
  IRMapping repeated;
  OpBuilder builder(body.getParentOp()->getContext());
  for (int id : contents.ids) {
    Operation *op = graph.nodes[id].op;
    if (contents.views.contains(id) && !isInside(id)) {
      builder.setInsertionPointToEnd(&body);
      builder.clone(*op, repeated)
          ->setDiscardableAttr(kRepeatedView, builder.getUnitAttr());
      continue;
    }
    op->moveBefore(&body, body.end());
    op->walk([&](Operation *inner) {
      for (OpOperand &operand : inner->getOpOperands())
        if (Value copy = repeated.lookupOrNull(operand.get()))
          operand.set(copy);
    });
  }
}

void KernelBuilder::build(const Group &group, Block &block) {
  Contents contents = contentsOf(group);
  std::string rule;
  int64_t launches = 1;
  OpCost cost = costOf(group, contents, rule);
  addLaunches(group, cost, launches);
  const GraphNode &anchor = graph.nodes[group.anchor];
  KernelShape shape = shapeOf(anchor, group);

  OpBuilder builder(block.getTerminator());
  MLIRContext *context = builder.getContext();
  SmallVector<NamedAttribute> problem;
  for (auto [key, size] : shape.problem)
    problem.push_back(
        builder.getNamedAttr(key, builder.getI64IntegerAttr(size)));
  auto costAttr = perf::CostAttr::get(
      context, whole(cost.flops.value()), whole(cost.macs.value()),
      whole(cost.read.value()), whole(cost.written.value()),
      StringAttr::get(context, rule).getValue());
  auto kernel = perf::KernelOp::create(
      builder, anchor.op->getLoc(), TypeRange(ValueRange(contents.results)),
      StringRef(core::name(shape.family)), builder.getDictionaryAttr(problem),
      costAttr, launches, shape.allowTf32, firedRules(group, builder));

  Block &body = kernel.getBody().emplaceBlock();
  fill(group, contents, body);
  for (auto [result, output] :
       llvm::zip_equal(contents.results, kernel.getOutputs()))
    result.replaceUsesWithIf(output, [&](OpOperand &use) {
      return !kernel->isProperAncestor(use.getOwner());
    });
  builder.setInsertionPointToEnd(&body);
  perf::YieldOp::create(builder, graph.nodes[group.members.back()].op->getLoc(),
                        contents.results);
}

} // namespace perfopt::analysis
