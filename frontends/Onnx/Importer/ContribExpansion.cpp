//===- ContribExpansion.cpp - One node of ONNX Runtime, several of nn -----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/ContribExpansion.h"

#include "dialects/NN/NNOps.h"

#include "llvm/ADT/StringSwitch.h"

using namespace mlir;

namespace perfopt::onnx {

Value ContribExpansion::operand(size_t position) const {
  return position < node.operands.size() ? node.operands[position] : Value();
}

int64_t ContribExpansion::integer(StringRef name, int64_t fallback) const {
  auto value = dyn_cast_or_null<IntegerAttr>(node.attributes.get(name));
  return value ? value.getInt() : fallback;
}

StringRef ContribExpansion::string(StringRef name, StringRef fallback) const {
  auto value = dyn_cast_or_null<StringAttr>(node.attributes.get(name));
  return value ? value.getValue() : fallback;
}

SmallVector<Value> ContribExpansion::make(StringRef name,
                                          ArrayRef<Value> operands,
                                          const NamedAttrList &attributes) {
  if (failed())
    return {};
  const OperatorEntry *entry = table.find(name);
  if (!entry) {
    refuse("this operator is not known");
    return {};
  }
  OperatorRequest request;
  request.operands.assign(operands.begin(), operands.end());
  request.attributes = attributes;
  Operation *op = entry->create(builder, loc, request, outcome.error);
  if (!op) {
    if (outcome.error.empty())
      outcome.error = "its attributes do not fit";
    return {};
  }
  return SmallVector<Value>(op->getResults());
}

Value ContribExpansion::makeOne(StringRef name, ArrayRef<Value> operands,
                                const NamedAttrList &attributes) {
  SmallVector<Value> results = make(name, operands, attributes);
  return results.empty() ? Value() : results.front();
}

Value ContribExpansion::constant(ArrayRef<int64_t> values) {
  auto type =
      RankedTensorType::get({int64_t(values.size())}, builder.getI64Type());
  return nn::ConstantOp::create(builder, loc, type,
                                DenseElementsAttr::get(type, values));
}

Value ContribExpansion::permute(Value value, ArrayRef<int64_t> order) {
  NamedAttrList attributes;
  attributes.set("perm", builder.getDenseI64ArrayAttr(order));
  return makeOne("Transpose", {value}, attributes);
}

NamedAttrList ContribExpansion::with(StringRef name, int64_t value) const {
  NamedAttrList attributes = node.attributes;
  attributes.set(name, builder.getI64IntegerAttr(value));
  return attributes;
}

NamedAttrList ContribExpansion::with(StringRef name, StringRef value) const {
  NamedAttrList attributes = node.attributes;
  attributes.set(name, builder.getStringAttr(value));
  return attributes;
}

void ContribExpansion::finish(ArrayRef<Value> results) {
  if (!failed())
    outcome.results.assign(results.begin(), results.end());
}

void unpackWeight(Value value, int64_t bits, OpBuilder &builder) {
  auto weight = value ? value.getDefiningOp<nn::WeightOp>() : nn::WeightOp();
  auto type = nn::rankedType(value);
  if (!weight || !value.use_empty() || !type || type.getRank() == 0 ||
      !type.getElementType().isUnsignedInteger(8) || (bits != 2 && bits != 4))
    return;
  nn::Shape shape(type.getShape());
  shape.back() = nn::multiplyExtents(shape.back(), 8 / bits);
  SmallVector<mlir::Type, 1> types;
  auto element =
      IntegerType::get(builder.getContext(), bits, IntegerType::Unsigned);
  if (succeeded(nn::appendTensor(std::nullopt, shape, element, types)))
    value.setType(types.front());
}

Expand *findExpansion(StringRef opType) {
  return llvm::StringSwitch<Expand *>(opType)
      .Cases({"Attention", "DecoderMaskedSelfAttention", "PackedAttention",
              "QAttention", "QOrderedAttention"},
             expandAttention)
      .Cases({"MoE", "QMoE"}, expandExperts)
      .Cases({"FusedMatMul", "TransposeMatMul", "FusedMatMulActivation",
              "GemmFastGelu", "DynamicQuantizeMatMul", "MatMulNBits"},
             expandProduct)
      .Cases({"NhwcConv", "NhwcFusedConv", "NhwcMaxPool"}, expandProduct)
      .Cases({"FastGelu", "QuickGelu", "Range", "GatherBlockQuantized",
              "GridSample"},
             expandElements)
      .Default(nullptr);
}

} // namespace perfopt::onnx
