//===- Importer.h - From ONNX records to the nn dialect -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_IMPORTER_IMPORTER_H
#define PERFOPT_FRONTENDS_ONNX_IMPORTER_IMPORTER_H

#include "frontends/Onnx/Reader/LoadedModel.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include <string>

namespace perfopt::onnx {

/// A module with one function `main`: the model's inputs are its arguments
/// (attributes nn.name and nn.dim_names), weights are nn.weight, every node is
/// the nn operator of its name at a location of its name. Functions of the file
/// are inlined. What nn does not have is kept as nn.opaque with a warning;
/// what contradicts itself is an error. Null after an error; diagnostics go to
/// the context's handler.
mlir::OwningOpRef<mlir::ModuleOp> importModel(const LoadedModel &loaded,
                                              llvm::StringRef name,
                                              mlir::MLIRContext *context);

/// The same for records that come from no file; `sha256` may be empty.
mlir::OwningOpRef<mlir::ModuleOp> importModel(const Model &model,
                                              llvm::StringRef name,
                                              llvm::StringRef sha256,
                                              mlir::MLIRContext *context);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_IMPORTER_IMPORTER_H
