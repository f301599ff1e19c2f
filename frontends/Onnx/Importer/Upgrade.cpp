//===- Upgrade.cpp - Older forms of ONNX operators -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/Upgrade.h"

#include "frontends/Onnx/Importer/UpgradeSteps.h"

using namespace mlir;

namespace perfopt::onnx {

/// How many parts there are is known from the node's outputs alone.
static void upgradeSplit(UpgradeContext &context) {
  ArrayRef<Value> operands = context.request.operands;
  bool hasSizes = operands.size() > 1 && operands[1];
  if (!hasSizes && !context.has("num_outputs"))
    context.setInt("num_outputs", context.form.outputs);
}

/// Before opset 13 the default axis was 1 and everything from there on was
/// normalised together.
static void upgradeSoftmax(UpgradeContext &context) {
  if (context.form.opset >= 13)
    return;
  if (!context.has("axis"))
    context.setInt("axis", 1);
  context.request.attributes.set("flattened", context.builder.getUnitAttr());
}

/// (X, scales) became (X, roi, scales, sizes); sampling was asymmetric.
static void upgradeResize(UpgradeContext &context) {
  SmallVectorImpl<Value> &operands = context.request.operands;
  if (operands.size() == 2)
    operands.insert(operands.begin() + 1, Value());
  context.setString("coordinate_transformation_mode", "asymmetric");
  auto mode =
      dyn_cast_or_null<StringAttr>(context.request.attributes.get("mode"));
  if (mode && mode.getValue() == "bilinear")
    context.setString("mode", "linear");
}

/// The axis was an attribute, 1 where it was omitted.
static void upgradeDft(UpgradeContext &context) {
  if (context.form.opset >= 20 || context.has("axis"))
    return;
  context.setInt("axis", 1);
}

/// Modes had the names of two extents.
static void upgradeGridSample(UpgradeContext &context) {
  auto mode =
      dyn_cast_or_null<StringAttr>(context.request.attributes.get("mode"));
  if (mode && mode.getValue() == "bilinear")
    context.setString("mode", "linear");
  else if (mode && mode.getValue() == "bicubic")
    context.setString("mode", "cubic");
}

/// Until opset 14 more than one output said that it was training.
static void upgradeBatchNormalization(UpgradeContext &context) {
  if (context.form.opset < 14 && context.form.outputs > 1)
    context.setInt("training_mode", 1);
}

StringRef upgrade(const NodeForm &form, OperatorRequest &request,
                  OpBuilder &builder, Location loc) {
  UpgradeContext context{form, request, builder, loc};
  if (form.opType == "DFT")
    upgradeDft(context);
  upgradeFirstForms(context);
  moveAttributes(context);
  if (!convertTypeAttributes(context))
    return "";
  if (form.opType == "Split") {
    upgradeSplit(context);
  } else if (context.isOneOf({"Softmax", "LogSoftmax", "Hardmax"})) {
    upgradeSoftmax(context);
  } else if (form.opType == "Upsample" ||
             (form.opType == "Resize" && form.opset < 11)) {
    upgradeResize(context);
    return "Resize";
  } else if (form.opType == "Scatter") {
    return "ScatterElements";
  } else if (form.opType == "GridSample") {
    upgradeGridSample(context);
  } else if (form.opType == "RoiAlign" && form.opset < 16) {
    context.setString("coordinate_transformation_mode", "output_half_pixel");
  } else if (form.opType == "BatchNormalization") {
    upgradeBatchNormalization(context);
  } else if (form.opType == "LayerNormalization" && form.outputs > 1) {
    request.attributes.set("with_statistics", builder.getUnitAttr());
  }
  return form.opType;
}

} // namespace perfopt::onnx
