//===- InferShapes.cpp - Types from the inputs to the outputs -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Shapes/InferShapes.h"

#include "analysis/Shapes/Expansion.h"
#include "analysis/Shapes/FunctionType.h"
#include "dialects/NN/NNOps.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;

namespace perfopt::analysis {

/// `inferred`, with what it leaves open taken from `existing`.
static Type refine(Type inferred, Type existing) {
  auto left = dyn_cast<TensorType>(inferred);
  auto right = dyn_cast<TensorType>(existing);
  if (!left || !right || !right.hasRank())
    return inferred;
  if (!left.hasRank())
    return left.clone(right.getShape());
  if (left.getRank() != right.getRank())
    return inferred;
  SmallVector<int64_t> shape(left.getShape());
  for (auto [extent, known] : llvm::zip_equal(shape, right.getShape()))
    if (ShapedType::isDynamic(extent))
      extent = known;
  return left.clone(shape);
}

static LogicalResult inferResults(Operation *op,
                                  const InferShapesOptions &options) {
  // Of other dialects, types were settled before (UpstreamShapes.h).
  auto interface = isa_and_nonnull<nn::NNDialect>(op->getDialect())
                       ? dyn_cast<InferTypeOpInterface>(op)
                       : InferTypeOpInterface();
  if (!interface) {
    // What an opaque operator makes is known from the file alone.
    if (isa<nn::OpaqueOp>(op) && !options.trustExistingTypes)
      for (Value result : op->getResults())
        if (auto type = dyn_cast<TensorType>(result.getType()))
          result.setType(UnrankedTensorType::get(type.getElementType()));
    return success();
  }
  SmallVector<Type> types;
  if (failed(interface.inferReturnTypes(
          op->getContext(), op->getLoc(), op->getOperands(),
          op->getDiscardableAttrDictionary(), op->getPropertiesStorage(),
          op->getRegions(), types)))
    return failure();
  if (types.size() != op->getNumResults())
    return op->emitError() << "has " << op->getNumResults()
                           << " results, but its operands make "
                           << types.size();
  for (auto [result, type] : llvm::zip_equal(op->getResults(), types)) {
    if (!options.trustExistingTypes) {
      result.setType(type);
      continue;
    }
    if (!nn::areCompatible(TypeRange(type), TypeRange(result.getType())))
      // Not op->emitWarning, which prints the operator: numbering its operands
      // walks the whole graph.
      emitWarning(op->getLoc())
          << "was declared as " << result.getType() << ", but is " << type;
    result.setType(refine(type, result.getType()));
  }
  return success();
}

static Operation *materialize(Value result, Attribute value,
                              OpBuilder &builder) {
  Operation *op = result.getDefiningOp();
  if (auto elements = dyn_cast<ElementsAttr>(value))
    return nn::ConstantOp::create(builder, op->getLoc(), elements.getType(),
                                  elements);
  return op->getDialect()->materializeConstant(builder, value, result.getType(),
                                               op->getLoc());
}

/// Replaces the operator's results by constants or its operands, where that is
/// what it computes. What stands for its first result; null without results.
static Value fold(Operation *op, OpBuilder &builder) {
  Value first = op->getNumResults() > 0 ? op->getResult(0) : Value();
  if (!first || op->hasTrait<OpTrait::ConstantLike>())
    return first;
  SmallVector<OpFoldResult> results;
  if (failed(op->fold(results)) || results.size() != op->getNumResults())
    return first;
  for (auto [result, folded] : llvm::zip_equal(op->getResults(), results)) {
    Value replacement = dyn_cast<Value>(folded);
    if (auto attribute = dyn_cast<Attribute>(folded)) {
      builder.setInsertionPoint(op);
      // Scalars of other dialects stay what their dialect makes of them.
      Operation *constant = materialize(result, attribute, builder);
      if (!constant)
        return first;
      replacement = constant->getResult(0);
    }
    result.replaceAllUsesWith(replacement);
    if (result == op->getResult(0))
      first = replacement;
  }
  return first;
}

void eraseDeadOperators(ModuleOp module) {
  for (auto function : module.getOps<func::FuncOp>())
    for (Block &block : function.getBody())
      for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block)))
        if (isOpTriviallyDead(&op))
          op.erase();
}

