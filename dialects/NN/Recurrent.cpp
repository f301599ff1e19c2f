//===- Recurrent.cpp - Recurrent layers over a whole sequence ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Recurrent.cpp.inc"

namespace perfopt::nn {

/// What the operands must agree on; `gates` matrices a direction.
template <typename Adaptor>
static LogicalResult checkRecurrent(OptionalLoc loc, Adaptor op, int64_t gates,
                                    int64_t directions, int64_t batch) {
  auto x = rankedType(op.getX());
  auto r = rankedType(op.getR());
  constexpr int64_t dynamic = ShapedType::kDynamic;
  int64_t hidden = r ? r.getDimSize(2) : dynamic;
  if (auto given = op.getHiddenSize())
    if (!ShapedType::isDynamic(hidden) &&
        static_cast<int64_t>(*given) != hidden)
      return emitOptionalError(loc, "hidden_size is ", *given, ", but R has ",
                               hidden, " columns");
  int64_t rows = multiplyExtents(gates, hidden);
  int64_t input = x ? x.getDimSize(2) : dynamic;
  Shape state = op.getLayout() ? Shape{batch, directions, hidden}
                               : Shape{directions, batch, hidden};
  return success(
      succeeded(expectShape(loc, "W", op.getW(), {directions, rows, input})) &&
      succeeded(expectShape(loc, "R", op.getR(), {directions, rows, hidden})) &&
      succeeded(expectShape(loc, "B", op.getB(),
                            {directions, multiplyExtents(2, rows)})) &&
      succeeded(
          expectShape(loc, "sequence_lens", op.getSequenceLens(), {batch})) &&
      succeeded(expectShape(loc, "initial_h", op.getInitialH(), state)));
}

/// Y [steps, directions, batch, hidden], then `states` final states
/// [directions, batch, hidden]; with layout 1 the batch comes first.
template <typename Adaptor>
static LogicalResult inferRecurrent(OptionalLoc loc, Adaptor op, int64_t gates,
                                    int states, Types &types) {
  auto x = rankedType(op.getX());
  auto w = rankedType(op.getW());
  auto r = rankedType(op.getR());
  Type element = elementType(op.getX());
  if ((x && x.getRank() != 3) || (w && w.getRank() != 3) ||
      (r && r.getRank() != 3))
    return emitOptionalError(loc, "X, W and R must have rank 3");
  if (x && w && !x.isDynamicDim(2) && !w.isDynamicDim(2) &&
      x.getDimSize(2) != w.getDimSize(2))
    return emitOptionalError(loc, "X has ", x.getDimSize(2),
                             " features, W expects ", w.getDimSize(2));
  if (failed(expectOneOf(loc, "direction", op.getDirection(),
                         {"forward", "reverse", "bidirectional"})))
    return failure();
  constexpr int64_t dynamic = ShapedType::kDynamic;
  bool batchFirst = op.getLayout() != 0;
  int64_t steps = x ? x.getDimSize(batchFirst ? 1 : 0) : dynamic;
  int64_t batch = x ? x.getDimSize(batchFirst ? 0 : 1) : dynamic;
  int64_t directions = op.getDirection() == "bidirectional" ? 2 : 1;
  if (failed(checkRecurrent(loc, op, gates, directions, batch)))
    return failure();
  int64_t hidden = r ? r.getDimSize(2) : dynamic;
  Shape sequence = batchFirst ? Shape{batch, steps, directions, hidden}
                              : Shape{steps, directions, batch, hidden};
  Shape state = batchFirst ? Shape{batch, directions, hidden}
                           : Shape{directions, batch, hidden};
  if (failed(appendTensor(loc, sequence, element, types)))
    return failure();
  for (int i = 0; i < states; ++i)
    if (failed(appendTensor(loc, state, element, types)))
      return failure();
  return success();
}

LogicalResult LstmOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                       Adaptor op, Types &types) {
  return inferRecurrent(loc, op, 4, 2, types);
}

LogicalResult GruOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                      Adaptor op, Types &types) {
  return inferRecurrent(loc, op, 3, 1, types);
}

LogicalResult RnnOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                      Adaptor op, Types &types) {
  return inferRecurrent(loc, op, 1, 1, types);
}

} // namespace perfopt::nn
