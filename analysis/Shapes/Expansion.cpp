//===- Expansion.cpp - Bodies and sequences become what runs --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Shapes/Expansion.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace perfopt::analysis {

std::string sourceName(Operation *op) {
  StringRef mnemonic = op->getName().stripDialect();
  std::string name;
  bool upper = true;
  for (char c : mnemonic) {
    if (c != '_')
      name += upper ? llvm::toUpper(c) : c;
    upper = c == '_';
  }
  return name;
}

LogicalResult Expansion::giveUp(Operation *op, StringRef reason) {
  llvm::SetVector<Value> used(op->operand_begin(), op->operand_end());
  getUsedValuesDefinedAbove(op->getRegions(), used);
  Values operands;
  for (Value value : used) {
    // A sequence is no value; its elements are what the operator reads.
    if (auto elements = elementsOf(value))
      llvm::append_range(operands, *elements);
    else
      operands.push_back(value);
  }
  std::string name = sourceName(op);
  if (!isRepeat)
    emitWarning(op->getLoc()) << name << " is not counted: " << reason;
  builder.setInsertionPoint(op);
  auto opaque = nn::OpaqueOp::create(
      builder, op->getLoc(), op->getResultTypes(), operands, name, "", reason);
  replace(op, opaque.getResults());
  return success();
}

void Expansion::warnOfOpaque(Operation *op) {
  auto opaque = dyn_cast<nn::OpaqueOp>(op);
  if (opaque && !isRepeat)
    emitWarning(op->getLoc())
        << opaque.getOpType() << " is not counted: " << opaque.getReason();
}

void Expansion::replace(Operation *op, ValueRange values) {
  op->replaceAllUsesWith(values);
  op->erase();
}

Value Expansion::integer(Location loc, int64_t value) {
  auto type = RankedTensorType::get({}, builder.getI64Type());
  return nn::ConstantOp::create(builder, loc, type,
                                DenseElementsAttr::get(type, value));
}

Value Expansion::integers(Location loc, ArrayRef<int64_t> values) {
  auto type =
      RankedTensorType::get({int64_t(values.size())}, builder.getI64Type());
  return nn::ConstantOp::create(builder, loc, type,
                                DenseElementsAttr::get(type, values));
}

FailureOr<Value> Expansion::concatenate(Location loc, Values elements,
                                        int64_t axis) {
  return inferred(nn::ConcatOp::create(
      builder, loc, nn::openType(elements.front().getType()), elements, axis));
}

FailureOr<Value> Expansion::stack(Location loc, Values elements, int64_t axis) {
  for (Value &element : elements) {
    FailureOr<Value> part = inferred(
        nn::UnsqueezeOp::create(builder, loc, nn::openType(element.getType()),
                                element, integers(loc, axis)));
    if (failed(part))
      return failure();
    element = *part;
  }
  if (elements.size() == 1)
    return elements.front();
  return concatenate(loc, elements, axis);
}

LogicalResult Expansion::expand(Operation *op, bool &done) {
  done = true;
  // What an expansion makes is itself expanded, and must not move where the
  // next operator of the expansion goes.
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(op);
  if (auto branch = dyn_cast<nn::IfOp>(op))
    return expandIf(branch);
  if (auto loop = dyn_cast<nn::LoopOp>(op))
    return expandLoop(loop);
  if (auto scan = dyn_cast<nn::ScanOp>(op))
    return expandScan(scan);
  if (auto map = dyn_cast<nn::SequenceMapOp>(op))
    return expandMap(map);
  return expandSequence(op, done);
}

} // namespace perfopt::analysis
