//===- Runtime.cpp - The runtimes that are modelled -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/Runtime.h"

namespace perfopt::analysis {

std::string_view name(Runtime runtime) { return rulesOf(runtime).name; }

std::vector<Runtime> allRuntimes() {
  return {Runtime::Eager, Runtime::Inductor, Runtime::OnnxRuntime,
          Runtime::TensorRt};
}

std::optional<Runtime> parseRuntime(std::string_view text) {
  for (Runtime runtime : allRuntimes())
    if (name(runtime) == text)
      return runtime;
  return std::nullopt;
}

RuntimeRules rulesOf(Runtime runtime) {
  switch (runtime) {
  case Runtime::Eager:
    break;
  case Runtime::Inductor:
    return inductorRules();
  case Runtime::OnnxRuntime:
    return onnxRuntimeRules();
  case Runtime::TensorRt:
    return tensorRtRules();
  }
  return eagerRules();
}

} // namespace perfopt::analysis
