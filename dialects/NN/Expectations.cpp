//===- Expectations.cpp - What operands and attributes must be -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/Expectations.h"

#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace perfopt::nn {

LogicalResult expectRank(OptionalLoc loc, StringRef what, Value value,
                         int64_t rank) {
  auto type = rankedType(value);
  if (!type || type.getRank() == rank)
    return success();
  return emitOptionalError(loc, what, ": found rank ", type.getRank(),
                           ", expected ", rank);
}

LogicalResult expectRankAtLeast(OptionalLoc loc, StringRef what, Value value,
                                int64_t rank) {
  auto type = rankedType(value);
  if (!type || type.getRank() >= rank)
    return success();
  return emitOptionalError(loc, what, ": found rank ", type.getRank(),
                           ", expected at least ", rank);
}

LogicalResult expectExtent(OptionalLoc loc, StringRef what, int64_t found,
                           int64_t expected) {
  if (ShapedType::isDynamic(found) || ShapedType::isDynamic(expected) ||
      found == expected)
    return success();
  return emitOptionalError(loc, what, ": found an extent of ", found,
                           ", expected ", expected);
}

LogicalResult expectShape(OptionalLoc loc, StringRef what, Value value,
                          ArrayRef<int64_t> expected) {
  auto type = rankedType(value);
  if (!type)
    return success();
  if (failed(expectRank(loc, what, value, expected.size())))
    return failure();
  for (auto [extent, wanted] : llvm::zip_equal(type.getShape(), expected))
    if (failed(expectExtent(loc, what, extent, wanted)))
      return failure();
  return success();
}

LogicalResult expectOneOf(OptionalLoc loc, StringRef attribute, StringRef found,
                          ArrayRef<StringRef> choices) {
  if (llvm::is_contained(choices, found))
    return success();
  return emitOptionalError(loc, attribute, " is '", found,
                           "', expected one of ", llvm::join(choices, ", "));
}

LogicalResult expectAtLeast(OptionalLoc loc, StringRef what, int64_t found,
                            int64_t least) {
  if (found >= least && found <= kMaxAttribute)
    return success();
  return emitOptionalError(loc, what, " is ", found, ", expected ", least,
                           " to ", kMaxAttribute);
}

FailureOr<int64_t> expectAxis(OptionalLoc loc, int64_t axis, int64_t rank) {
  if (auto position = normalizeAxis(axis, rank))
    return *position;
  return emitOptionalError(loc, "axis ", axis, " is out of range for rank ",
                           rank);
}

} // namespace perfopt::nn
