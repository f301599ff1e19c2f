//===- Gradients.h - Gradients of values, while they are being derived ----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reverse-mode differentiation of a straight line of operators: they are gone
// through from the last to the first; each one's rule turns the gradients of
// its results into gradients of its operands.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_TRAINING_GRADIENTS_H
#define PERFOPT_ANALYSIS_TRAINING_GRADIENTS_H

#include "core/Schema/Workload.h"
#include "core/Support/Quantity.h"
#include "dialects/NN/NNOps.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

#include <optional>

namespace perfopt::analysis {

/// What one launch of a backward does and costs. Without a family it launches
/// nothing: its result shows its first operand differently.
struct Launch {
  llvm::StringRef part;
  /// Label in docs/counting.md.
  llvm::StringRef rule;
  double flops = 0, macs = 0;
  std::optional<core::KernelFamily> family;
  llvm::SmallVector<std::pair<llvm::StringRef, int64_t>, 12> problem;
  int launches = 1;
  bool allowTf32 = false;
  /// In place of compulsory traffic.
  std::optional<core::Bytes> read, written;
};

class Gradients {
public:
  explicit Gradients(mlir::func::FuncOp function);

  /// Learnable weights, and floating values computed from them.
  bool wants(mlir::Value value) const { return wanted.contains(value); }
  /// Extends that to the results of an operator made later.
  void see(mlir::Operation *op);

  /// The gradient of a value so far; null where there is none.
  mlir::Value of(mlir::Value value) const { return gradients.lookup(value); }
  /// Adds to the gradient of `value`; a gradient of the shape that `value` was
  /// broadcast to is summed first. Nothing when it is not wanted.
  void add(mlir::Operation *of, mlir::Value value, mlir::Value gradient);
  /// Forgets a gradient, and returns it.
  mlir::Value take(mlir::Value value);
  /// Replaces the gradient.
  void put(mlir::Value value, mlir::Value gradient) {
    gradients[value] = gradient;
  }

  /// Gradients of pieces that cover `whole` are joined once all are there, so
  /// that nothing is added up. `countPieces` says how many there are, 0 for
  /// none: then unset. An empty list while others are missing; the list once
  /// `piece`, which may be null, was the last.
  std::optional<llvm::SmallVector<mlir::Value>>
  collectPiece(mlir::Value whole, mlir::Value piece,
               llvm::function_ref<int()> countPieces);

  /// Operators of the backward pass are made here, in front of the end.
  mlir::Operation *derive(mlir::Operation *of, const Launch &launch,
                          mlir::ValueRange operands, mlir::TypeRange results);
  mlir::Value derive(mlir::Operation *of, const Launch &launch,
                     mlir::ValueRange operands, mlir::Type result);
  /// `value` shown under another type; nothing is copied.
  mlir::Value view(mlir::Operation *of, mlir::Value value, mlir::Type type);
  /// The same by nn.reshape, which copies where the elements lie scattered.
  mlir::Value reshape(mlir::Operation *of, mlir::Value value, mlir::Type type);
  /// A gradient without a counting rule: it is reported.
  void unknown(mlir::Operation *of);

  mlir::OpBuilder &build() { return builder; }
  /// The location of what is derived from `of`.
  mlir::Location nameFor(mlir::Operation *of, llvm::StringRef part) const;
  /// Marks an operator as of the backward pass.
  void mark(mlir::Operation *op) const;

private:
  mlir::Value sumTo(mlir::Operation *of, mlir::Value gradient, mlir::Type type);

  mlir::OpBuilder builder;
  llvm::DenseSet<mlir::Value> wanted;
  llvm::DenseMap<mlir::Value, mlir::Value> gradients;
  struct Pieces {
    int missing = 0;
    llvm::SmallVector<mlir::Value> gradients;
  };
  llvm::DenseMap<mlir::Value, Pieces> pieces;
};

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_TRAINING_GRADIENTS_H
