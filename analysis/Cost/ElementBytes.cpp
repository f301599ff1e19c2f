//===- ElementBytes.cpp - Storage of MLIR types ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/ElementBytes.h"

#include "dialects/NN/TypeInference.h"

#include "mlir/IR/BuiltinTypes.h"

#include <cmath>

using namespace mlir;

namespace perfopt::analysis {

core::ElementType elementTypeOf(Type type) {
  using core::ElementType;
  if (auto tensor = dyn_cast<TensorType>(type))
    type = tensor.getElementType();
  if (type.isF32())
    return ElementType::F32;
  if (type.isTF32())
    return ElementType::TF32;
  if (type.isF16())
    return ElementType::F16;
  if (type.isBF16())
    return ElementType::BF16;
  if (type.isF64())
    return ElementType::F64;
  if (isa<FloatType>(type) && type.getIntOrFloatBitWidth() == 8)
    return ElementType::F8;
  if (!isa<IntegerType>(type))
    return ElementType::Other;
  switch (type.getIntOrFloatBitWidth()) {
  case 1:
    return ElementType::Bool;
  case 4:
    return ElementType::I4;
  case 8:
    return ElementType::I8;
  case 16:
    return ElementType::I16;
  case 32:
    return ElementType::I32;
  case 64:
    return ElementType::I64;
  default:
    return ElementType::Other;
  }
}

Type mlirTypeOf(core::ElementType type, MLIRContext *context) {
  using core::ElementType;
  switch (type) {
  case ElementType::F64:
    return Float64Type::get(context);
  case ElementType::F32:
    return Float32Type::get(context);
  case ElementType::TF32:
    return FloatTF32Type::get(context);
  case ElementType::F16:
    return Float16Type::get(context);
  case ElementType::BF16:
    return BFloat16Type::get(context);
  case ElementType::I64:
  case ElementType::I32:
  case ElementType::I16:
  case ElementType::I8:
  case ElementType::I4:
    return IntegerType::get(context, core::storageBits(type));
  case ElementType::Bool:
    return IntegerType::get(context, 1);
  case ElementType::F8:
  case ElementType::Other:
    return {};
  }
  return {};
}

std::optional<unsigned> storageBits(Type element) {
  if (auto complex = dyn_cast<ComplexType>(element)) {
    auto part = storageBits(complex.getElementType());
    return part ? std::optional<unsigned>(2 * *part) : std::nullopt;
  }
  if (element.isTF32())
    return 32;
  if (element.isInteger(1))
    return 8;
  if (element.isIntOrFloat())
    return element.getIntOrFloatBitWidth();
  return std::nullopt;
}

std::optional<core::Bytes> storageBytes(Type type) {
  if (auto buffer = dyn_cast<MemRefType>(type))
    type = RankedTensorType::get(buffer.getShape(), buffer.getElementType());
  auto tensor = dyn_cast<TensorType>(type);
  std::optional<int64_t> count = nn::elementCount(type);
  if (!tensor || !count)
    return std::nullopt;
  auto bits = storageBits(tensor.getElementType());
  if (!bits)
    return std::nullopt;
  return core::Bytes(std::ceil(double(*count) * *bits / 8.0));
}

} // namespace perfopt::analysis
