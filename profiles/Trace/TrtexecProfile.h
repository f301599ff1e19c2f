//===- TrtexecProfile.h - trtexec's layer profile -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `trtexec --exportProfile=f`: a count of runs, then one record for each layer
// of the engine with its average time.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_TRACE_TRTEXECPROFILE_H
#define PERFOPT_PROFILES_TRACE_TRTEXECPROFILE_H

#include "core/Support/Result.h"
#include "profiles/Record/Profile.h"

#include <string>
#include <string_view>

namespace perfopt::profiles {

core::Result<Profile> readTrtexecProfile(std::string_view text,
                                         const std::string &path);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_TRACE_TRTEXECPROFILE_H
