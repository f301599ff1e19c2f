//===- NcuCounters.h - From Nsight Compute's metrics to FLOPs and bytes ---===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Equations 3.3 to 3.6 of K. Panner Selvam's thesis:
//
//   time       = cycles_elapsed.avg / cycles_elapsed.avg.per_second       (3.3)
//   FP32 FLOPs = fadd + fmul + 2 ffma                                     (3.4)
//   FP16 FLOPs = hadd + hmul + 2 hfma                                     (3.5)
//   TC FLOPs   = 512 pipe_tensor.sum                                      (3.6)
//
// and what newer GPUs need beside them. Eq. 3.6 holds for Volta and Turing,
// whose tensor instruction does 256 multiply-adds. Later chips report the
// operations of each type of product (sm__ops_path_tensor_*, 2 a multiply-add),
// which is taken wherever it is there; an A100 without it takes 2048 an
// instruction on halves, the factor of public scripts, where no other kind ran.
// Elsewhere instructions say nothing: where any counter says that tensor cores
// worked and none says how much, all FLOPs of the launch are unknown. Where the
// report has ncu's own derived metric for packed halves
// (..._hfma_pred_on_x4), an instruction of Eq. 3.5 counts for two lanes.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_NSIGHT_NCUCOUNTERS_H
#define PERFOPT_PROFILES_NSIGHT_NCUCOUNTERS_H

#include "core/Support/Quantity.h"
#include "profiles/Nsight/NcuReport.h"
#include "profiles/Record/Profile.h"

#include <optional>
#include <set>
#include <string>

namespace perfopt::profiles {

/// Gpu time of the launch; unset where neither the metric nor Eq. 3.3's
/// operands are in the report.
std::optional<core::Seconds> ncuTime(const NcuLaunch &launch);

/// `notes` collects what could not be counted and what was assumed, each
/// sentence once.
Counters ncuCounters(const NcuLaunch &launch, std::set<std::string> &notes);

/// The report as a profile. An error where no launch has a time and none has
/// a counter, naming the metrics to ask for.
core::Result<Profile> profileOf(const NcuReport &report,
                                const std::string &path);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_NSIGHT_NCUCOUNTERS_H
