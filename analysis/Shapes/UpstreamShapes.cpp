//===- UpstreamShapes.cpp - Extents through linalg and tosa ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Shapes/UpstreamShapes.h"

#include "dialects/NN/NNOps.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Transforms/Passes.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;

namespace perfopt::analysis {

static bool isUpstream(Operation *op) {
  return isa_and_nonnull<linalg::LinalgDialect, tensor::TensorDialect,
                         tosa::TosaDialect>(op->getDialect());
}

/// An extent that the file fixes is another one now.
static bool overrides(Type declared, Type bound) {
  auto before = dyn_cast<RankedTensorType>(declared);
  auto now = dyn_cast<RankedTensorType>(bound);
  if (!before || !now || before.getRank() != now.getRank())
    return declared != bound;
  for (auto [old, extent] : llvm::zip_equal(before.getShape(), now.getShape()))
    if (!ShapedType::isDynamic(old) && old != extent)
      return true;
  return false;
}

/// Users of an argument see the type that they were written for.
static void castToDeclared(BlockArgument argument, Type declared,
                           OpBuilder &builder) {
  auto cast =
      tensor::CastOp::create(builder, argument.getLoc(), declared, argument);
  // TOSA's own pass starts from the argument.
  argument.replaceUsesWithIf(cast.getResult(), [&](OpOperand &use) {
    return use.getOwner() != cast &&
           !isa_and_nonnull<tosa::TosaDialect>(use.getOwner()->getDialect());
  });
  if (cast.use_empty())
    cast.erase();
}

/// What folds and simplifies operators of these dialects makes their types as
/// precise as their operands allow.
static LogicalResult propagate(func::FuncOp function) {
  MLIRContext *context = function.getContext();
  if (context->getLoadedDialect<tosa::TosaDialect>()) {
    PassManager manager(context, func::FuncOp::getOperationName());
    manager.addPass(tosa::createTosaInferShapesPass());
    if (failed(manager.run(function)))
      return failure();
  }
  RewritePatternSet patterns(context);
  auto isInvolved = [](StringRef dialect) {
    return dialect == "linalg" || dialect == "tensor" || dialect == "arith" ||
           dialect == "affine";
  };
  for (Dialect *dialect : context->getLoadedDialects())
    if (isInvolved(dialect->getNamespace()))
      dialect->getCanonicalizationPatterns(patterns);
  for (RegisteredOperationName op : context->getRegisteredOperations())
    if (isInvolved(op.getDialectNamespace()))
      op.getCanonicalizationPatterns(patterns, context);
  (void)applyPatternsGreedily(function, std::move(patterns));
  // What is returned may be as precise as what computes it.
  Operation *end = function.getBody().back().getTerminator();
  for (OpOperand &operand : end->getOpOperands())
    while (auto cast = operand.get().getDefiningOp<tensor::CastOp>())
      operand.set(cast.getSource());
  return success();
}

static Attribute zeroOf(Type element) {
  if (auto number = dyn_cast<FloatType>(element))
    return FloatAttr::get(number, 0);
  if (isa<IntegerType>(element))
    return IntegerAttr::get(element, 0);
  return {};
}

/// The number that fills the result of `op`; null for other operators.
static Attribute fillingOf(Operation *op) {
  if (auto empty = dyn_cast<tensor::EmptyOp>(op))
    return zeroOf(empty.getType().getElementType());
  Attribute value;
  if (auto fill = dyn_cast<linalg::FillOp>(op))
    if (fill->getNumResults() == 1)
      matchPattern(fill.getInputs().front(), m_Constant(&value));
  auto number = dyn_cast_or_null<TypedAttr>(value);
  auto type = number ? dyn_cast<RankedTensorType>(op->getResult(0).getType())
                     : RankedTensorType();
  return type && number.getType() == type.getElementType() ? value
                                                           : Attribute();
}

static void makeDestinationsConstant(func::FuncOp function) {
  OpBuilder builder(function.getContext());
  for (Operation &op : llvm::make_early_inc_range(function.getBody().front())) {
    Attribute filling = fillingOf(&op);
    auto type = filling ? cast<RankedTensorType>(op.getResult(0).getType())
                        : RankedTensorType();
    if (!type || !type.hasStaticShape())
      continue;
    builder.setInsertionPoint(&op);
    auto constant =
        nn::ConstantOp::create(builder, op.getLoc(), type,
                               DenseElementsAttr::get(type, ArrayRef(filling)));
    op.getResult(0).replaceAllUsesWith(constant.getResult());
    op.erase();
  }
}

LogicalResult settleUpstreamShapes(ModuleOp module, TypeRange declared) {
  auto function = module.lookupSymbol<func::FuncOp>("main");
  if (!function || function.isExternal())
    return success();
  Block &body = function.getBody().front();
  if (llvm::none_of(body, [](Operation &op) { return isUpstream(&op); }))
    return success();
  OpBuilder builder = OpBuilder::atBlockBegin(&body);
  bool changed = false;
  for (auto [argument, type] : llvm::zip_equal(body.getArguments(), declared)) {
    if (argument.getType() == type)
      continue;
    if (overrides(type, argument.getType()))
      return function.emitError()
             << "the file fixes an extent that was given, and its operators "
                "hold for the file's extent only; export the model with that "
                "extent open, or leave it as it is";
    module.getContext()->loadDialect<tensor::TensorDialect>();
    castToDeclared(argument, type, builder);
    changed = true;
  }
  if (changed && failed(propagate(function)))
    return failure();
  makeDestinationsConstant(function);
  return success();
}

} // namespace perfopt::analysis
