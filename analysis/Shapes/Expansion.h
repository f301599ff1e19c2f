//===- Expansion.h - Bodies and sequences become what runs ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// After inference there are neither branches nor loops nor sequences: a branch
// is replaced by the body that is taken, a loop by its body once for each trip,
// a sequence by its elements. So whatever comes later counts, groups and keeps
// alive exactly what runs, and needs to know of none of them. What cannot be
// worked out becomes nn.opaque, with a warning that says why.
//
// A loop's trips are those of its constant trip count, of a condition that
// folds in every iteration, or the length of the axis that it scans. Where the
// condition depends on data:
//   - of a loop with a trip count: the trip count, the most that it can be;
//   - of a loop without: options.tripCount, else it is opaque;
//   - of a branch: the body that costs more.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_SHAPES_EXPANSION_H
#define PERFOPT_ANALYSIS_SHAPES_EXPANSION_H

#include "analysis/Shapes/InferShapes.h"
#include "dialects/NN/NNOps.h"

#include "mlir/IR/Builders.h"

#include <functional>

namespace perfopt::analysis {

class Expansion {
public:
  /// Infers one operator, folds it, and expands it in its turn; hands back what
  /// stands for its first result, null without results.
  using Infer = std::function<mlir::FailureOr<mlir::Value>(mlir::Operation *)>;

  Expansion(mlir::MLIRContext *context, const InferShapesOptions &options,
            Infer infer)
      : builder(context), options(options), infer(std::move(infer)) {}

  /// For operators with bodies and those on sequences, whose operands have been
  /// inferred; it may erase the operator. `done` says that it did.
  mlir::LogicalResult expand(mlir::Operation *op, bool &done);

  /// Whether a loop took its trips from the options.
  bool tookTripCount() const { return optionWasTaken; }

private:
  using Values = llvm::SmallVector<mlir::Value>;

  // Expansion.cpp
  /// Replaces the operator by nn.opaque and says why.
  mlir::LogicalResult giveUp(mlir::Operation *op, llvm::StringRef reason);
  void replace(mlir::Operation *op, mlir::ValueRange values);
  /// The import leaves it to this, for bodies may never run.
  void warnOfOpaque(mlir::Operation *op);
  mlir::FailureOr<mlir::Value> inferred(mlir::Operation *op) {
    return infer(op);
  }
  mlir::Value integer(mlir::Location loc, int64_t value);
  mlir::Value integers(mlir::Location loc, llvm::ArrayRef<int64_t> values);
  /// The elements side by side along a new axis.
  mlir::FailureOr<mlir::Value> stack(mlir::Location loc, Values elements,
                                     int64_t axis);
  mlir::FailureOr<mlir::Value> concatenate(mlir::Location loc, Values elements,
                                           int64_t axis);

  // Branches.cpp
  mlir::LogicalResult expandIf(nn::IfOp op);
  mlir::LogicalResult takeBranch(nn::IfOp op, mlir::Region &branch);

  // Loops.cpp
  mlir::LogicalResult expandLoop(nn::LoopOp op);
  mlir::LogicalResult expandScan(nn::ScanOp op);
  mlir::LogicalResult expandMap(nn::SequenceMapOp op);
  /// Copies the body in front of `op` and infers it; what it yields, or nothing
  /// when there would be too many operators.
  mlir::FailureOr<Values> copyBody(mlir::Operation *op, mlir::Region &body,
                                   mlir::ValueRange arguments, int64_t trip);
  bool hasRoomFor(mlir::Region &body, int64_t trips);
  mlir::FailureOr<mlir::Value> sliceOf(nn::ScanOp op, unsigned input,
                                       int64_t position);

  // Sequences.cpp
  mlir::LogicalResult expandSequence(mlir::Operation *op, bool &done);
  mlir::LogicalResult splitToSequence(nn::SplitToSequenceOp op);
  mlir::Value construct(mlir::Operation *op, mlir::Type type, Values elements);

  mlir::OpBuilder builder;
  const InferShapesOptions &options;
  Infer infer;
  /// Operators that were copied so far.
  int64_t copied = 0;
  /// Inside of a second or later trip, whose warnings repeat the first's.
  bool isRepeat = false;
  bool optionWasTaken = false;
};

/// What ONNX calls the operator: nn.sequence_map is SequenceMap.
std::string sourceName(mlir::Operation *op);

/// The elements of a sequence that is put together; unset for others.
std::optional<llvm::SmallVector<mlir::Value>> elementsOf(mlir::Value sequence);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_SHAPES_EXPANSION_H
