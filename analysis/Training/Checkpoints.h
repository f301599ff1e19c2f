//===- Checkpoints.h - Where activations are kept under checkpointing -----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// With n operators, about sqrt(n) segments: only what crosses a border between
// segments is kept, the rest is computed again when its backward comes. A
// border lies where the fewest bytes cross, between half a segment before and
// after its even place. The last segment is not computed again: its backward
// follows at once. (Chen et al., Training Deep Nets with Sublinear Memory Cost,
// 2016; torch.utils.checkpoint.checkpoint_sequential.)
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_TRAINING_CHECKPOINTS_H
#define PERFOPT_ANALYSIS_TRAINING_CHECKPOINTS_H

#include "mlir/IR/Operation.h"
#include "llvm/ADT/SmallVector.h"

namespace perfopt::analysis {

/// Operators from `begin` up to `end`.
struct Segment {
  size_t begin = 0, end = 0;
};

/// Segments of a straight line of operators, in order; together they are all of
/// it.
llvm::SmallVector<Segment>
chooseSegments(llvm::ArrayRef<mlir::Operation *> ops);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_TRAINING_CHECKPOINTS_H
