//===- Parse.h - MLIR's parser, with remedies -----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_MLIR_PARSE_H
#define PERFOPT_FRONTENDS_MLIR_PARSE_H

#include "frontends/Mlir/Source.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace perfopt::upstream {

/// Makes the dialects known that are read: nn and perf, and of MLIR's own those
/// that models come in. One is loaded when a file uses it. Operators of other
/// dialects are kept as they are.
void prepareContext(mlir::MLIRContext &context);

/// The module, verified; null after an error, which says where, what, and for
/// forms that others read what to do.
mlir::OwningOpRef<mlir::ModuleOp> parseModule(const Source &source,
                                              llvm::StringRef name,
                                              mlir::MLIRContext *context);

} // namespace perfopt::upstream

#endif // PERFOPT_FRONTENDS_MLIR_PARSE_H
