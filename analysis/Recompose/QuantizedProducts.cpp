//===- QuantizedProducts.cpp - Products between quantisations -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Quantisers write a product of 8-bit integers as DequantizeLinear of both
// operands, the product of floats, and QuantizeLinear of the result (a "QDQ"
// graph). It becomes the operator that says the same: integers are read, a
// weight as it is stored, and multiplied. A relu or clip in front of the
// quantisation goes into its two bounds. A dequantisation that others read,
// too, stays for them.
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Matching.h"
#include "analysis/Recompose/Patterns.h"
#include "analysis/Recompose/Session.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

bool isOneValue(Value value) { return nn::elementCount(value.getType()) == 1; }

/// A tensor of 8-bit integers and what turns it into floats.
struct Quantized {
  Value x, scale, zeroPoint;
};

/// A product of two dequantised tensors.
struct QuantizedProduct {
  /// nn.conv, nn.matmul or nn.gemm.
  Operation *op = nullptr;
  nn::DequantizeLinearOp a, b;
  /// Null without a bias. A bias is stored in 32 bits, in the scale of the
  /// sums, or stays float.
  Value bias;
  nn::DequantizeLinearOp biasDequantizer;
  /// Null where the result stays float.
  nn::QuantizeLinearOp quantizer;

  Value result() const {
    return quantizer ? quantizer->getResult(0) : op->getResult(0);
  }
  /// The values in front of it all, for Found::inputs.
  SmallVector<Value, 6> inputs() const;
};

SmallVector<Value, 6> QuantizedProduct::inputs() const {
  SmallVector<Value, 6> values;
  for (nn::DequantizeLinearOp dequantizer : {a, b, biasDequantizer}) {
    if (!dequantizer)
      continue;
    if (dequantizer->hasOneUse())
      llvm::append_range(values, dequantizer->getOperands());
    else
      values.push_back(dequantizer.getY());
  }
  if (bias && !biasDequantizer)
    values.push_back(bias);
  if (quantizer)
    values.append(quantizer->operand_begin() + 1, quantizer->operand_end());
  return values;
}

/// The dequantisation that makes `value` of integers of `bits` bits, not in
/// blocks.
nn::DequantizeLinearOp dequantizerOf(Value value, unsigned bits) {
  auto op = value.getDefiningOp<nn::DequantizeLinearOp>();
  Type element = op ? nn::elementType(op.getX()) : Type();
  bool fits = element && element.isInteger(bits) && op.getBlockSize() == 0;
  return fits ? op : nn::DequantizeLinearOp();
}

/// The scales that `weight` has for each channel of the result, or its only
/// one, can wait until the sum is done; others cannot.
bool scalesResult(nn::DequantizeLinearOp weight, Operation *product) {
  if (isOneValue(weight.getScale()))
    return true;
  auto type = nn::rankedType(weight.getY());
  if (!type)
    return false;
  auto gemm = dyn_cast<nn::GemmOp>(product);
  bool channelsFirst = gemm ? gemm.getTransB() != 0 : isa<nn::ConvOp>(product);
  auto axis = static_cast<int64_t>(weight.getAxis());
  return (axis < 0 ? axis + type.getRank() : axis) ==
         (channelsFirst ? 0 : type.getRank() - 1);
}

/// The product at `op`, without a quantiser.
std::optional<QuantizedProduct> productAt(Operation *op) {
  if (!isa_and_nonnull<nn::ConvOp, nn::MatMulOp, nn::GemmOp>(op))
    return std::nullopt;
  QuantizedProduct product;
  product.op = op;
  product.a = dequantizerOf(op->getOperand(0), 8);
  product.b = dequantizerOf(op->getOperand(1), 8);
  if (!product.a || !product.b || !isOneValue(product.a.getScale()) ||
      !scalesResult(product.b, op))
    return std::nullopt;
  if (op->getNumOperands() > 2) {
    product.bias = op->getOperand(2);
    product.biasDequantizer = dequantizerOf(product.bias, 32);
  }
  auto gemm = dyn_cast<nn::GemmOp>(op);
  if (gemm && product.bias && gemm.getBeta().convertToDouble() != 1)
    return std::nullopt;
  return product;
}

