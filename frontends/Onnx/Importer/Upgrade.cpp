//===- Upgrade.cpp - Older forms of ONNX operators ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/Upgrade.h"

#include "dialects/NN/NNOps.h"
#include "frontends/Onnx/Importer/TypeConversion.h"

#include "llvm/ADT/StringSwitch.h"

using namespace mlir;

namespace perfopt::onnx {

namespace {

/// An attribute that later became the operand at `position`.
struct MovedAttribute {
  StringRef opType;
  /// The first opset in which it is an operand.
  int64_t movedAt;
  StringRef attribute;
  size_t position;
};

constexpr MovedAttribute kMoved[] = {
    {"Squeeze", 13, "axes", 1},
    {"Unsqueeze", 13, "axes", 1},
    {"Split", 13, "split", 1},
    {"Slice", 10, "starts", 1},
    {"Slice", 10, "ends", 2},
    {"Slice", 10, "axes", 3},
    {"Pad", 11, "pads", 1},
    {"Pad", 11, "value", 2},
    {"Clip", 11, "min", 1},
    {"Clip", 11, "max", 2},
    {"ReduceSum", 13, "axes", 1},
    {"ReduceMean", 18, "axes", 1},
    {"ReduceMax", 18, "axes", 1},
    {"ReduceMin", 18, "axes", 1},
    {"ReduceProd", 18, "axes", 1},
    {"ReduceL1", 18, "axes", 1},
    {"ReduceL2", 18, "axes", 1},
    {"ReduceLogSum", 18, "axes", 1},
    {"ReduceLogSumExp", 18, "axes", 1},
    {"ReduceSumSquare", 18, "axes", 1},
    {"TopK", 10, "k", 1},
    {"Upsample", 9, "scales", 1},
    {"Dropout", 12, "ratio", 1},
};

Value constant(OpBuilder &builder, Location loc, DenseElementsAttr value) {
  return nn::ConstantOp::create(builder, loc, value.getType(), value);
}

/// A constant with the attribute's values; null for other kinds.
Value constantFrom(mlir::Attribute attribute, OpBuilder &builder,
                   Location loc) {
  mlir::Type i64 = builder.getI64Type(), f32 = builder.getF32Type();
  auto vector = [](int64_t count, mlir::Type element) {
    return RankedTensorType::get({count}, element);
  };
  if (auto ints = dyn_cast_or_null<DenseI64ArrayAttr>(attribute))
    return constant(
        builder, loc,
        DenseElementsAttr::get(vector(ints.size(), i64), ints.asArrayRef()));
  if (auto integer = dyn_cast_or_null<IntegerAttr>(attribute))
    return constant(builder, loc,
                    DenseElementsAttr::get(vector(1, i64), integer.getInt()));
  if (auto number = dyn_cast_or_null<FloatAttr>(attribute))
    return constant(builder, loc,
                    DenseElementsAttr::get(RankedTensorType::get({}, f32),
                                           {mlir::Attribute(number)}));
  if (auto array = dyn_cast_or_null<ArrayAttr>(attribute))
    if (llvm::all_of(array, llvm::IsaPred<FloatAttr>))
      return constant(
          builder, loc,
          DenseElementsAttr::get(vector(array.size(), f32), array.getValue()));
  return {};
}

void moveAttributes(const NodeForm &form, OperatorRequest &request,
                    OpBuilder &builder, Location loc) {
  for (const MovedAttribute &moved : kMoved) {
    if (moved.opType != form.opType || form.opset >= moved.movedAt)
      continue;
    mlir::Attribute attribute = request.attributes.erase(moved.attribute);
    Value value = constantFrom(attribute, builder, loc);
    if (!value)
      continue;
    if (request.operands.size() <= moved.position)
      request.operands.resize(moved.position + 1);
    request.operands[moved.position] = value;
  }
}

/// ONNX gives types as numbers of TensorProto.DataType. False for one that nn
/// does not have, such as strings.
bool convertTypeAttribute(StringRef name, OperatorRequest &request,
                          OpBuilder &builder) {
  auto number = dyn_cast_or_null<IntegerAttr>(request.attributes.erase(name));
  if (!number || number.getInt() == static_cast<int64_t>(DataType::Undefined))
    return true;
  auto dataType = static_cast<int32_t>(number.getInt());
  mlir::Type type =
      dataType == number.getInt()
          ? convertElementType(DataType(dataType), builder.getContext())
          : mlir::Type();
  if (type)
    request.attributes.set(name, TypeAttr::get(type));
  return static_cast<bool>(type);
}

/// The attribute of an operator that names an element type; empty for others.
StringRef typeAttributeOf(StringRef opType) {
  return llvm::StringSwitch<StringRef>(opType)
      .Case("Cast", "to")
      .Case("EyeLike", "dtype")
      .Case("QuantizeLinear", "output_dtype")
      .Default("");
}

/// How many parts there are is known from the node's outputs alone.
void upgradeSplit(const NodeForm &form, OperatorRequest &request,
                  OpBuilder &builder) {
  bool hasSizes = request.operands.size() > 1 && request.operands[1];
  if (!hasSizes && !request.attributes.get("num_outputs"))
    request.attributes.set("num_outputs",
                           builder.getI64IntegerAttr(form.outputs));
}

} // namespace

StringRef upgrade(const NodeForm &form, OperatorRequest &request,
                  OpBuilder &builder, Location loc) {
  moveAttributes(form, request, builder, loc);
  if (StringRef attribute = typeAttributeOf(form.opType); !attribute.empty()) {
    if (!convertTypeAttribute(attribute, request, builder))
      return "";
  } else if (form.opType == "Split") {
    upgradeSplit(form, request, builder);
  } else if (form.opType == "Softmax" || form.opType == "LogSoftmax" ||
             form.opType == "Hardmax") {
    // Before opset 13 the default axis was 1 and everything from there on was
    // normalised together.
    if (form.opset < 13) {
      if (!request.attributes.get("axis"))
        request.attributes.set("axis", builder.getI64IntegerAttr(1));
      request.attributes.set("flattened", builder.getUnitAttr());
    }
  } else if (form.opType == "Upsample" ||
             (form.opType == "Resize" && form.opset < 11)) {
    // (X, scales) became (X, roi, scales, sizes); sampling was asymmetric.
    if (request.operands.size() == 2)
      request.operands.insert(request.operands.begin() + 1, Value());
    request.attributes.set("coordinate_transformation_mode",
                           builder.getStringAttr("asymmetric"));
    return "Resize";
  } else if (form.opType == "Scatter") {
    return "ScatterElements";
  }
  return form.opType;
}

} // namespace perfopt::onnx
