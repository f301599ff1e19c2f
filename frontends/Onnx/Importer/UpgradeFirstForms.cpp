//===- UpgradeFirstForms.cpp - The forms of opset 1 to 6 -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Broadcasting was an attribute then, and some operators took other attributes
// or operands. Source: ONNX's Changelog.md.
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/UpgradeSteps.h"

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/NNOps.h"

using namespace mlir;

namespace perfopt::onnx {

static std::optional<int64_t> takeInt(UpgradeContext &context, StringRef name) {
  auto value =
      dyn_cast_or_null<IntegerAttr>(context.request.attributes.erase(name));
  return value ? std::optional(value.getInt()) : std::nullopt;
}

/// B was aligned with A from `axis` on; now both are aligned at the end, so B
/// gets ones behind.
static void upgradeBroadcast(UpgradeContext &context) {
  std::optional<int64_t> axis = takeInt(context, "axis");
  SmallVectorImpl<Value> &operands = context.request.operands;
  if (takeInt(context, "broadcast").value_or(0) == 0 || !axis ||
      operands.size() != 2)
    return;
  auto a = nn::rankedType(operands[0]);
  auto b = nn::rankedType(operands[1]);
  if (!a || !b)
    return;
  std::optional<int64_t> start = nn::normalizeAxis(*axis, a.getRank());
  if (!start || *start + b.getRank() >= a.getRank())
    return;
  auto behind =
      llvm::to_vector(llvm::seq<int64_t>(b.getRank(), a.getRank() - *start));
  Value axes =
      constantFrom(context.builder.getDenseI64ArrayAttr(behind), context);
  operands[1] =
      nn::UnsqueezeOp::create(context.builder, context.loc, operands[1], axes);
}

/// (X, tiles, axis) became (X, repeats).
static void upgradeTile(UpgradeContext &context) {
  SmallVectorImpl<Value> &operands = context.request.operands;
  if (operands.size() != 3)
    return;
  auto x = nn::rankedType(operands[0]);
  auto tiles = nn::constantInteger(operands[1]);
  auto axis = nn::constantInteger(operands[2]);
  std::optional<int64_t> position =
      x && axis ? nn::normalizeAxis(*axis, x.getRank()) : std::nullopt;
  if (!tiles || !position)
    return;
  SmallVector<int64_t> repeats(x.getRank(), 1);
  repeats[*position] = *tiles;
  operands.resize(1);
  context.setOperand(
      1, constantFrom(context.builder.getDenseI64ArrayAttr(repeats), context));
}

/// height_scale and width_scale became scales.
static void upgradeUpsample(UpgradeContext &context) {
  NamedAttrList &attributes = context.request.attributes;
  auto height = dyn_cast_or_null<FloatAttr>(attributes.erase("height_scale"));
  auto width = dyn_cast_or_null<FloatAttr>(attributes.erase("width_scale"));
  auto one = context.builder.getF32FloatAttr(1);
  if (height && width)
    attributes.set("scales",
                   context.builder.getArrayAttr({one, one, height, width}));
}

void upgradeFirstForms(UpgradeContext &context) {
  if (context.form.opset >= 7)
    return;
  NamedAttrList &attributes = context.request.attributes;
  if (context.isOneOf({"Add", "Sub", "Mul", "Div", "Pow", "And", "Or", "Xor",
                       "Equal", "Greater", "Less"})) {
    upgradeBroadcast(context);
  } else if (context.form.opType == "Tile") {
    upgradeTile(context);
  } else if (context.form.opType == "Upsample") {
    upgradeUpsample(context);
  } else if (context.form.opType == "Concat" && !context.has("axis")) {
    context.setInt("axis", 1);
  } else if (context.form.opType == "Pad") {
    if (mlir::Attribute pads = attributes.erase("paddings"))
      attributes.set("pads", pads);
  } else if (context.isOneOf({"LpPool", "GlobalLpPool"})) {
    if (auto p = dyn_cast_or_null<FloatAttr>(attributes.get("p")))
      context.setInt("p", static_cast<int64_t>(p.getValueAsDouble()));
  }
}

} // namespace perfopt::onnx
