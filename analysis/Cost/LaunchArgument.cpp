//===- LaunchArgument.cpp - Constants that need no memory -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/LaunchArgument.h"

#include "dialects/NN/NNOps.h"

using namespace mlir;

namespace perfopt::analysis {

bool isLaunchArgument(Value value) {
  // An entry or two for each dimension.
  constexpr int64_t kMostElements = 32;
  if (!value.getDefiningOp<nn::ConstantOp>())
    return false;
  std::optional<int64_t> count = nn::elementCount(value.getType());
  return count && *count <= kMostElements;
}

bool isSpreadScalar(Value value) {
  auto constant = value.getDefiningOp<nn::ConstantOp>();
  auto elements =
      constant ? dyn_cast<DenseElementsAttr>(constant.getValue()) : nullptr;
  return elements && elements.isSplat();
}

} // namespace perfopt::analysis
