//===- KernelNames.h - What a name says about a kernel --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Families from the names of GPU kernels (patterns seen in public PyTorch,
// cuDNN and TensorRT traces; docs/profiles.md lists them) and of the operators
// of PyTorch, ONNX and TensorRT.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_JOIN_KERNELNAMES_H
#define PERFOPT_PROFILES_JOIN_KERNELNAMES_H

#include "core/Schema/Workload.h"

#include <optional>
#include <string_view>

namespace perfopt::profiles {

/// What a measured event is in relation to an operator's work.
enum class Role {
  /// Does the work.
  Work,
  /// Prepares it: fills, layout conversion, padding.
  Before,
  /// Completes it: sums of split products, layout conversion back.
  After,
  /// Nothing: views and other bookkeeping on the host.
  Bookkeeping
};

struct NameMeaning {
  Role role = Role::Work;
  /// Unset where the name tells none.
  std::optional<core::KernelFamily> family;
};

/// Of a GPU kernel, as a profiler prints it (demangled, short or mangled).
NameMeaning meaningOfKernel(std::string_view name);

/// Of an operator: "aten::addmm", "Conv", "nn.conv"; family unset for an
/// unknown one.
NameMeaning meaningOfOperator(std::string_view name);

/// Whether a measured event of the first family may be a predicted kernel of
/// the second: equal, or often named for each other (a convolution that runs
/// as a product).
bool compatible(core::KernelFamily measured, core::KernelFamily predicted);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_JOIN_KERNELNAMES_H
