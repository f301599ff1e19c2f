//===- NsysTables.h - Nsight Systems' tables ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `nsys stats --format csv` of the reports cuda_gpu_trace (a row for each
// kernel and copy) and cuda_gpu_kern_sum (a row for each kernel's name).
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_NSIGHT_NSYSTABLES_H
#define PERFOPT_PROFILES_NSIGHT_NSYSTABLES_H

#include "core/Support/Result.h"
#include "profiles/Record/Profile.h"

#include <string>
#include <string_view>
#include <vector>

namespace perfopt::profiles {

/// Whether `columns` is the header of one of them, and of which.
bool isNsysTraceHeader(const std::vector<std::string> &columns);
bool isNsysSummaryHeader(const std::vector<std::string> &columns);

core::Result<Profile> readNsysTrace(std::string_view text,
                                    const std::string &path);
core::Result<Profile> readNsysSummary(std::string_view text,
                                      const std::string &path);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_NSIGHT_NSYSTABLES_H
