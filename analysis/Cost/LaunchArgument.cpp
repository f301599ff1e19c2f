//===- LaunchArgument.cpp - Constants that need no memory -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/LaunchArgument.h"

#include "dialects/NN/NNOps.h"

namespace perfopt::analysis {

bool isLaunchArgument(mlir::Value value) {
  constexpr int64_t kMostElements = 32;
  if (!value.getDefiningOp<nn::ConstantOp>())
    return false;
  std::optional<int64_t> count = nn::elementCount(value.getType());
  return count && *count <= kMostElements;
}

} // namespace perfopt::analysis
