//===- Expectations.h - What operands and attributes must be -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each check fails with what was found and what was expected, and accepts what
// is merely unknown: an omitted operand, an unranked one, an open extent.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_EXPECTATIONS_H
#define PERFOPT_DIALECTS_NN_EXPECTATIONS_H

#include "dialects/NN/TypeInference.h"

#include "llvm/ADT/StringRef.h"

namespace perfopt::nn {

mlir::LogicalResult expectRank(OptionalLoc loc, llvm::StringRef what,
                               mlir::Value value, int64_t rank);
mlir::LogicalResult expectRankAtLeast(OptionalLoc loc, llvm::StringRef what,
                                      mlir::Value value, int64_t rank);
/// Of one extent of `what`.
mlir::LogicalResult expectExtent(OptionalLoc loc, llvm::StringRef what,
                                 int64_t found, int64_t expected);
/// All extents, with the rank.
mlir::LogicalResult expectShape(OptionalLoc loc, llvm::StringRef what,
                                mlir::Value value,
                                llvm::ArrayRef<int64_t> expected);
/// Of a string attribute.
mlir::LogicalResult expectOneOf(OptionalLoc loc, llvm::StringRef attribute,
                                llvm::StringRef found,
                                llvm::ArrayRef<llvm::StringRef> choices);
mlir::LogicalResult expectAtLeast(OptionalLoc loc, llvm::StringRef what,
                                  int64_t found, int64_t least);
/// `axis` counted from the front.
mlir::FailureOr<int64_t> expectAxis(OptionalLoc loc, int64_t axis,
                                    int64_t rank);

} // namespace perfopt::nn

#endif // PERFOPT_DIALECTS_NN_EXPECTATIONS_H
