//===- ReadProfile.h - A profile from a file ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the file is follows from its content, whatever its name.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_READPROFILE_H
#define PERFOPT_PROFILES_READPROFILE_H

#include "core/Support/Result.h"
#include "profiles/Record/Profile.h"

#include <string>
#include <string_view>

namespace perfopt::profiles {

/// The profile in a file, which may be compressed with gzip.
core::Result<Profile> readProfile(const std::string &path);

/// The profile in `bytes`; `path` is for messages.
core::Result<Profile> parseProfile(std::string_view bytes,
                                   const std::string &path);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_READPROFILE_H
