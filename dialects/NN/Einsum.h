//===- Einsum.h - Reading an einsum equation ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_EINSUM_H
#define PERFOPT_DIALECTS_NN_EINSUM_H

#include "dialects/NN/TypeInference.h"

#include "llvm/ADT/StringRef.h"

#include <map>
#include <string>
#include <vector>

namespace perfopt::nn {

/// The letters of each operand and of the result, and each letter's extent.
/// The dimensions that an ellipsis stands for get the letters '0', '1', ...
struct EinsumPlan {
  std::vector<std::string> inputs;
  std::string output;
  std::map<char, int64_t> extents;
};

mlir::FailureOr<EinsumPlan>
planEinsum(OptionalLoc loc, llvm::StringRef equation, mlir::ValueRange inputs);

} // namespace perfopt::nn

#endif // PERFOPT_DIALECTS_NN_EINSUM_H
