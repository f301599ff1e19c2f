//===- OperatorTable.h - ONNX operator names and nn operators -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The nn dialect names its operators after ONNX's: "LayerNormalization" is
// nn.layer_normalization. The table is therefore made from the dialect's own
// list of operators; a new operator needs no line here.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_IMPORTER_OPERATORTABLE_H
#define PERFOPT_FRONTENDS_ONNX_IMPORTER_OPERATORTABLE_H

#include "mlir/IR/Builders.h"
#include "llvm/ADT/StringMap.h"

#include <string>

namespace perfopt::onnx {

/// An operator in nn's form: operands by ONNX position, null where omitted.
struct OperatorRequest {
  llvm::SmallVector<mlir::Value> operands;
  mlir::NamedAttrList attributes;
};

struct OperatorEntry {
  llvm::StringRef mnemonic;
  /// Creates the operator with inferred result types. On failure `reason` says
  /// why and nothing was created.
  mlir::Operation *(*create)(mlir::OpBuilder &builder, mlir::Location loc,
                             OperatorRequest &request, std::string &reason);
};

class OperatorTable {
public:
  OperatorTable();
  /// Null when nn has no such operator.
  const OperatorEntry *find(llvm::StringRef opType) const;

private:
  llvm::StringMap<OperatorEntry> entries;
};

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_IMPORTER_OPERATORTABLE_H
