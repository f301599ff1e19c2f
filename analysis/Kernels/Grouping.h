//===- Grouping.h - Which operators share a kernel -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Operators are taken in the block's order. Each starts as a kernel of its own
// and joins, by the first rule that applies, the kernels of what it reads, the
// latest first.
//
// Kernels have a place in an order in which they run: that of one of their
// operators. Two may become one if a place is free that is after everything
// they read and before everything that reads them; then the order holds for the
// new kernel too, so no sequence of merges closes a cycle through a third.
// Both checks look at most at kBudget neighbours, and refuse beyond: the whole
// takes time linear in the operators.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_KERNELS_GROUPING_H
#define PERFOPT_ANALYSIS_KERNELS_GROUPING_H

#include "analysis/Kernels/KernelGraph.h"

#include <optional>
#include <utility>

namespace perfopt::analysis {

/// Operators that launch together.
struct Group {
  /// By position in the block, ascending.
  llvm::SmallVector<int, 4> members;
  /// Place in the order of execution.
  int place = 0;
  /// Of the operator that gives the kernel its shape.
  Role role = Role::Barrier;
  int anchor = 0;
  Extent extent;
  unsigned stage = 0;
  /// Products of one size side by side.
  int64_t copies = 1;
  /// Operators that joined, by rule.
  llvm::SmallVector<std::pair<const FusionRule *, int>, 2> fired;
};

class Grouping {
public:
  Grouping(const KernelGraph &graph, const RuntimeRules &rules);

  std::vector<Group> groups;
  /// For each position of the block, the group, or -1.
  std::vector<int> groupOf;

private:
  static constexpr int kBudget = 2048;

  void addOperator(int id);
  void joinProducers(int id);
  void joinNeighbours(int id);
  bool tryRule(const FusionRule &rule, int id, mlir::OpOperand *operand,
               int producer);
  std::optional<Extent> fit(const FusionRule &rule, const Group &producer,
                            const Group &consumer, int id) const;
  bool staysInside(const Group &producer, int id) const;
  std::optional<int> freePlace(int a, int b) const;
  bool merge(int from, int into, const FusionRule &rule, Extent extent);

  const KernelGraph &graph;
  const RuntimeRules &rules;
  /// The last operator that read a tensor and may take a neighbour.
  llvm::DenseMap<mlir::Value, int> lastReader;
  bool hasHorizontalRules = false;
};

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_KERNELS_GROUPING_H
