//===- Sequence.cpp - Lists of tensors ------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The type of a sequence says the element type of its tensors and no more: how
// many there are and their extents are in the operators that make it.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"

#include "mlir/IR/Builders.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Sequence.cpp.inc"

namespace perfopt::nn {

/// Null when the value is no sequence.
static Type elementOf(Value value) {
  auto sequence = dyn_cast<SequenceType>(value.getType());
  return sequence ? sequence.getElement() : Type();
}

static LogicalResult requireSequence(OptionalLoc loc, Value value) {
  if (elementOf(value))
    return success();
  return emitOptionalError(loc, "found ", value.getType(),
                           ", expected a sequence");
}

LogicalResult SequenceConstructOp::inferReturnTypes(MLIRContext *context,
                                                    OptionalLoc loc,
                                                    Adaptor adaptor,
                                                    Types &types) {
  Type element;
  if (adaptor.getElements().empty()) {
    element = adaptor.getDtype().value_or(Float32Type::get(context));
    element = UnrankedTensorType::get(element);
  } else {
    element = openType(adaptor.getElements().front().getType());
  }
  types.push_back(SequenceType::get(context, element));
  return success();
}

LogicalResult SequenceInsertOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                 Adaptor adaptor,
                                                 Types &types) {
  if (failed(requireSequence(loc, adaptor.getSequence())))
    return failure();
  types.push_back(adaptor.getSequence().getType());
  return success();
}

LogicalResult SequenceEraseOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                Adaptor adaptor, Types &types) {
  if (failed(requireSequence(loc, adaptor.getSequence())))
    return failure();
  types.push_back(adaptor.getSequence().getType());
  return success();
}

LogicalResult SequenceAtOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                             Adaptor adaptor, Types &types) {
  if (failed(requireSequence(loc, adaptor.getSequence())))
    return failure();
  types.push_back(elementOf(adaptor.getSequence()));
  return success();
}

LogicalResult SequenceLengthOp::inferReturnTypes(MLIRContext *context,
                                                 OptionalLoc loc,
                                                 Adaptor adaptor,
                                                 Types &types) {
  if (failed(requireSequence(loc, adaptor.getSequence())))
    return failure();
  types.push_back(RankedTensorType::get({}, IntegerType::get(context, 64)));
  return success();
}

LogicalResult SplitToSequenceOp::inferReturnTypes(MLIRContext *context,
                                                  OptionalLoc loc,
                                                  Adaptor adaptor,
                                                  Types &types) {
  types.push_back(
      SequenceType::get(context, openType(adaptor.getX().getType())));
  return success();
}

LogicalResult ConcatFromSequenceOp::inferReturnTypes(MLIRContext *,
                                                     OptionalLoc loc,
                                                     Adaptor adaptor,
                                                     Types &types) {
  if (failed(requireSequence(loc, adaptor.getSequence())))
    return failure();
  types.push_back(elementOf(adaptor.getSequence()));
  return success();
}

} // namespace perfopt::nn
