//===- ElementBytes.h - Storage of MLIR types -----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_COST_ELEMENTBYTES_H
#define PERFOPT_ANALYSIS_COST_ELEMENTBYTES_H

#include "core/Schema/ElementType.h"
#include "core/Support/Quantity.h"

#include "mlir/IR/Types.h"

#include <optional>

namespace perfopt::analysis {

/// `Other` for types that kernels are not priced in.
core::ElementType elementTypeOf(mlir::Type type);

/// The MLIR type of an element type; null for F8 (which of them?) and Other.
mlir::Type mlirTypeOf(core::ElementType type, mlir::MLIRContext *context);

/// Bits that one element occupies in memory: bools take a byte, TF32 four.
std::optional<unsigned> storageBits(mlir::Type element);

/// Storage of a tensor or buffer; unset when an extent or the element type is
/// unknown.
std::optional<core::Bytes> storageBytes(mlir::Type type);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_COST_ELEMENTBYTES_H
