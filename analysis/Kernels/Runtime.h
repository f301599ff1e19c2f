//===- Runtime.h - The runtimes that are modelled -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_KERNELS_RUNTIME_H
#define PERFOPT_ANALYSIS_KERNELS_RUNTIME_H

#include "analysis/Kernels/FusionRules.h"

#include <optional>
#include <string_view>
#include <vector>

namespace perfopt::analysis {

enum class Runtime {
  /// PyTorch, operator by operator.
  Eager,
  /// PyTorch's torch.compile with its default backend.
  Inductor,
  /// ONNX Runtime with its CUDA provider.
  OnnxRuntime,
  TensorRt,
};

std::string_view name(Runtime runtime);
std::optional<Runtime> parseRuntime(std::string_view text);
/// In the order of Runtime.
std::vector<Runtime> allRuntimes();

RuntimeRules rulesOf(Runtime runtime);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_KERNELS_RUNTIME_H
