//===- UpgradeAttributes.cpp - Attributes of older forms -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/UpgradeSteps.h"

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
    {"DFT", 20, "axis", 2},
    {"Reshape", 5, "shape", 1},
};

} // namespace

void UpgradeContext::setOperand(size_t position, Value value) {
  if (request.operands.size() <= position)
    request.operands.resize(position + 1);
  request.operands[position] = value;
}

static Value constant(OpBuilder &builder, Location loc,
                      DenseElementsAttr value) {
  return nn::ConstantOp::create(builder, loc, value.getType(), value);
}

Value constantFrom(mlir::Attribute attribute, UpgradeContext &context) {
  OpBuilder &builder = context.builder;
  Location loc = context.loc;
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

void moveAttributes(UpgradeContext &context) {
  const NodeForm &form = context.form;
  for (const MovedAttribute &moved : kMoved) {
    if (moved.opType != form.opType || form.opset >= moved.movedAt)
      continue;
    mlir::Attribute attribute =
        context.request.attributes.erase(moved.attribute);
    if (Value value = constantFrom(attribute, context))
      context.setOperand(moved.position, value);
  }
}

/// The attribute of an operator that numbers an element type (ONNX's
/// TensorProto.DataType); empty for others.
static StringRef typeAttributeOf(StringRef opType) {
  return llvm::StringSwitch<StringRef>(opType)
      .Cases({"Cast", "BitCast"}, "to")
      .Cases({"EyeLike", "Bernoulli", "Multinomial"}, "dtype")
      .Cases({"RandomNormal", "RandomNormalLike"}, "dtype")
      .Cases({"RandomUniform", "RandomUniformLike"}, "dtype")
      .Cases({"HannWindow", "HammingWindow", "BlackmanWindow"},
             "output_datatype")
      .Case("MelWeightMatrix", "output_datatype")
      .Cases({"QuantizeLinear", "DequantizeLinear"}, "output_dtype")
      .Default("");
}

/// Opset 1 to 5 named the type of a cast: "FLOAT".
static int64_t namedDataType(StringRef name) {
  return llvm::StringSwitch<int64_t>(name)
      .Case("FLOAT", 1)
      .Case("UINT8", 2)
      .Case("INT8", 3)
      .Case("UINT16", 4)
      .Case("INT16", 5)
      .Case("INT32", 6)
      .Case("INT64", 7)
      .Case("BOOL", 9)
      .Case("FLOAT16", 10)
      .Case("DOUBLE", 11)
      .Case("UINT32", 12)
      .Case("UINT64", 13)
      .Default(-1);
}

bool convertTypeAttributes(UpgradeContext &context) {
  StringRef name = typeAttributeOf(context.form.opType);
  if (name.empty())
    return true;
  mlir::Attribute given = context.request.attributes.erase(name);
  int64_t number = 0;
  if (auto integer = dyn_cast_or_null<IntegerAttr>(given))
    number = integer.getInt();
  else if (auto string = dyn_cast_or_null<StringAttr>(given))
    number = namedDataType(string.getValue());
  if (number == static_cast<int64_t>(DataType::Undefined))
    return true;
  auto dataType = static_cast<int32_t>(number);
  mlir::Type type =
      dataType == number
          ? convertElementType(DataType(dataType), context.builder.getContext())
          : mlir::Type();
  if (type)
    context.request.attributes.set(name, TypeAttr::get(type));
  return static_cast<bool>(type);
}

} // namespace perfopt::onnx
