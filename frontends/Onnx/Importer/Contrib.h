//===- Contrib.h - ONNX Runtime's operators in nn -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The domains com.microsoft and com.microsoft.nchwc, which ONNX Runtime's
// optimiser and quantiser write. An operator that nn has becomes it, with its
// operands in nn's order; one that launches as several kernels (Attention, MoE,
// DynamicQuantizeMatMul, ...) becomes several operators; the others are nn's
// ms_ operators. Sources: ONNX Runtime's ContribOperators.md and the schemas
// that its Python package registers (1.31).
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_IMPORTER_CONTRIB_H
#define PERFOPT_FRONTENDS_ONNX_IMPORTER_CONTRIB_H

#include "frontends/Onnx/Importer/OperatorTable.h"

namespace perfopt::onnx {

/// True for what `importContrib` is made for. SimplifiedLayerNormalization has
/// no domain although ONNX does not have it.
bool isContrib(llvm::StringRef domain, llvm::StringRef opType);

struct ContribOutcome {
  /// By the node's outputs; those that nn does not have are missing at the end.
  llvm::SmallVector<mlir::Value> results;
  /// Why the operator cannot be counted, where it cannot.
  std::string refusal;
  /// How the node contradicts itself, where it does.
  std::string error;
};

ContribOutcome importContrib(llvm::StringRef domain, llvm::StringRef opType,
                             OperatorRequest &request,
                             const OperatorTable &table,
                             mlir::OpBuilder &builder, mlir::Location loc);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_IMPORTER_CONTRIB_H
