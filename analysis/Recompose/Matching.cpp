//===- Matching.cpp - Looking at operators from their results back --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Matching.h"

using namespace mlir;

namespace perfopt::analysis {

Value withoutCasts(Value value) {
  auto isFloat = [](Value v) {
    return isa_and_nonnull<FloatType>(nn::elementType(v));
  };
  while (Operation *cast = value.getDefiningOp()) {
    if (!isa<nn::CastOp, nn::CastLikeOp>(cast) || !isFloat(value) ||
        !isFloat(cast->getOperand(0)))
      break;
    value = cast->getOperand(0);
  }
  return value;
}

static void multiplyUp(Value value, bool isRoot, Product &product) {
  constexpr size_t kMostFactors = 4;
  if (std::optional<double> constant = scalar(value)) {
    product.constant *= *constant;
    return;
  }
  bool open =
      isRoot || (value.hasOneUse() && product.factors.size() < kMostFactors);
  if (auto mul = open ? value.getDefiningOp<nn::MulOp>() : nn::MulOp()) {
    multiplyUp(mul.getA(), false, product);
    multiplyUp(mul.getB(), false, product);
    return;
  }
  auto div = open ? value.getDefiningOp<nn::DivOp>() : nn::DivOp();
  auto divisor = div ? scalar(div.getB()) : std::nullopt;
  if (divisor && *divisor != 0) {
    product.constant /= *divisor;
    multiplyUp(div.getA(), false, product);
    return;
  }
  product.factors.push_back(value);
}

Product productOf(Value value) {
  Product product;
  multiplyUp(value, true, product);
  return product;
}

static bool isParameterWithin(Value value, int steps) {
  Operation *definition = value.getDefiningOp();
  if (!definition || steps < 0)
    return false;
  if (isa<nn::WeightOp, nn::ConstantOp>(definition))
    return true;
  return definition->getNumOperands() > 0 && definition->getNumRegions() == 0 &&
         !isa<nn::OpaqueOp>(definition) &&
         llvm::all_of(definition->getOperands(), [&](Value operand) {
           return isParameterWithin(operand, steps - 1);
         });
}

bool isParameter(Value value) {
  constexpr int kMostSteps = 4;
  return isParameterWithin(value, kMostSteps);
}

static Value createIntegers(OpBuilder &builder, Location loc,
                            ArrayRef<int64_t> numbers) {
  auto type = RankedTensorType::get({static_cast<int64_t>(numbers.size())},
                                    builder.getI64Type());
  return nn::ConstantOp::create(builder, loc, type,
                                DenseElementsAttr::get(type, numbers));
}

Value createUnsqueeze(OpBuilder &builder, Location loc, Value x,
                      ArrayRef<int64_t> axes) {
  return nn::UnsqueezeOp::create(builder, loc, x,
                                 createIntegers(builder, loc, axes));
}

Value createSqueeze(OpBuilder &builder, Location loc, Value x,
                    ArrayRef<int64_t> axes) {
  return nn::SqueezeOp::create(builder, loc, x,
                               createIntegers(builder, loc, axes));
}

Value createReshape(OpBuilder &builder, Location loc, Value x,
                    ArrayRef<int64_t> shape) {
  return nn::ReshapeOp::create(builder, loc, x,
                               createIntegers(builder, loc, shape));
}

Value createTranspose(OpBuilder &builder, Location loc, Value x,
                      ArrayRef<int64_t> perm) {
  return nn::TransposeOp::create(builder, loc, x,
                                 builder.getDenseI64ArrayAttr(perm));
}

Value createFilled(OpBuilder &builder, Location loc, int64_t count,
                   double number, Value like) {
  auto type = RankedTensorType::get({count}, nn::elementType(like));
  auto value = FloatAttr::get(type.getElementType(), number);
  return nn::ConstantOp::create(
      builder, loc, type, DenseElementsAttr::get(type, {Attribute(value)}));
}

} // namespace perfopt::analysis
