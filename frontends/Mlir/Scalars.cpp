//===- Scalars.cpp - Integers that are known without running --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Mlir/Scalars.h"

#include "frontends/Mlir/AttributeText.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/StringSwitch.h"

#include <algorithm>

using namespace mlir;

namespace perfopt::upstream {

void Scalars::set(Value value, std::optional<int64_t> number) {
  if (number)
    known[value] = *number;
  else
    known.erase(value);
}

std::optional<int64_t> Scalars::get(Value value) const {
  int budget = 1000;
  return compute(value, budget);
}

static std::optional<int64_t> constantOf(Operation *op) {
  for (StringRef name : {"value", "values"}) {
    Attribute attribute = op->getAttr(name);
    if (auto integer = dyn_cast_or_null<IntegerAttr>(attribute))
      return integer.getValue().getBitWidth() <= 64
                 ? std::optional(integer.getValue().getSExtValue())
                 : std::nullopt;
    auto elements = dyn_cast_or_null<DenseIntElementsAttr>(attribute);
    if (elements && elements.isSplat())
      return elements.getElementType().isInteger(1)
                 ? int64_t(elements.getSplatValue<APInt>().getZExtValue())
                 : elements.getSplatValue<APInt>().getSExtValue();
  }
  return std::nullopt;
}

/// EQ, NE, LT, LE, GT or GE of a comparison; empty for others. Orders of
/// unsigned numbers are those of signed ones below 2^63.
static StringRef directionOf(Operation *op) {
  if (op->getName().getStringRef() == "stablehlo.compare")
    return enumText(op->getAttr("comparison_direction"));
  auto predicate = op->getAttrOfType<IntegerAttr>("predicate");
  if (!predicate)
    return {};
  static constexpr const char *kArith[] = {"EQ", "NE", "LT", "LE", "GT",
                                           "GE", "LT", "LE", "GT", "GE"};
  int64_t number = predicate.getInt();
  return number >= 0 && number < 10 ? StringRef(kArith[number]) : StringRef();
}

static std::optional<int64_t> compare(StringRef direction, int64_t a,
                                      int64_t b) {
  return llvm::StringSwitch<std::optional<int64_t>>(direction)
      .Case("EQ", a == b)
      .Case("NE", a != b)
      .Case("LT", a < b)
      .Case("LE", a <= b)
      .Case("GT", a > b)
      .Case("GE", a >= b)
      .Default(std::nullopt);
}

enum class Step {
  None,
  Same,
  Add,
  Sub,
  Mul,
  Min,
  Max,
  And,
  Or,
  Not,
  Compare,
  Select
};

static Step stepOf(StringRef name) {
  return llvm::StringSwitch<Step>(name)
      .Cases({"arith.index_cast", "arith.index_castui", "arith.extsi",
              "arith.extui", "arith.trunci"},
             Step::Same)
      .Cases({"stablehlo.convert", "stablehlo.reshape",
              "stablehlo.broadcast_in_dim", "tensor.extract"},
             Step::Same)
      .Cases({"tensor.from_elements", "tosa.cast", "tosa.reshape"}, Step::Same)
      .Cases({"arith.addi", "stablehlo.add", "tosa.add"}, Step::Add)
      .Cases({"arith.subi", "stablehlo.subtract", "tosa.sub"}, Step::Sub)
      .Cases({"arith.muli", "stablehlo.multiply"}, Step::Mul)
      .Cases({"arith.minsi", "arith.minui", "stablehlo.minimum"}, Step::Min)
      .Cases({"arith.maxsi", "arith.maxui", "stablehlo.maximum"}, Step::Max)
      .Cases({"arith.andi", "stablehlo.and"}, Step::And)
      .Cases({"arith.ori", "stablehlo.or"}, Step::Or)
      .Case("stablehlo.not", Step::Not)
      .Cases({"arith.cmpi", "stablehlo.compare"}, Step::Compare)
      .Cases({"arith.select", "stablehlo.select"}, Step::Select)
      .Default(Step::None);
}

static std::optional<int64_t> combine(Step step, Operation *op, int64_t a,
                                      int64_t b) {
  int64_t result = 0;
  switch (step) {
  case Step::Add:
    return __builtin_add_overflow(a, b, &result) ? std::nullopt
                                                 : std::optional(result);
  case Step::Sub:
    return __builtin_sub_overflow(a, b, &result) ? std::nullopt
                                                 : std::optional(result);
  case Step::Mul:
    return __builtin_mul_overflow(a, b, &result) ? std::nullopt
                                                 : std::optional(result);
  case Step::Min:
    return std::min(a, b);
  case Step::Max:
    return std::max(a, b);
  case Step::And:
    return a & b;
  case Step::Or:
    return a | b;
  case Step::Compare:
    return compare(directionOf(op), a, b);
  default:
    return std::nullopt;
  }
}

std::optional<int64_t> Scalars::compute(Value value, int &budget) const {
  if (auto entry = known.find(value); entry != known.end())
    return entry->second;
  Operation *op = value.getDefiningOp();
  if (!op || --budget < 0 || op->getNumResults() != 1)
    return std::nullopt;
  if (op->getNumOperands() == 0)
    return constantOf(op);
  auto type = dyn_cast<ShapedType>(value.getType());
  if (type && (!type.hasStaticShape() || type.getNumElements() != 1))
    return std::nullopt;
  Step step = stepOf(op->getName().getStringRef());
  if (step == Step::None)
    return std::nullopt;
  std::optional<int64_t> a = compute(op->getOperand(0), budget);
  if (!a || step == Step::Same)
    return a;
  if (step == Step::Not)
    return getElementTypeOrSelf(value.getType()).isInteger(1) ? !*a : ~*a;
  if (step == Step::Select)
    return op->getNumOperands() == 3
               ? compute(op->getOperand(*a ? 1 : 2), budget)
               : std::nullopt;
  if (op->getNumOperands() < 2)
    return std::nullopt;
  std::optional<int64_t> b = compute(op->getOperand(1), budget);
  return b ? combine(step, op, *a, *b) : std::nullopt;
}

} // namespace perfopt::upstream