std::optional<QuantizedProduct> productBehind(nn::QuantizeLinearOp quantizer) {
  Type element = nn::elementType(quantizer.getY());
  if (!element || !element.isInteger(8) || quantizer.getBlockSize() != 0 ||
      !isOneValue(quantizer.getScale()))
    return std::nullopt;
  Operation *op = quantizer.getX().getDefiningOp();
  if (isa_and_nonnull<nn::ReluOp, nn::ClipOp>(op))
    op = op->getOperand(0).getDefiningOp();
  auto product = productAt(op);
  if (product)
    product->quantizer = quantizer;
  return product;
}

/// ONNX leaves a zero point of 0 out.
Value zeroPoint(OpBuilder &b, Location loc, Value given, Value integers) {
  if (given)
    return given;
  auto type = RankedTensorType::get({}, nn::elementType(integers));
  return nn::ConstantOp::create(b, loc, type,
                                cast<DenseElementsAttr>(b.getZeroAttr(type)));
}

Quantized asStored(OpBuilder &b, Location loc, nn::DequantizeLinearOp op) {
  return {op.getX(), op.getScale(),
          zeroPoint(b, loc, op.getZeroPoint(), op.getX())};
}

Value createProduct(OpBuilder &b, Location loc,
                    const QuantizedProduct &product) {
  auto [x, xScale, xZero] = asStored(b, loc, product.a);
  auto [w, wScale, wZero] = asStored(b, loc, product.b);
  Value yScale, yZero;
  if (auto quantizer = product.quantizer) {
    yScale = quantizer.getScale();
    yZero = zeroPoint(b, loc, quantizer.getZeroPoint(), quantizer.getY());
  }
  Value bias = product.biasDequantizer ? product.biasDequantizer->getOperand(0)
                                       : product.bias;
  if (isa<nn::ConvOp>(product.op)) {
    OperationState state(loc, nn::QLinearConvOp::getOperationName());
    state.addOperands({x, xScale, xZero, w, wScale, wZero, yScale, yZero});
    if (bias)
      state.addOperands(bias);
    state.addTypes(product.result().getType());
    // Window and groups are called the same.
    state.addAttributes(product.op->getAttrs());
    return b.create(state)->getResult(0);
  }
  if (auto gemm = dyn_cast<nn::GemmOp>(product.op))
    return nn::MsQGemmOp::create(b, loc, x, xScale, xZero, w, wScale, wZero,
                                 bias, yScale, yZero, gemm.getAlpha(),
                                 gemm.getTransA(), gemm.getTransB());
  if (product.quantizer)
    return nn::QLinearMatMulOp::create(b, loc, x, xScale, xZero, w, wScale,
                                       wZero, yScale, yZero);
  return nn::MsMatMulIntegerToFloatOp::create(b, loc, x, w, xScale, wScale,
                                              xZero, wZero, Value());
}

bool form(const QuantizedProduct &product, Session &session) {
  bool isConvolution = isa<nn::ConvOp>(product.op);
  Found found{isConvolution ? Function::QuantizedConvolution
                            : Function::QuantizedProduct,
              {product.result()},
              product.inputs(),
              {}};
  return session.form(found, [&](OpBuilder &b, Location loc) {
    return createProduct(b, loc, product);
  });
}

bool formRounded(Value result, Session &session) {
  auto product = productBehind(result.getDefiningOp<nn::QuantizeLinearOp>());
  return product && form(*product, session);
}

/// nn has no convolution of integers into floats.
bool formFloat(Value result, Session &session) {
  auto product = productAt(result.getDefiningOp());
  return product &&
         nn::elementType(product->a.getScale()) == nn::elementType(result) &&
         form(*product, session);
}

} // namespace

void addQuantizedProductPatterns(Session &session) {
  session.add<nn::QuantizeLinearOp>(formRounded);
  session.add<nn::MatMulOp, nn::GemmOp>(formFloat);
}

} // namespace perfopt::analysis
