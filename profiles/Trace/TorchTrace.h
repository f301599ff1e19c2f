//===- TorchTrace.h - PyTorch profiler's Chrome trace ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `prof.export_chrome_trace(f)` (Kineto). A kernel is joined to the call that
// launched it by its correlation, and that to the operators around it on its
// thread; without a launch record to the operator with its External id. What is
// kept is the outermost operator of a namespace (aten::linear, not the
// aten::addmm inside it): that is what a model's file calls an operator. A
// trace without kernels ran on the host, and there these operators are what was
// measured.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_TRACE_TORCHTRACE_H
#define PERFOPT_PROFILES_TRACE_TORCHTRACE_H

#include "core/Support/Result.h"
#include "profiles/Record/Profile.h"

#include <string>
#include <string_view>

namespace perfopt::profiles {

core::Result<Profile> readTorchTrace(std::string_view text,
                                     const std::string &path);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_TRACE_TORCHTRACE_H
