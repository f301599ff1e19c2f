//===- LinalgBody.cpp - What a structured operator's body does ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/LinalgBody.h"

#include "analysis/Cost/ElementBytes.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/TypeUtilities.h"
#include "mlir/Interfaces/CastInterfaces.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace mlir;

namespace perfopt::analysis {

static bool isPosition(Type type) {
  return getElementTypeOrSelf(type).isIndex();
}

std::optional<double> scalarFlops(Operation *op) {
  if (op->hasTrait<OpTrait::ConstantLike>() || isa<CastOpInterface>(op) ||
      llvm::all_of(op->getResultTypes(), isPosition))
    return 0;
  // A product of complex numbers is 4 products and 2 sums.
  if (isa<complex::MulOp>(op))
    return 6;
  if (isa<complex::AddOp, complex::SubOp>(op))
    return 2;
  if (isa<complex::CreateOp, complex::ReOp, complex::ImOp>(op))
    return 0;
  if (isa<math::FmaOp>(op))
    return 2;
  if (isa<arith::ArithDialect, math::MathDialect>(op->getDialect()))
    return 1;
  return std::nullopt;
}

/// The value in front of changes of its element type.
static Value throughCasts(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (!isa<CastOpInterface>(op) || op->getNumOperands() != 1)
      break;
    value = op->getOperand(0);
  }
  return value;
}

/// The block's arguments that `value` is computed from.
static llvm::SmallPtrSet<Value, 4> inputsOf(Value value, Block *block) {
  llvm::SmallPtrSet<Value, 4> inputs, seen;
  SmallVector<Value> pending{value};
  while (!pending.empty()) {
    Value current = pending.pop_back_val();
    if (!seen.insert(current).second)
      continue;
    Operation *op = current.getDefiningOp();
    if (!op)
      inputs.insert(current);
    else if (op->getBlock() == block)
      llvm::append_range(pending, op->getOperands());
  }
  return inputs;
}

/// accumulator + a * b with a and b from different inputs.
static bool isMultiplyAdd(Value yielded, Value accumulator, Block *block) {
  auto differ = [&](Value a, Value b) {
    auto left = inputsOf(a, block), right = inputsOf(b, block);
    bool known = !left.empty() && !right.empty() &&
                 !left.contains(accumulator) && !right.contains(accumulator);
    return known && (left.size() != 1 || right.size() != 1 ||
                     *left.begin() != *right.begin());
  };
  Operation *sum = throughCasts(yielded).getDefiningOp();
  if (auto fused = dyn_cast_or_null<math::FmaOp>(sum))
    return throughCasts(fused.getC()) == accumulator &&
           differ(fused.getA(), fused.getB());
  if (!isa_and_nonnull<arith::AddFOp, arith::AddIOp, arith::OrIOp,
                       complex::AddOp>(sum))
    return false;
  for (int side : {0, 1}) {
    if (throughCasts(sum->getOperand(side)) != accumulator)
      continue;
    Operation *product =
        throughCasts(sum->getOperand(1 - side)).getDefiningOp();
    return isa_and_nonnull<arith::MulFOp, arith::MulIOp, arith::AndIOp,
                           complex::MulOp>(product) &&
           differ(product->getOperand(0), product->getOperand(1));
  }
  return false;
}

std::optional<BodyCount> countBody(linalg::LinalgOp op) {
  Block *block = op.getBlock();
  BodyCount count;
  if (!block || block->empty())
    return std::nullopt;
  for (Operation &inner : block->without_terminator()) {
    if (isa<linalg::IndexOp, affine::AffineApplyOp, tensor::DimOp>(inner))
      continue;
    if (auto extract = dyn_cast<tensor::ExtractOp>(inner)) {
      auto bits = storageBits(extract.getType());
      if (!bits)
        return std::nullopt;
      count.gathered += core::Bytes(*bits / 8.0);
      continue;
    }
    std::optional<double> flops = scalarFlops(&inner);
    if (!flops)
      return std::nullopt;
    count.flops += *flops;
  }
  Operation *yield = block->getTerminator();
  auto accumulators = op.getRegionOutputArgs();
  for (auto [i, yielded] : llvm::enumerate(yield->getOperands()))
    if (op.getNumReductionLoops() > 0 && i < accumulators.size())
      count.multipliesAndAdds |= isMultiplyAdd(yielded, accumulators[i], block);
  return count;
}

} // namespace perfopt::analysis
