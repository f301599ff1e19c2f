//===- Upgrade.h - Older forms of ONNX operators --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_IMPORTER_UPGRADE_H
#define PERFOPT_FRONTENDS_ONNX_IMPORTER_UPGRADE_H

#include "frontends/Onnx/Importer/OperatorTable.h"

namespace perfopt::onnx {

/// What is known of a node besides its operands and attributes.
struct NodeForm {
  llvm::StringRef opType;
  /// Of the operator's domain, as the file imports it.
  int64_t opset = 0;
  size_t outputs = 1;
};

/// Turns a node of any ONNX opset into the newest form, the one that nn
/// has: attributes that became operands (axes, split, pads, ...) become
/// constants, type numbers become types, deprecated names are replaced. Returns
/// the name of the operator to create; empty where it makes values of a type
/// that nn does not have. Source: ONNX's Changelog.md.
llvm::StringRef upgrade(const NodeForm &form, OperatorRequest &request,
                        mlir::OpBuilder &builder, mlir::Location loc);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_IMPORTER_UPGRADE_H
