//===- Constants.cpp - Constants and weights ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Mlir/Constants.h"

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/NNOps.h"

#include "mlir/IR/DialectResourceBlobManager.h"

using namespace mlir;

namespace perfopt::upstream {

/// Whole numbers of up to eight bits are quantised weights, wider ones are
/// positions and shapes.
static bool isWeightType(Type element) {
  auto integer = dyn_cast<IntegerType>(element);
  return !integer || (integer.getWidth() > 1 && integer.getWidth() <= 8);
}

/// The key of dense_resource<key>, where it names anything; its payload is
/// freed.
static StringRef takeResource(DenseResourceElementsAttr values) {
  StringRef key = values.getRawHandle().getKey();
  if (auto *resource = values.getRawHandle().getResource())
    resource->setBlob(AsmResourceBlob());
  return key.contains("elided") ? StringRef() : key;
}

Value Constants::create(ElementsAttr values, RankedTensorType type,
                        StringRef name, Location loc) {
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(values)) {
    StringRef key = takeResource(resource);
    return weight(type, key.empty() ? name : key, loc);
  }
  auto dense = dyn_cast<DenseElementsAttr>(values);
  bool small = dense && dense.getNumElements() <= nn::kMaxFoldedElements &&
               !isWeightType(type.getElementType());
  bool sameType = dense && dense.getType() == type;
  if (sameType && (small || dense.isSplat() || dense.getNumElements() <= 1))
    return nn::ConstantOp::create(builder, loc, type, dense);
  return weight(type, name, loc);
}

Value Constants::weight(RankedTensorType type, StringRef name, Location loc) {
  std::string text =
      name.empty() ? "constant_" + std::to_string(unnamed++) : name.str();
  StringRef kind = isWeightType(type.getElementType()) ? "parameter" : "buffer";
  return nn::WeightOp::create(builder, loc, type, text, kind, ElementsAttr());
}

} // namespace perfopt::upstream
