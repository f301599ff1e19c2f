//===- TypeConversion.cpp - ONNX types and attributes in MLIR -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/TypeConversion.h"

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/NNDialect.h"
#include "dialects/NN/TypeInference.h"
#include "frontends/Onnx/Reader/TensorValues.h"

#include "mlir/IR/Builders.h"

using namespace mlir;

namespace perfopt::onnx {

mlir::Type convertElementType(DataType type, MLIRContext *context) {
  auto integer = [&](unsigned width) {
    return IntegerType::get(context, width);
  };
  auto unsignedInteger = [&](unsigned width) {
    return IntegerType::get(context, width, IntegerType::Unsigned);
  };
  switch (type) {
  case DataType::Float:
    return Float32Type::get(context);
  case DataType::Double:
    return Float64Type::get(context);
  case DataType::Float16:
    return Float16Type::get(context);
  case DataType::Bfloat16:
    return BFloat16Type::get(context);
  case DataType::Float8E4M3FN:
    return Float8E4M3FNType::get(context);
  case DataType::Float8E4M3FNUZ:
    return Float8E4M3FNUZType::get(context);
  case DataType::Float8E5M2:
    return Float8E5M2Type::get(context);
  case DataType::Float8E5M2FNUZ:
    return Float8E5M2FNUZType::get(context);
  case DataType::Float8E8M0:
    return Float8E8M0FNUType::get(context);
  case DataType::Float4E2M1:
    return Float4E2M1FNType::get(context);
  case DataType::Bool:
    return integer(1);
  case DataType::Int8:
    return integer(8);
  case DataType::Int16:
    return integer(16);
  case DataType::Int32:
    return integer(32);
  case DataType::Int64:
    return integer(64);
  case DataType::Int4:
    return integer(4);
  case DataType::Int2:
    return integer(2);
  case DataType::Uint8:
    return unsignedInteger(8);
  case DataType::Uint16:
    return unsignedInteger(16);
  case DataType::Uint32:
    return unsignedInteger(32);
  case DataType::Uint64:
    return unsignedInteger(64);
  case DataType::Uint4:
    return unsignedInteger(4);
  case DataType::Uint2:
    return unsignedInteger(2);
  case DataType::Complex64:
    return ComplexType::get(Float32Type::get(context));
  case DataType::Complex128:
    return ComplexType::get(Float64Type::get(context));
  case DataType::String:
  case DataType::Undefined:
    return {};
  }
  return {};
}

static RankedTensorType rankedTensor(ArrayRef<int64_t> shape,
                                     mlir::Type element) {
  SmallVector<mlir::Type, 1> types;
  if (!element || failed(nn::appendTensor(std::nullopt, shape, element, types)))
    return {};
  return cast<RankedTensorType>(types.front());
}

TensorType convertType(const Type &type, MLIRContext *context) {
  if (type.kind != Type::Kind::Tensor)
    return {};
  mlir::Type element = convertElementType(type.elementType, context);
  if (!element)
    return {};
  if (!type.shape)
    return UnrankedTensorType::get(element);
  SmallVector<int64_t> shape;
  // Some exporters write -1 for an open extent.
  for (const Dim &dim : *type.shape)
    shape.push_back(dim.kind == Dim::Kind::Value && dim.value >= 0
                        ? dim.value
                        : ShapedType::kDynamic);
  return rankedTensor(shape, element);
}

mlir::Type convertValueType(const Type &type, MLIRContext *context) {
  bool holds =
      type.kind == Type::Kind::Optional || type.kind == Type::Kind::Sequence;
  if (!holds || !type.element)
    return convertType(type, context);
  // The reader limits how deep types nest.
  mlir::Type element = convertValueType(*type.element, context);
  if (!element || type.kind == Type::Kind::Optional)
    return element;
  // Sequences of sequences are none that any operator takes.
  if (!isa<TensorType>(element))
    return {};
  return nn::SequenceType::get(context, nn::openType(element));
}

RankedTensorType convertType(const Tensor &tensor, MLIRContext *context) {
  // kDynamic is a negative number that a file may hold.
  for (int64_t extent : tensor.dims)
    if (extent < 0)
      return {};
  return rankedTensor(tensor.dims,
                      convertElementType(tensor.dataType, context));
}

DenseElementsAttr convertValues(const Tensor &tensor, MLIRContext *context) {
  RankedTensorType type = convertType(tensor, context);
  if (!type || tensor.external ||
      !isa<IntegerType, FloatType>(type.getElementType()))
    return {};
  ValueOptions options;
  options.maxElements = nn::kMaxFoldedElements;
  nn::ConstantTensor values{type, {}, {}};
  if (values.isFloat()) {
    auto numbers = floatValues(tensor, options);
    if (!numbers)
      return {};
    values.floats.assign(numbers->begin(), numbers->end());
  } else {
    auto numbers = integerValues(tensor, options);
    if (!numbers)
      return {};
    values.ints.assign(numbers->begin(), numbers->end());
  }
  return values.toAttribute();
}

mlir::Attribute convertAttribute(const Attribute &attribute,
                                 MLIRContext *context) {
  Builder builder(context);
  switch (attribute.kind) {
  case Attribute::Kind::Float:
    return builder.getF32FloatAttr(attribute.f);
  case Attribute::Kind::Int:
    return builder.getI64IntegerAttr(attribute.i);
  case Attribute::Kind::String:
    return builder.getStringAttr(attribute.s);
  case Attribute::Kind::Floats:
    return builder.getF32ArrayAttr(attribute.floats);
  case Attribute::Kind::Ints:
    return builder.getDenseI64ArrayAttr(attribute.ints);
  case Attribute::Kind::Strings:
    return builder.getArrayAttr(llvm::map_to_vector(
        attribute.strings, [&](std::string_view text) -> mlir::Attribute {
          return builder.getStringAttr(text);
        }));
  case Attribute::Kind::Tensor:
    return attribute.tensor ? convertValues(*attribute.tensor, context)
                            : mlir::Attribute();
  default:
    return {};
  }
}

} // namespace perfopt::onnx
