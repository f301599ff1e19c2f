//===- ContribElements.cpp - Products and functions in ONNX Runtime's form ===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "frontends/Onnx/Importer/ContribExpansion.h"

using namespace mlir;

namespace perfopt::onnx {

/// `value` with its first extent moved behind the batch (transBatch) and the
/// last two exchanged (trans): views.
static Value transposed(ContribExpansion &node, Value value, bool trans,
                        bool transBatch) {
  if (!trans && !transBatch)
    return value;
  auto type = nn::rankedType(value);
  if (!type) {
    node.refuse("the rank of an operand that it transposes is not known");
    return {};
  }
  auto rank = static_cast<size_t>(type.getRank());
  if (rank < 2)
    return value;
  SmallVector<int64_t> order = llvm::to_vector(llvm::seq<int64_t>(0, rank));
  if (transBatch)
    std::rotate(order.begin(), order.begin() + 1, order.end() - 1);
  if (trans)
    std::swap(order[rank - 1], order[rank - 2]);
  return node.permute(value, order);
}

static void expandMatMul(StringRef opType, ContribExpansion &node) {
  auto flag = [&](StringRef name) { return node.integer(name, 0) != 0; };
  Value a =
      transposed(node, node.operand(0), flag("transA"), flag("transBatchA"));
  Value b =
      transposed(node, node.operand(1), flag("transB"), flag("transBatchB"));
  if (opType == "FusedMatMulActivation")
    node.finish("MsMatMulActivation", {a, b, Value()}, node.attributes());
  else
    node.finish("MatMul", {a, b}, {});
}

/// A is quantised, then multiplied.
static void expandDynamicQuantizeMatMul(ContribExpansion &node) {
  SmallVector<Value> a =
      node.make("DynamicQuantizeLinear", {node.operand(0)}, {});
  if (node.failed())
    return;
  node.finish("MsMatMulIntegerToFloat",
              {a[0], node.operand(1), a[1], node.operand(2), a[2],
               node.operand(3), node.operand(4)},
              {});
}

static void expandNhwcMaxPool(ContribExpansion &node) {
  auto type = nn::rankedType(node.operand(0));
  if (!type || type.getRank() != 4)
    return node.refuse("the rank of its operand is not known");
  Value x = node.permute(node.operand(0), {0, 3, 1, 2});
  Value y = node.makeOne("MaxPool", {x}, node.attributes());
  node.finish({node.permute(y, {0, 2, 3, 1})});
}

void expandProduct(StringRef opType, ContribExpansion &node) {
  if (opType == "DynamicQuantizeMatMul")
    return expandDynamicQuantizeMatMul(node);
  if (opType == "NhwcMaxPool")
    return expandNhwcMaxPool(node);
  if (opType == "GemmFastGelu")
    return node.finish("MsMatMulActivation", node.operands(),
                       node.with("activation", "FastGelu"));
  if (opType == "MatMulNBits") {
    unpackWeight(node.operand(1), node.integer("bits", 4), node.getBuilder());
    return node.finish("MsMatMulNBits", node.operands(), node.attributes());
  }
  if (opType.starts_with("Nhwc")) {
    NamedAttrList attributes = node.with("channels_last", 1);
    // The offline optimiser turns the filters of NhwcConv, too.
    if (opType == "NhwcConv")
      attributes.set("filters_last", node.getBuilder().getI64IntegerAttr(1));
    return node.finish("MsFusedConv", node.operands(), attributes);
  }
  expandMatMul(opType, node);
}

/// The step of a range may be omitted: 1 of the type of its start.
static void expandRange(ContribExpansion &node) {
  SmallVector<Value> operands(node.operands());
  mlir::Type element = nn::elementType(node.operand(0));
  if (operands.size() == 2 && element && element.isIntOrFloat()) {
    auto type = RankedTensorType::get({}, element);
    mlir::Attribute one = isa<FloatType>(element)
                              ? mlir::Attribute(FloatAttr::get(element, 1.0))
                              : mlir::Attribute(IntegerAttr::get(element, 1));
    operands.push_back(
        nn::ConstantOp::create(node.getBuilder(), node.getLoc(), type,
                               DenseElementsAttr::get(type, ArrayRef(one))));
  }
  node.finish("Range", operands, {});
}

void expandElements(StringRef opType, ContribExpansion &node) {
  if (opType == "Range")
    return expandRange(node);
  if (opType == "GridSample") {
    // Modes have the names of two extents, as in ONNX before opset 20.
    StringRef mode = node.string("mode", "bilinear");
    mode.consume_front("bi");
    return node.finish("GridSample", node.operands(), node.with("mode", mode));
  }
  if (opType == "GatherBlockQuantized") {
    unpackWeight(node.operand(0), node.integer("bits", 4), node.getBuilder());
    return node.finish("MsGatherBlockQuantized", node.operands(),
                       node.attributes());
  }
  if (opType == "QuickGelu") {
    // x * sigmoid(alpha * x)
    NamedAttrList attributes;
    auto alpha = dyn_cast_or_null<FloatAttr>(node.attributes().get("alpha"));
    attributes.set("alpha",
                   alpha ? alpha : node.getBuilder().getF32FloatAttr(1.702f));
    return node.finish("Swish", node.operands(), attributes);
  }
  // FastGelu, with a bias or without.
  node.finish(node.operand(1) ? "MsBiasGelu" : "Gelu", node.operands(),
              node.with("approximate", "tanh"));
}

void expandBlockedUpsample(ContribExpansion &node) {
  auto scales =
      dyn_cast_or_null<DenseI64ArrayAttr>(node.attributes().get("scales"));
  if (!scales || scales.empty())
    return node.refuse("it has no scales");
  auto type =
      RankedTensorType::get({scales.size()}, node.getBuilder().getF32Type());
  SmallVector<float> numbers(scales.asArrayRef());
  Value values =
      nn::ConstantOp::create(node.getBuilder(), node.getLoc(), type,
                             DenseElementsAttr::get(type, ArrayRef(numbers)));
  NamedAttrList attributes = node.attributes();
  attributes.erase("scales");
  node.finish("Resize", {node.operand(0), Value(), values}, attributes);
}

} // namespace perfopt::onnx
