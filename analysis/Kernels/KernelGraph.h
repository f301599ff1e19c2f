//===- KernelGraph.h - Operators that run, and who reads whom ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_KERNELS_KERNELGRAPH_H
#define PERFOPT_ANALYSIS_KERNELS_KERNELGRAPH_H

#include "analysis/Kernels/FusionRules.h"
#include "analysis/Kernels/LoadTimeValues.h"
#include "dialects/Interfaces/CostOpInterface.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

#include <vector>

namespace perfopt::analysis {

/// What a kernel goes over: `rows` results, or rows of `cols` elements each.
struct Extent {
  int64_t rows = 0;
  int64_t cols = 1;
  bool reduces = false;
  /// Elements that are read, where that is more.
  int64_t inputs = 0;

  int64_t elements() const { return rows * cols; }
  bool operator==(const Extent &other) const {
    return rows == other.rows && cols == other.cols && reduces == other.reduces;
  }
};

/// One operator of a block.
struct GraphNode {
  enum class Kind : uint8_t {
    /// Known before the first input.
    LoadTime,
    /// Looks at its operand, free of charge.
    View,
    /// Runs, but no counting rule covers it.
    Uncounted,
    Launched,
  };

  mlir::Operation *op = nullptr;
  Kind kind = Kind::LoadTime;
  Role role = Role::Barrier;
  Extent extent;
  dialects::OpCost cost;
  /// Beyond the first launch, and what they move.
  int launches = 1;
  core::Bytes extraRead, extraWritten;
  mlir::Attribute phase;
  /// Of a view: the tensor that it shows.
  mlir::Value root;
  /// Nodes that run and whose results it reads, also through views.
  llvm::SmallVector<int, 2> reads;
  /// The reverse of it.
  llvm::SmallVector<int, 2> readers;
  /// The function returns its result, or a view of it.
  bool escapes = false;

  bool runs() const {
    return kind == Kind::Uncounted || kind == Kind::Launched;
  }
};

/// The operators of a block in their order, by position, with what a runtime
/// makes of each. Views are looked through: they have no time of their own.
class KernelGraph {
public:
  KernelGraph(mlir::Block &block, const LoadTimeValues &loadTime,
              const RuntimeRules &rules);

  std::vector<GraphNode> nodes;

  /// The position of the operator that defines `value` in the block, or -1.
  int definition(mlir::Value value) const;
  /// The position of `op`, or of the one around it, or -1.
  int position(mlir::Operation *op) const;
  /// The tensor whose elements `value` shows.
  mlir::Value rootOf(mlir::Value value) const;
  bool atLoadTime(mlir::Value value) const { return loadTime.contains(value); }

private:
  void addNode(mlir::Operation *op);
  void connect(int id, mlir::Value operand);
  void describe(GraphNode &node);
  void describeCopiedView(GraphNode &node);
  Role roleOf(mlir::Operation *op, core::KernelFamily family) const;

  mlir::Block &block;
  const LoadTimeValues &loadTime;
  const RuntimeRules &rules;
  llvm::DenseMap<mlir::Operation *, int> positions;
};

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_KERNELS_KERNELGRAPH_H
