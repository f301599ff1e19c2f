//===- QdqGroups.cpp - Products between dequantisations and a quantisation ===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Quantization/QdqGroups.h"

#include "analysis/Cost/ElementBytes.h"
#include "dialects/NN/NNOps.h"

#include "llvm/ADT/SmallPtrSet.h"

using namespace mlir;

namespace perfopt::analysis {

using dialects::CostOpInterface;
using dialects::KernelShape;
using dialects::OpCost;

/// The dequantisation behind `value` if it is one that a product of 8-bit
/// integers can take over.
static nn::DequantizeLinearOp dequantizerOf(Value value, unsigned bits) {
  auto op = value.getDefiningOp<nn::DequantizeLinearOp>();
  Type element = op ? nn::elementType(op.getX()) : Type();
  bool fits = element && element.isInteger(bits) && op.getBlockSize() == 0;
  return fits ? op : nn::DequantizeLinearOp();
}

std::optional<QdqGroup> qdqGroupAt(Operation *product) {
  if (!isa<nn::ConvOp, nn::MatMulOp, nn::GemmOp>(product))
    return std::nullopt;
  QdqGroup group;
  group.product = product;
  for (Value operand : product->getOperands().take_front(2)) {
    nn::DequantizeLinearOp dequantizer = dequantizerOf(operand, 8);
    if (!dequantizer)
      return std::nullopt;
    group.dequantizers.push_back(dequantizer);
  }
  // A bias is stored in 32 bits, in the scale of the sums, or stays float.
  if (product->getNumOperands() > 2)
    if (auto dequantizer = dequantizerOf(product->getOperand(2), 32))
      group.dequantizers.push_back(dequantizer);

  Value result = product->getResult(0);
  auto onlyReader = [](Value value) {
    return value.hasOneUse() ? *value.user_begin() : nullptr;
  };
  Operation *reader = onlyReader(result);
  if (reader && isa<nn::ReluOp, nn::ClipOp>(reader) &&
      reader->getOperand(0) == result) {
    group.activation = reader;
    reader = onlyReader(reader->getResult(0));
  }
  Value before = group.last()->getResult(0);
  if (reader && isa<nn::QuantizeLinearOp>(reader) &&
      reader->getOperand(0) == before)
    group.quantizer = reader;
  if (group.quantizer)
    return group;
  // Without a quantizer an activation is a kernel of its own.
  group.activation = nullptr;
  return isa<nn::ConvOp>(product) ? std::nullopt : std::optional(group);
}

/// Scale, round, add the zero point and two bounds; scale alone to a float.
static constexpr double kRequantize = 5, kRescale = 1;

static StringRef labelOf(const QdqGroup &group) {
  if (isa<nn::ConvOp>(group.product))
    return "qlinear_conv_c1";
  if (isa<nn::GemmOp>(group.product))
    return "qgemm_c1";
  return group.quantizer ? "qlinear_matmul_c1" : "matmul_integer_to_float_c1";
}

/// Bytes of everything that comes from outside of the group, each once.
static std::optional<core::Bytes> bytesRead(const QdqGroup &group) {
  llvm::SmallPtrSet<Operation *, 6> inside(group.dequantizers.begin(),
                                           group.dequantizers.end());
  SmallVector<Operation *, 6> members(group.dequantizers.begin(),
                                      group.dequantizers.end());
  for (Operation *op : {group.product, group.activation, group.quantizer})
    if (op && inside.insert(op).second)
      members.push_back(op);
  core::Bytes read;
  llvm::SmallPtrSet<Value, 12> counted;
  for (Operation *op : members)
    for (Value operand : op->getOperands()) {
      Operation *definition = operand.getDefiningOp();
      if ((definition &&
           (inside.contains(definition) || isa<nn::ConstantOp>(definition))) ||
          !counted.insert(operand).second)
        continue;
      auto bytes = storageBytes(operand.getType());
      if (!bytes)
        return std::nullopt;
      read += *bytes;
    }
  return read;
}

std::optional<OpCost> fusedCost(const QdqGroup &group) {
  auto product = cast<CostOpInterface>(group.product).getCost();
  auto results = nn::elementCount(group.product->getResult(0).getType());
  auto read = bytesRead(group);
  auto written = storageBytes(group.last()->getResult(0).getType());
  if (!product || !results || !read || !written)
    return std::nullopt;
  OpCost cost = *product;
  cost.flops += core::Flops(double(*results) *
                            (group.quantizer ? kRequantize : kRescale));
  if (group.activation)
    if (auto activation = cast<CostOpInterface>(group.activation).getCost())
      cost.flops += activation->flops;
  cost.read = *read;
  cost.written = *written;
  cost.rule = labelOf(group);
  return cost;
}

std::optional<KernelShape> fusedShape(const QdqGroup &group) {
  auto shape = cast<CostOpInterface>(group.product).getKernelShape();
  if (!shape)
    return std::nullopt;
  // Biases and layouts are no kernels of their own here.
  shape->launches = 1;
  shape->extraRead = {};
  shape->extraWritten = {};
  shape->allowTf32 = false;
  shape->type = core::ElementType::I8;
  return shape;
}

} // namespace perfopt::analysis
