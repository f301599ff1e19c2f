//===- UpgradeSteps.h - What upgrading consists of -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_IMPORTER_UPGRADESTEPS_H
#define PERFOPT_FRONTENDS_ONNX_IMPORTER_UPGRADESTEPS_H

#include "frontends/Onnx/Importer/Upgrade.h"

namespace perfopt::onnx {

/// A node on its way to the newest form.
struct UpgradeContext {
  const NodeForm &form;
  OperatorRequest &request;
  mlir::OpBuilder &builder;
  mlir::Location loc;

  bool isOneOf(llvm::ArrayRef<llvm::StringRef> names) const {
    return llvm::is_contained(names, form.opType);
  }
  bool has(llvm::StringRef attribute) const {
    return static_cast<bool>(request.attributes.get(attribute));
  }
  void setInt(llvm::StringRef attribute, int64_t value) {
    request.attributes.set(attribute, builder.getI64IntegerAttr(value));
  }
  void setString(llvm::StringRef attribute, llvm::StringRef value) {
    request.attributes.set(attribute, builder.getStringAttr(value));
  }
  /// Puts an operand to its ONNX position.
  void setOperand(size_t position, mlir::Value value);
};

/// A vector, or for one float a scalar, of the attribute's values; null for
/// attributes of other kinds.
mlir::Value constantFrom(mlir::Attribute attribute, UpgradeContext &context);

/// Attributes that became operands.
void moveAttributes(UpgradeContext &context);
/// Attributes that number an element type. False for a type that nn does not
/// have, such as strings.
bool convertTypeAttributes(UpgradeContext &context);
/// The forms of opset 1 to 6.
void upgradeFirstForms(UpgradeContext &context);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_IMPORTER_UPGRADESTEPS_H
