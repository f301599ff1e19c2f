//===- OnnxRuntimeProfile.h - ONNX Runtime's profile ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `SessionOptions.enable_profiling`: a JSON array of events. Nodes carry the
// names of the optimised graph; where the provider records its kernels
// (category "Kernel"), these are what was measured.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_TRACE_ONNXRUNTIMEPROFILE_H
#define PERFOPT_PROFILES_TRACE_ONNXRUNTIMEPROFILE_H

#include "core/Support/Result.h"
#include "profiles/Record/Profile.h"

#include <string>
#include <string_view>

namespace perfopt::profiles {

core::Result<Profile> readOnnxRuntimeProfile(std::string_view text,
                                             const std::string &path);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_TRACE_ONNXRUNTIMEPROFILE_H
