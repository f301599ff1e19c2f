//===- Spelling.cpp - Who wrote the parts --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Spelling.h"

#include "mlir/IR/Location.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace perfopt::analysis {

static Spelling spellingOf(Operation *op) {
  auto named = op->getLoc()->findInstanceOf<NameLoc>();
  StringRef name = named ? named.getName().getValue() : StringRef();
  if (!name.consume_front("node_") || name.empty()) {
    // n0, and n0_2 where it is there twice
    bool isScript =
        name.consume_front("n") && !name.empty() &&
        llvm::all_of(name, [](char c) { return llvm::isDigit(c) || c == '_'; });
    return isScript ? Spelling::ByExporter : Spelling::Unknown;
  }
  // node_Erf_4 and node__to_copy
  return llvm::isUpper(name.front()) ? Spelling::ByExporter : Spelling::ByModel;
}

Spelling spellingOf(ArrayRef<Operation *> parts) {
  bool all = !parts.empty();
  for (Operation *part : parts) {
    Spelling one = spellingOf(part);
    if (one == Spelling::ByModel)
      return one;
    all &= one == Spelling::ByExporter;
  }
  return all ? Spelling::ByExporter : Spelling::Unknown;
}

} // namespace perfopt::analysis
