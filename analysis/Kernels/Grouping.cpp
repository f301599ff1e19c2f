//===- Grouping.cpp - Which operators share a kernel ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/Grouping.h"

#include "analysis/Kernels/RuleMatch.h"
#include "dialects/NN/NNOps.h"

#include <algorithm>
#include <climits>

using namespace mlir;

namespace perfopt::analysis {

/// Library kernels: what joins them is an epilogue.
static constexpr RoleSet kAnchors =
    Role::Product | Role::Convolution | Role::Attention | Role::Barrier;

/// Which operator gives a kernel its family and problem: the larger.
static int weightOf(Role role) {
  if (kAnchors.contains(role))
    return 5;
  switch (role) {
  case Role::Normalization:
    return 4;
  case Role::Reduction:
    return 3;
  case Role::Pool:
    return 2;
  case Role::Pointwise:
    return 1;
  default:
    return 0;
  }
}

Grouping::Grouping(const KernelGraph &graph, const RuntimeRules &rules)
    : groupOf(graph.nodes.size(), -1), graph(graph), rules(rules) {
  hasHorizontalRules = llvm::any_of(
      rules.rules, [](const FusionRule &rule) { return rule.horizontal; });
  for (size_t id = 0; id < graph.nodes.size(); ++id)
    if (graph.nodes[id].runs())
      addOperator(static_cast<int>(id));
}

void Grouping::addOperator(int id) {
  const GraphNode &node = graph.nodes[id];
  groupOf[id] = static_cast<int>(groups.size());
  Group &group = groups.emplace_back();
  group.members.push_back(id);
  group.place = group.anchor = id;
  group.role = node.role;
  group.extent = node.extent;
  if (node.kind != GraphNode::Kind::Launched)
    return;
  joinProducers(id);
  if (hasHorizontalRules)
    joinNeighbours(id);
}

void Grouping::joinProducers(int id) {
  struct Candidate {
    OpOperand *operand;
    int producer;
    int place;
  };
  SmallVector<Candidate, 4> candidates;
  for (OpOperand &operand : graph.nodes[id].op->getOpOperands()) {
    int producer = graph.definition(graph.rootOf(operand.get()));
    if (producer < 0 || graph.nodes[producer].kind != GraphNode::Kind::Launched)
      continue;
    candidates.push_back({&operand, producer, groups[groupOf[producer]].place});
  }
  llvm::stable_sort(candidates, [](const Candidate &a, const Candidate &b) {
    return a.place > b.place;
  });
  for (const Candidate &candidate : candidates)
    for (const FusionRule &rule : rules.rules)
      if (!rule.horizontal &&
          tryRule(rule, id, candidate.operand, candidate.producer))
        break;
}

void Grouping::joinNeighbours(int id) {
  const GraphNode &node = graph.nodes[id];
  for (const FusionRule &rule : rules.rules) {
    if (!rule.horizontal || !rule.consumers.contains(node.role))
      continue;
    for (OpOperand &operand : node.op->getOpOperands()) {
      Value shared = graph.rootOf(operand.get());
      if (operand.get().getDefiningOp<nn::ConstantOp>() ||
          nn::elementCount(shared.getType()).value_or(0) <= 1)
        continue;
      auto [entry, isNew] = lastReader.try_emplace(shared, id);
      int neighbour = std::exchange(entry->second, id);
      if (!isNew && neighbour != id)
        tryRule(rule, id, nullptr, neighbour);
    }
  }
}

/// Every result of `producer` is read by it or by operator `id` only.
bool Grouping::staysInside(const Group &producer, int id) const {
  for (int member : producer.members) {
    const GraphNode &node = graph.nodes[member];
    if (node.escapes)
      return false;
    for (int reader : node.readers)
      if (reader != id && groupOf[reader] != groupOf[member])
        return false;
  }
  return true;
}

/// The extent of both as one kernel.
std::optional<Extent> Grouping::fit(const FusionRule &rule,
                                    const Group &producer,
                                    const Group &consumer, int id) const {
  const Extent &from = producer.extent, &to = consumer.extent;
  switch (rule.sizes) {
  case Sizes::Any:
    return to;
  case Sizes::Equal:
    return from == to ? std::optional(to) : std::nullopt;
  case Sizes::Rows:
    if (from == to)
      return to;
    if (to.reduces)
      return !from.reduces && from.rows == to.elements() ? std::optional(to)
                                                         : std::nullopt;
    return from.reduces && (to.rows == from.elements() || to.rows == from.rows)
               ? std::optional(from)
               : std::nullopt;
  case Sizes::Narrower:
    return !from.reduces && !(from == to) &&
                   from.rows <= std::max(to.elements(), to.inputs) &&
                   staysInside(producer, id)
               ? std::optional(to)
               : std::nullopt;
  }
  return std::nullopt;
}

bool Grouping::tryRule(const FusionRule &rule, int id, OpOperand *operand,
                       int producer) {
  const GraphNode &node = graph.nodes[id];
  int from = groupOf[producer], into = groupOf[id];
  const Group &one = groups[from], &other = groups[into];
  if (from == into || !rule.producers.contains(one.role) ||
      !rule.consumers.contains(node.role) ||
      one.members.size() + other.members.size() > rules.maxOperators ||
      graph.nodes[producer].phase != node.phase)
    return false;
  // An operator that has become an epilogue takes nothing else along.
  if (kAnchors.contains(other.role) && other.role != node.role)
    return false;
  if (rule.producerAlone && one.members.size() != 1)
    return false;
  if (rule.horizontal) {
    bool alike = rule.sameProblem ? areTwins(graph, producer, id)
                                  : one.extent == other.extent;
    return alike && merge(from, into, rule, other.extent);
  }
  if (((rule.fromStages >> one.stage) & 1) == 0 ||
      !matches(rule, graph, producer, *operand))
    return false;
  std::optional<Extent> extent = fit(rule, one, other, id);
  return extent && merge(from, into, rule, *extent);
}

/// A place after all that the two read and before all that reads them.
std::optional<int> Grouping::freePlace(int a, int b) const {
  int after = -1, before = INT_MAX, budget = kBudget;
  for (int group : {a, b})
    for (int member : groups[group].members) {
      const GraphNode &node = graph.nodes[member];
      budget -= static_cast<int>(node.reads.size() + node.readers.size());
      if (budget < 0)
        return std::nullopt;
      for (int read : node.reads)
        if (int other = groupOf[read]; other != a && other != b)
          after = std::max(after, groups[other].place);
      for (int reader : node.readers)
        // Those that were not looked at yet come later than everything.
        if (int other = groupOf[reader]; other >= 0 && other != a && other != b)
          before = std::min(before, groups[other].place);
    }
  auto [first, second] = std::minmax(groups[a].place, groups[b].place);
  for (int place : {second, first})
    if (after < place && place < before)
      return place;
  return std::nullopt;
}

/// `from` takes over all of `into`.
bool Grouping::merge(int from, int into, const FusionRule &rule,
                     Extent extent) {
  std::optional<int> place = freePlace(from, into);
  if (!place)
    return false;
  Group &kept = groups[from], &gone = groups[into];
  kept.place = *place;
  bool isEpilogue = kAnchors.contains(kept.role) && !rule.sameProblem;
  if (isEpilogue)
    kept.stage = rule.toStage;
  else
    kept.extent = extent;
  if (rule.sameProblem)
    kept.copies += gone.copies;
  if (weightOf(gone.role) > weightOf(kept.role)) {
    kept.role = gone.role;
    kept.anchor = gone.anchor;
  }
  auto middle = static_cast<ptrdiff_t>(kept.members.size());
  kept.members.append(gone.members);
  std::inplace_merge(kept.members.begin(), kept.members.begin() + middle,
                     kept.members.end());
  for (int member : gone.members)
    groupOf[member] = from;
  auto count = [&](const FusionRule *by, int operators) {
    for (auto &[known, times] : kept.fired)
      if (known == by) {
        times += operators;
        return;
      }
    kept.fired.emplace_back(by, operators);
  };
  for (auto [by, operators] : gone.fired)
    count(by, operators);
  count(&rule, 1);
  gone = Group();
  return true;
}

} // namespace perfopt::analysis
