//===- Shapes.cpp - Shapes, devices, calls --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operations that say something about shapes or devices, and compute nothing.
//
//===----------------------------------------------------------------------===//

#include "frontends/Mlir/StableHlo/Translation.h"

using namespace mlir;

namespace perfopt::upstream {

static Translated forward(Translation &t) {
  Values values(t.operands.begin(), t.operands.begin() + t.results.size());
  return values;
}

static Translated passOn(Translation &t) {
  if (t.operands.size() < t.results.size())
    return t.fail("fewer operands than results");
  return forward(t);
}

/// A number of 32 bits.
static Translated dimensionSize(Translation &t) {
  int64_t dim = integer(t.op, "dimension", 0);
  if (dim < 0 || dim >= t.type(0).getRank())
    return t.fail("a dimension that its operand does not have");
  auto line = RankedTensorType::get({1}, t.builder.getI64Type());
  Value size = t.emit<nn::ShapeOp>(
      line, t.operands.front(),
      {t.attribute("start", dim), t.attribute("end", dim + 1)});
  Value number = t.emit<nn::SqueezeOp>(line.clone(ArrayRef<int64_t>()),
                                       {size, t.list({0})});
  return Values{t.emit<nn::CastOp>(
      t.result(), number,
      t.builder.getNamedAttr("to",
                             TypeAttr::get(t.result().getElementType())))};
}

/// A change of type in place, where the shape stays.
static Translated bitcast(Translation &t) {
  if (t.type(0).getShape() != t.result().getShape())
    return t.fail("elements cut or joined");
  return Values{t.emit<nn::CastOp>(
      t.result(), t.operands.front(),
      t.builder.getNamedAttr("to",
                             TypeAttr::get(t.result().getElementType())))};
}

static Translated customCall(Translation &t) {
  auto target = t.op->getAttrOfType<StringAttr>("call_target_name");
  // Notes for a partitioner and a scheduler.
  static constexpr StringRef kNotes[] = {"Sharding", "SPMDFullToShardShape",
                                         "SPMDShardToFullShape",
                                         "annotate_device_placement"};
  if (target && llvm::is_contained(kNotes, target.getValue()))
    return passOn(t);
  if (target && target.getValue() == "mhlo.erf")
    return Values{t.emit<nn::ErfOp>(t.result(), t.operands.front())};
  return t.fail("a call of " + (target ? "'" + target.getValue().str() + "'"
                                       : std::string("an unnamed function")));
}

void addShapeRules(TranslationTable &table) {
  table["optimization_barrier"] = {passOn, 1};
  table["get_dimension_size"] = {dimensionSize, 1};
  table["bitcast_convert"] = {bitcast, 1};
  table["custom_call"] = {customCall, 1};
}

} // namespace perfopt::upstream
