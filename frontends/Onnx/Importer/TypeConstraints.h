//===- TypeConstraints.h - Element types that ONNX allows ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// They are checked of the file alone: later --dtype may give an operator types
// that ONNX does not let it have.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_IMPORTER_TYPECONSTRAINTS_H
#define PERFOPT_FRONTENDS_ONNX_IMPORTER_TYPECONSTRAINTS_H

#include "mlir/IR/Value.h"
#include "llvm/ADT/StringMap.h"

#include <string>

namespace perfopt::onnx {

class TypeConstraints {
public:
  TypeConstraints();
  /// Why an operator of ai.onnx cannot have operands of these element types;
  /// empty where it can, and where nothing is known of the operator.
  std::string check(llvm::StringRef opType,
                    llvm::ArrayRef<mlir::Value> operands) const;

private:
  llvm::StringMap<llvm::StringRef> signatures;
};

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_IMPORTER_TYPECONSTRAINTS_H
