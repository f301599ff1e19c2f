//===- NsysSqlite.h - Nsight Systems' SQLite export -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `nsys export --type sqlite`. Kernels are joined to the API call that launched
// them (correlationId), and that to the NVTX ranges that enclose it on its
// thread.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_NSIGHT_NSYSSQLITE_H
#define PERFOPT_PROFILES_NSIGHT_NSYSSQLITE_H

#include "core/Support/Result.h"
#include "profiles/Record/Profile.h"

#include <string>
#include <string_view>

namespace perfopt::profiles {

bool isSqlite(std::string_view bytes);

/// `bytes` are a whole database; `path` is for messages.
core::Result<Profile> readNsysSqlite(std::string_view bytes,
                                     const std::string &path);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_NSIGHT_NSYSSQLITE_H
