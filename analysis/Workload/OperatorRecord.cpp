//===- OperatorRecord.cpp - One operator as a plain record ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Workload/OperatorRecord.h"

#include "analysis/Cost/ElementBytes.h"
#include "analysis/Cost/OperatorName.h"
#include "dialects/Interfaces/CostOpInterface.h"
#include "dialects/NN/NNOps.h"

using namespace mlir;

namespace perfopt::analysis {

static core::TensorShape shapeOf(Type type) {
  core::TensorShape shape;
  shape.element = elementTypeOf(type);
  auto ranked = dyn_cast<RankedTensorType>(type);
  // A scalar is a tensor of no dimensions.
  shape.ranked = ranked || type.isIntOrIndexOrFloat();
  if (ranked)
    for (int64_t extent : ranked.getShape())
      shape.dims.push_back(ShapedType::isDynamic(extent) ? -1 : extent);
  return shape;
}

static std::map<std::string, double> numericAttributes(Operation *op) {
  std::map<std::string, double> numbers;
  for (NamedAttribute attribute : op->getAttrDictionary()) {
    std::string name = attribute.getName().str();
    if (name == "operandSegmentSizes")
      continue;
    if (auto integer = dyn_cast<IntegerAttr>(attribute.getValue()))
      numbers[name] = double(integer.getInt());
    else if (auto number = dyn_cast<FloatAttr>(attribute.getValue()))
      numbers[name] = number.getValueAsDouble();
    else if (auto list = dyn_cast<DenseI64ArrayAttr>(attribute.getValue()))
      for (auto [i, value] : llvm::enumerate(list.asArrayRef()))
        numbers[name + "." + std::to_string(i)] = double(value);
  }
  return numbers;
}

/// What training derived is called after what it was derived from:
/// "nn.conv.input_gradient", "adam.lerp". Returns the latter for a gradient.
static std::optional<StringRef> nameDerived(Operation *op,
                                            core::Operator &record) {
  auto rename = [&](auto derived, StringRef otherwise) {
    StringRef part = derived.getPart().empty() ? otherwise : derived.getPart();
    record.op = derived.getOf().str();
    if (!part.empty())
      record.op.append(".").append(part);
    record.attributes.clear();
    return derived.getOf();
  };
  if (auto gradient = dyn_cast<nn::GradientOp>(op))
    return rename(gradient, "gradient");
  if (auto forward = dyn_cast<nn::TrainingForwardOp>(op))
    rename(forward, "");
  else if (auto optimizer = dyn_cast<nn::OptimizerOp>(op))
    rename(optimizer, "");
  return std::nullopt;
}

core::Operator describeOperator(Operation *op) {
  core::Operator record;
  record.name = operatorName(op);
  record.op = op->getName().getStringRef().str();
  record.attributes = numericAttributes(op);
  for (Value operand : op->getOperands())
    record.operands.push_back(shapeOf(operand.getType()));
  for (Value result : op->getResults())
    record.results.push_back(shapeOf(result.getType()));

  if (auto opaque = dyn_cast<nn::OpaqueOp>(op)) {
    record.op = opaque.getDomain().empty()
                    ? opaque.getOpType().str()
                    : (opaque.getDomain() + "." + opaque.getOpType()).str();
    record.rule = opaque.getReason().str();
    return record;
  }
  std::optional<StringRef> derivedFrom = nameDerived(op, record);
  auto interface = dyn_cast<dialects::CostOpInterface>(op);
  std::optional<dialects::OpCost> cost =
      interface ? interface.getCost() : std::nullopt;
  if (!cost && derivedFrom) {
    record.rule = "no gradient rule for " + derivedFrom->str() +
                  ", or a shape it depends on is not known";
    return record;
  }
  if (!cost) {
    record.rule = interface ? "a shape it depends on is not known"
                            : "no counting rule for this operator";
    return record;
  }
  record.flops = cost->flops;
  record.macs = cost->macs;
  record.bytesRead = cost->read;
  record.bytesWritten = cost->written;
  record.rule = cost->rule.str();
  return record;
}

core::ElementType computeType(Operation *op) {
  auto interface = dyn_cast<dialects::CostOpInterface>(op);
  auto shape = interface ? interface.getKernelShape() : std::nullopt;
  if (shape && shape->type)
    return *shape->type;
  for (Value operand : op->getOperands())
    if (isa_and_nonnull<FloatType>(nn::elementType(operand)))
      return elementTypeOf(operand.getType());
  return op->getNumResults() > 0 ? elementTypeOf(op->getResult(0).getType())
                                 : core::ElementType::Other;
}

std::optional<core::Bytes> tensorBytes(const core::Operator &op) {
  double total = 0;
  for (const auto *shapes : {&op.operands, &op.results})
    for (const core::TensorShape &shape : *shapes) {
      double count = 1;
      for (int64_t extent : shape.dims) {
        if (extent < 0)
          return std::nullopt;
        count *= double(extent);
      }
      if (!shape.ranked || shape.element == core::ElementType::Other)
        return std::nullopt;
      total += count * core::storageBits(shape.element) / 8;
    }
  return core::Bytes(total);
}

} // namespace perfopt::analysis
