//===- KernelBuilder.h - From a group of operators to a perf.kernel ------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// FLOPs are those of all operators. Traffic is what crosses the border: each
// distinct tensor that comes from outside once, at most in full, and each
// result that is used outside. Values that stay inside move nothing.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_KERNELS_KERNELBUILDER_H
#define PERFOPT_ANALYSIS_KERNELS_KERNELBUILDER_H

#include "analysis/Kernels/Grouping.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/DenseSet.h"

namespace perfopt::analysis {

class KernelBuilder {
public:
  KernelBuilder(const KernelGraph &graph, const Grouping &grouping,
                const RuntimeRules &rules);

  /// Whether the operator at `id` is a view that lies inside a kernel.
  bool isInside(int id) const { return viewsInside.contains(id); }
  /// Appends the kernel of `group` to `block`, in front of the terminator.
  void build(const Group &group, mlir::Block &block);

private:
  struct Contents {
    /// Members and views between them, in order.
    llvm::SmallVector<int, 4> ids;
    llvm::SmallDenseSet<int, 8> views;
    llvm::SmallVector<mlir::Value, 2> results;
  };
  void findViews(const Group &group);
  bool isMember(const Group &group, int id) const;
  Contents contentsOf(const Group &group) const;
  bool isReadOutside(const Group &group, const Contents &contents,
                     mlir::Value value) const;
  dialects::OpCost costOf(const Group &group, const Contents &contents,
                          std::string &rule) const;
  void addReads(const Group &group, dialects::OpCost &total) const;
  void addLaunches(const Group &group, dialects::OpCost &total,
                   int64_t &launches) const;
  /// Bytes of a peeled convolution bias that remain, and whether it launches.
  void peelBias(const GraphNode &node, dialects::OpCost &total,
                int64_t &launches) const;
  void fill(const Group &group, const Contents &contents, mlir::Block &body);

  const KernelGraph &graph;
  const Grouping &grouping;
  const RuntimeRules &rules;
  /// Views between members of one group, by group.
  llvm::DenseMap<int, llvm::SmallVector<int, 2>> viewsOf;
  /// Of these, the ones that nothing outside reads.
  llvm::DenseSet<int> viewsInside;
};

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_KERNELS_KERNELBUILDER_H