LogicalResult inferShapes(ModuleOp module, const InferShapesOptions &options) {
  OpBuilder builder(module.getContext());
  std::optional<Expansion> expansion;
  auto infer = [&](Operation *op) -> FailureOr<Value> {
    bool replaced = false;
    if (failed(expansion->expand(op, replaced)))
      return failure();
    if (replaced)
      return Value();
    if (failed(inferResults(op, options)))
      return failure();
    return fold(op, builder);
  };
  expansion.emplace(module.getContext(), options, infer);
  for (auto function : module.getOps<func::FuncOp>()) {
    for (Block &block : function.getBody())
      for (Operation &op : llvm::make_early_inc_range(block))
        if (failed(infer(&op)))
          return failure();
    restateType(function);
  }
  eraseDeadOperators(module);
  if (options.tripCount && !expansion->tookTripCount())
    emitWarning(module.getLoc())
        << "--trip-count " << *options.tripCount
        << " is not used: no loop leaves its trips to data";
  return success();
}

//===----------------------------------------------------------------------===//
// Element types
//===----------------------------------------------------------------------===//

static Type withFloats(Type type, Type element) {
  auto tensor = dyn_cast<TensorType>(type);
  return tensor && isa<FloatType>(tensor.getElementType())
             ? tensor.clone(element)
             : type;
}

/// Values of a constant in another floating type. Integers hold no fractions,
/// so constants keep their type when weights become integers.
static ElementsAttr castValues(ElementsAttr values, Type element) {
  auto dense = dyn_cast<DenseElementsAttr>(values);
  auto floats = dyn_cast<FloatType>(element);
  if (!dense || !floats || !isa<FloatType>(dense.getElementType()))
    return values;
  SmallVector<Attribute> converted;
  for (const APFloat &value : dense.getValues<APFloat>())
    converted.push_back(FloatAttr::get(floats, value.convertToDouble()));
  return DenseElementsAttr::get(
      cast<ShapedType>(withFloats(dense.getType(), element)), converted);
}

/// Numbers in operators of other dialects than nn: constants, bounds, and the
/// arithmetic inside of structured operators.
static void castScalars(Operation *op, Type element) {
  if (!isa<FloatType>(element) ||
      isa_and_nonnull<nn::NNDialect>(op->getDialect()))
    return;
  for (StringRef name : {"value", "min_val", "max_val"})
    if (auto number = op->getAttrOfType<FloatAttr>(name))
      op->setAttr(name, FloatAttr::get(element, number.getValueAsDouble()));
  auto cast = [&](Value value) {
    if (isa<FloatType>(value.getType()))
      value.setType(element);
  };
  llvm::for_each(op->getResults(), cast);
  for (Region &region : op->getRegions())
    for (Block &block : region)
      llvm::for_each(block.getArguments(), cast);
}

void castFloats(ModuleOp module, Type element) {
  for (auto function : module.getOps<func::FuncOp>())
    if (!function.isExternal())
      for (BlockArgument argument : function.getArguments())
        argument.setType(withFloats(argument.getType(), element));
  module.walk([&](Operation *op) {
    if (auto weight = dyn_cast<nn::WeightOp>(op)) {
      weight.getResult().setType(withFloats(weight.getType(), element));
      if (weight.getValueAttr())
        weight.setValueAttr(castValues(weight.getValueAttr(), element));
    } else if (auto constant = dyn_cast<nn::ConstantOp>(op)) {
      constant.setValueAttr(castValues(constant.getValue(), element));
      constant.getResult().setType(constant.getValue().getType());
      return;
    } else if (auto cast = dyn_cast<nn::CastOp>(op)) {
      if (isa<FloatType>(cast.getTo()))
        cast.setTo(element);
    } else if (auto dequantize = dyn_cast<nn::DequantizeLinearOp>(op)) {
      if (auto type = dequantize.getOutputDtype(); type && isa<FloatType>(*type))
        dequantize.setOutputDtype(element);
    } else if (auto filled = dyn_cast<nn::ConstantOfShapeOp>(op)) {
      if (filled.getValueAttr())
        filled.setValueAttr(castValues(filled.getValueAttr(), element));
    } else if (isa<nn::OpaqueOp>(op)) {
      for (Value result : op->getResults())
        result.setType(withFloats(result.getType(), element));
    }
    castScalars(op, element);
    // What inference may leave open keeps the right element type, too.
    for (Value result : op->getResults())
      result.setType(withFloats(result.getType(), element));
  });
  for (auto function : module.getOps<func::FuncOp>())
    restateType(function);
}

} // namespace perfopt::analysis
