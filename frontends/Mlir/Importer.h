//===- Importer.h - From a module to one flat function --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The entry to this folder.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_MLIR_IMPORTER_H
#define PERFOPT_FRONTENDS_MLIR_IMPORTER_H

#include "frontends/Mlir/Source.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include <string>
#include <vector>

namespace perfopt::upstream {

struct ImportOptions {
  /// Arguments of the entry function that are weights, by name: "params" also
  /// means params['w'] and params.w.
  std::vector<std::string> weights;
};

/// A module with one function `main`, flat: calls inlined, loops of a known
/// number of iterations unrolled, constants as nn.weight and nn.constant,
/// buffers as tensors, StableHLO as nn. linalg, tosa, tensor and nn stay as
/// they are. What is not known becomes nn.opaque with a warning that names its
/// dialect. Null after an error; diagnostics go to the context's handler.
mlir::OwningOpRef<mlir::ModuleOp>
importModule(const Source &source, llvm::StringRef name,
             mlir::MLIRContext *context, const ImportOptions &options = {});

} // namespace perfopt::upstream

#endif // PERFOPT_FRONTENDS_MLIR_IMPORTER_H
