//===- Gradients.cpp - Gradients of values, while they are being derived --===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Training/Gradients.h"

#include "analysis/Cost/ElementBytes.h"
#include "analysis/Cost/OperatorName.h"
#include "analysis/Cost/Rules/RuleSupport.h"

using namespace mlir;

namespace perfopt::analysis {

Gradients::Gradients(func::FuncOp function)
    : builder(function.getBody().front().getTerminator()) {}

static bool isFloat(Value value) {
  return isa_and_nonnull<FloatType>(nn::elementType(value));
}

void Gradients::see(Operation *op) {
  auto weight = dyn_cast<nn::WeightOp>(op);
  bool learnable = weight && weight.getKind() == "parameter";
  if (!learnable && !llvm::any_of(op->getOperands(), [&](Value operand) {
        return wanted.contains(operand);
      }))
    return;
  for (Value result : op->getResults())
    if (isFloat(result))
      wanted.insert(result);
}

Location Gradients::nameFor(Operation *of, StringRef part) const {
  std::string name = operatorName(of);
  if (!part.empty())
    name.append(".").append(part);
  return NameLoc::get(StringAttr::get(of->getContext(), name));
}

void Gradients::mark(Operation *op) const {
  op->setAttr(nn::kPhase, StringAttr::get(op->getContext(), "backward"));
}

/// Counts stay below 2^63 as attributes; beyond it they saturate.
static int64_t whole(double value) {
  return value >= 9.2e18 ? INT64_MAX : static_cast<int64_t>(value);
}

/// What `of` is called in reports; an operator outside the vocabulary by its
/// own name.
static StringRef kindOf(Operation *of) {
  if (auto opaque = dyn_cast<nn::OpaqueOp>(of))
    return opaque.getOpType();
  if (auto forward = dyn_cast<nn::TrainingForwardOp>(of))
    return forward.getOf();
  return of->getName().getStringRef();
}

Operation *Gradients::derive(Operation *of, const Launch &launch,
                             ValueRange operands, TypeRange results) {
  auto optional = [&](std::optional<core::Bytes> bytes) {
    return bytes ? builder.getI64IntegerAttr(whole(bytes->value()))
                 : IntegerAttr();
  };
  SmallVector<NamedAttribute> problem;
  for (auto [key, size] : launch.problem)
    problem.push_back(
        builder.getNamedAttr(key, builder.getI64IntegerAttr(size)));
  auto op = nn::GradientOp::create(
      builder, nameFor(of, launch.part.empty() ? "gradient" : launch.part),
      results, operands, kindOf(of), launch.part,
      launch.rule.empty() ? StringAttr() : builder.getStringAttr(launch.rule),
      whole(launch.flops), whole(launch.macs), optional(launch.read),
      optional(launch.written),
      launch.family ? builder.getStringAttr(core::name(*launch.family))
                    : StringAttr(),
      problem.empty() ? DictionaryAttr() : builder.getDictionaryAttr(problem),
      launch.launches, launch.allowTf32);
  mark(op);
  return op;
}

Value Gradients::derive(Operation *of, const Launch &launch,
                        ValueRange operands, Type result) {
  return derive(of, launch, operands, TypeRange(result))->getResult(0);
}

Value Gradients::view(Operation *of, Value value, Type type) {
  if (value.getType() == type)
    return value;
  Launch launch;
  launch.rule = "view_c1";
  return derive(of, launch, value, type);
}

Value Gradients::reshape(Operation *of, Value value, Type type) {
  auto ranked = dyn_cast<RankedTensorType>(type);
  if (!ranked || !ranked.hasStaticShape())
    return view(of, value, type);
  if (value.getType() == type)
    return value;
  auto shapeType =
      RankedTensorType::get({ranked.getRank()}, builder.getI64Type());
  Location loc = nameFor(of, "gradient");
  auto shape = nn::ConstantOp::create(
      builder, loc, shapeType,
      DenseElementsAttr::get(shapeType, ranked.getShape()));
  auto op =
      nn::ReshapeOp::create(builder, loc, type, value, shape, /*allowzero=*/1);
  mark(op);
  return op.getY();
}

/// reduce_to_shape_c1: one addition for each element of the gradient.
Value Gradients::sumTo(Operation *of, Value gradient, Type type) {
  auto from = nn::elementCount(gradient.getType());
  auto to = nn::elementCount(type);
  if (from && to && *from == *to)
    return reshape(of, gradient, type);
  Launch launch;
  launch.part = "broadcast_gradient";
  if (from && to) {
    launch.rule = "reduce_to_shape_c1";
    launch.flops = double(*from);
    launch.family = core::KernelFamily::Reduction;
    int64_t rows = std::max<int64_t>(1, *to);
    launch.problem = {{"rows", rows},
                      {"cols", std::max<int64_t>(1, *from / rows)}};
  }
  return derive(of, launch, gradient, type);
}

void Gradients::add(Operation *of, Value value, Value gradient) {
  if (!value || !gradient || !wants(value))
    return;
  auto want = nn::rankedType(value), have = nn::rankedType(gradient);
  if (!want || !have || want.getShape() != have.getShape())
    gradient = sumTo(of, gradient, value.getType());
  Value &sum = gradients[value];
  if (!sum) {
    sum = gradient;
    return;
  }
  auto op = nn::AccumulateOp::create(builder, nameFor(of, "accumulate"),
                                     value.getType(), sum, gradient);
  mark(op);
  sum = op.getY();
}

Value Gradients::take(Value value) {
  auto entry = gradients.find(value);
  if (entry == gradients.end())
    return {};
  Value gradient = entry->second;
  gradients.erase(entry);
  return gradient;
}

std::optional<SmallVector<Value>>
Gradients::collectPiece(Value whole, Value piece,
                        function_ref<int()> countPieces) {
  auto [entry, isNew] = pieces.try_emplace(whole);
  Pieces &known = entry->second;
  if (isNew)
    known.missing = countPieces();
  if (known.missing == 0)
    return std::nullopt;
  if (piece)
    known.gradients.push_back(piece);
  if (--known.missing > 0)
    return SmallVector<Value>();
  SmallVector<Value> all = std::move(known.gradients);
  pieces.erase(entry);
  return all;
}

void Gradients::unknown(Operation *of) {
  SmallVector<Value> operands, targets;
  SmallVector<Type> types;
  for (Value result : of->getResults())
    if (Value gradient = this->of(result))
      operands.push_back(gradient);
  for (Value operand : of->getOperands())
    if (wants(operand) && !llvm::is_contained(targets, operand)) {
      targets.push_back(operand);
      types.push_back(operand.getType());
    }
  if (auto interface = dyn_cast<dialects::CostOpInterface>(of))
    interface.getSavedForBackward(operands);
  Operation *op = derive(of, Launch(), operands, types);
  for (auto [target, gradient] : llvm::zip_equal(targets, op->getResults()))
    add(of, target, gradient);
}

} // namespace perfopt::analysis
