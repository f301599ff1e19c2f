//===- Sequences.cpp - Sequences become their elements --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Shapes/Expansion.h"

#include "dialects/NN/ConstantValue.h"

using namespace mlir;

namespace perfopt::analysis {

std::optional<SmallVector<Value>> elementsOf(Value sequence) {
  auto made = sequence.getDefiningOp<nn::SequenceConstructOp>();
  if (!made)
    return std::nullopt;
  return SmallVector<Value>(made.getElements());
}

Value Expansion::construct(Operation *op, Type type, Values elements) {
  auto sequence = dyn_cast<nn::SequenceType>(type);
  auto element =
      dyn_cast_or_null<TensorType>(sequence ? sequence.getElement() : Type());
  return nn::SequenceConstructOp::create(
      builder, op->getLoc(), type, elements,
      element ? TypeAttr::get(element.getElementType()) : TypeAttr());
}

/// The constant that says a position; unset when it is not known.
static std::optional<int64_t> constantPosition(Value position) {
  auto values = nn::constantIntegers(position);
  if (!values || values->size() != 1)
    return std::nullopt;
  return values->front();
}

/// The parts that SplitToSequence cuts along `axis`: as `split` lists them,
/// chunks of a scalar `split`, the last one smaller, or single slices.
static std::optional<nn::Shape> partSizes(nn::SplitToSequenceOp op) {
  constexpr int64_t kMaxParts = 4096;
  auto type = nn::rankedType(op.getX());
  int64_t chunk = 1;
  if (Value split = op.getSplit()) {
    auto sizes = nn::constantIntegers(split);
    auto splitType = nn::rankedType(split);
    if (!sizes || !splitType)
      return std::nullopt;
    if (splitType.getRank() == 1)
      return sizes;
    if (sizes->size() != 1)
      return std::nullopt;
    chunk = sizes->front();
  }
  auto axis =
      type ? nn::normalizeAxis(op.getAxis(), type.getRank()) : std::nullopt;
  if (!axis || type.isDynamicDim(*axis) || chunk < 1 ||
      type.getDimSize(*axis) / chunk >= kMaxParts)
    return std::nullopt;
  nn::Shape parts;
  for (int64_t rest = type.getDimSize(*axis); rest > 0; rest -= chunk)
    parts.push_back(std::min(chunk, rest));
  return parts;
}

LogicalResult Expansion::splitToSequence(nn::SplitToSequenceOp op) {
  Location loc = op.getLoc();
  std::optional<nn::Shape> sizes = partSizes(op);
  if (!sizes || sizes->empty())
    return giveUp(op, "the sizes of the parts are not known");
  Type open = nn::openType(op.getX().getType());
  auto split = nn::SplitOp::create(
      builder, loc, SmallVector<Type>(sizes->size(), open), op.getX(),
      integers(loc, *sizes), op.getAxis(), IntegerAttr());
  if (failed(infer(split)))
    return failure();
  Values parts(split.getResults());
  // Whole slices lose the axis where the operator says so.
  if (!op.getSplit() && op.getKeepdims() == 0)
    for (Value &part : parts) {
      auto squeezed = inferred(nn::SqueezeOp::create(
          builder, loc, open, part, integers(loc, op.getAxis())));
      if (failed(squeezed))
        return failure();
      part = *squeezed;
    }
  replace(op, construct(op, op.getType(), parts));
  return success();
}

LogicalResult Expansion::expandSequence(Operation *op, bool &done) {
  done = false;
  if (auto opaque = dyn_cast<nn::OpaqueOp>(op)) {
    // A sequence is no value; its elements are what the operator reads.
    Values operands;
    for (Value operand : opaque.getInputs())
      if (auto elements = elementsOf(operand))
        llvm::append_range(operands, *elements);
      else
        operands.push_back(operand);
    if (operands.size() != opaque.getInputs().size())
      opaque.getInputsMutable().assign(operands);
    return success();
  }
  if (!isa<nn::SequenceInsertOp, nn::SequenceEraseOp, nn::SequenceAtOp,
           nn::SequenceLengthOp, nn::SplitToSequenceOp,
           nn::ConcatFromSequenceOp>(op))
    return success();
  done = true;
  if (auto split = dyn_cast<nn::SplitToSequenceOp>(op))
    return splitToSequence(split);

  Location loc = op->getLoc();
  std::optional<Values> elements = elementsOf(op->getOperand(0));
  if (!elements)
    return giveUp(op, "the length of its sequence is not known");
  auto length = static_cast<int64_t>(elements->size());
  // Where the operator takes a position; without one, the end.
  Value position;
  if (auto at = dyn_cast<nn::SequenceAtOp>(op))
    position = at.getPosition();
  else if (auto insert = dyn_cast<nn::SequenceInsertOp>(op))
    position = insert.getPosition();
  else if (auto erase = dyn_cast<nn::SequenceEraseOp>(op))
    position = erase.getPosition();
  bool inserts = isa<nn::SequenceInsertOp>(op);
  int64_t index = inserts ? length : length - 1;
  if (position) {
    auto given = constantPosition(position);
    if (!given)
      return giveUp(op, "the element's position is not known");
    // Negative ones count from the length; inserting may be behind the last.
    index = *given < 0 ? *given + length : *given;
    if (index < 0 || index >= length + inserts)
      return emitError(loc) << "invalid " << sourceName(op) << ": position "
                            << *given << " in a sequence of " << length;
  }
  if (isa<nn::SequenceLengthOp>(op)) {
    replace(op, integer(loc, length));
  } else if (isa<nn::SequenceAtOp>(op)) {
    replace(op, (*elements)[index]);
  } else if (auto insert = dyn_cast<nn::SequenceInsertOp>(op)) {
    elements->insert(elements->begin() + index, insert.getElement());
    replace(op, construct(op, insert.getType(), *elements));
  } else if (auto erase = dyn_cast<nn::SequenceEraseOp>(op)) {
    if (index < 0)
      return emitError(loc) << "invalid SequenceErase: the sequence is empty";
    elements->erase(elements->begin() + index);
    replace(op, construct(op, erase.getType(), *elements));
  } else {
    auto concat = cast<nn::ConcatFromSequenceOp>(op);
    if (elements->empty())
      return giveUp(op, "its sequence is empty");
    FailureOr<Value> whole =
        concat.getNewAxis() ? stack(loc, *elements, concat.getAxis())
                            : concatenate(loc, *elements, concat.getAxis());
    if (failed(whole))
      return failure();
    replace(op, *whole);
  }
  return success();
}

} // namespace perfopt::analysis
