//===- BindDimensions.h - Extents for the model's inputs ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_SHAPES_BINDDIMENSIONS_H
#define PERFOPT_ANALYSIS_SHAPES_BINDDIMENSIONS_H

#include "mlir/IR/BuiltinOps.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace perfopt::analysis {

/// What the user says of the inputs' extents. Two that differ for one dimension
/// are an error.
struct DimensionRequest {
  /// Binds dimensions named batch (batch_size, n, bs, ...); where there are
  /// none, the first extent of every input.
  std::optional<int64_t> batch;
  /// Binds dimensions named seq (sequence, seq_len, ...); where there are none,
  /// the second extent of the integer inputs.
  std::optional<int64_t> seq;
  /// By the name that the file gives.
  std::map<std::string, int64_t> dims;
  /// By the input's name: all its extents.
  std::map<std::string, std::vector<int64_t>> inputs;
};

struct DimensionBinding {
  /// Every named dimension and its extent.
  std::map<std::string, int64_t> dims;
  /// The extents that stand for batch and sequence, where the model has them.
  std::optional<int64_t> batch;
  std::optional<int64_t> seq;
  /// An extent that the file fixes was replaced: types further down that the
  /// file declares no longer hold.
  bool overridesFixed = false;
};

/// Replaces the argument types of the module's main function. An unbound batch
/// becomes 1. Errors name what is unknown and what is left unbound.
mlir::FailureOr<DimensionBinding>
bindDimensions(mlir::ModuleOp module, const DimensionRequest &request);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_SHAPES_BINDDIMENSIONS_H
