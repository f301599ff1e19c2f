//===- StableHlo.cpp - StableHLO in generic form --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Mlir/StableHlo/StableHlo.h"

#include "llvm/Support/FormatVariadic.h"

using namespace mlir;

namespace perfopt::upstream {

Type withoutBounds(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.getEncoding()
             ? RankedTensorType::get(tensor.getShape(), tensor.getElementType())
             : type;
}

StableHlo::StableHlo() {
  addElementwiseRules(table);
  addMovementRules(table);
  addProductRules(table);
  addReductionRules(table);
  addShapeRules(table);
}

bool StableHlo::handles(StringRef dialect) {
  return dialect == "stablehlo" || dialect == "chlo" || dialect == "mhlo";
}

Translated StableHlo::translate(Operation *op, ValueRange operands,
                                Location loc, OpBuilder &builder,
                                std::string &reason) const {
  StringRef name = op->getName().getStringRef().split('.').second;
  auto rule = table.find(name);
  if (rule == table.end()) {
    reason = "nn has no operator for it";
    return std::nullopt;
  }
  Translation translation{builder, op, loc, {}, {}, {}};
  translation.operands.assign(operands.begin(), operands.end());
  for (Type type : op->getResultTypes())
    if (auto tensor = dyn_cast<RankedTensorType>(withoutBounds(type)))
      translation.results.push_back(tensor);
  bool ranked = llvm::all_of(operands, [](Value operand) {
    return isa<RankedTensorType>(operand.getType());
  });
  if (!ranked || translation.results.empty() ||
      translation.results.size() != op->getNumResults()) {
    reason = "its operands or results are no tensors of a known rank";
    return std::nullopt;
  }
  if (operands.size() < rule->second.operands) {
    reason = llvm::formatv("{0} operands, expected {1}", operands.size(),
                           rule->second.operands);
    return std::nullopt;
  }
  Translated values = rule->second.translate(translation);
  reason = translation.reason;
  return values;
}

} // namespace perfopt::upstream
