//===- ContribAttention.h - Sizes of ONNX Runtime's attentions ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_CONTRIBATTENTION_H
#define PERFOPT_DIALECTS_NN_CONTRIBATTENTION_H

#include "dialects/NN/NNOps.h"

namespace perfopt::nn {

/// Extents of an attention; each may be dynamic.
struct AttentionExtents {
  int64_t batch = mlir::ShapedType::kDynamic;
  int64_t heads = mlir::ShapedType::kDynamic;
  int64_t kvHeads = mlir::ShapedType::kDynamic;
  /// Queries, and keys that each of them sees.
  int64_t seq = mlir::ShapedType::kDynamic;
  int64_t context = mlir::ShapedType::kDynamic;
  /// Of the keys and values that come with the queries.
  int64_t added = mlir::ShapedType::kDynamic;
  /// Of the cache behind the operator.
  int64_t present = mlir::ShapedType::kDynamic;
  int64_t headDim = mlir::ShapedType::kDynamic;
  int64_t valueDim = mlir::ShapedType::kDynamic;
};

/// Fail where operands contradict each other.
mlir::FailureOr<AttentionExtents>
attentionExtents(OptionalLoc loc, MsQkvAttentionOp::Adaptor op);
mlir::FailureOr<AttentionExtents>
attentionExtents(OptionalLoc loc, MsMultiHeadAttentionOp::Adaptor op);
mlir::FailureOr<AttentionExtents>
attentionExtents(OptionalLoc loc, MsPackedMultiHeadAttentionOp::Adaptor op);
mlir::FailureOr<AttentionExtents>
attentionExtents(OptionalLoc loc, MsGroupQueryAttentionOp::Adaptor op);

/// For an operator that passed its verifier.
template <typename Op>
mlir::FailureOr<AttentionExtents> attentionExtents(Op op) {
  return attentionExtents(std::nullopt, typename Op::Adaptor(op));
}

} // namespace perfopt::nn

#endif // PERFOPT_DIALECTS_NN_CONTRIBATTENTION_H
