//===- KnownBytes.h - Storage where it is known ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_COST_KNOWNBYTES_H
#define PERFOPT_ANALYSIS_COST_KNOWNBYTES_H

#include "analysis/Cost/ElementBytes.h"

#include "mlir/IR/Value.h"

namespace perfopt::analysis {

/// Storage of a tensor, none where an extent or the element type is unknown:
/// for sums that have been checked before, or that leave out what nobody knows.
/// A count that would be wrong without it asks storageBytes.
inline core::Bytes knownBytes(mlir::Type type) {
  return storageBytes(type).value_or(core::Bytes());
}
inline core::Bytes knownBytes(mlir::Value value) {
  return knownBytes(value.getType());
}

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_COST_KNOWNBYTES_H
