//===- SymbolicReport.h - Costs with open batch and sequence --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Plain records of what `--symbolic` prints. A polynomial is text here, in
// terms of b (batch) and s (sequence).
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_SYMBOLICREPORT_H
#define PERFOPT_CLI_REPORT_SYMBOLICREPORT_H

#include "core/Schema/Workload.h"

#include <optional>
#include <string>
#include <vector>

namespace perfopt::cli {

/// Kernels of one family with equal costs.
struct SymbolicGroup {
  /// The name of the first of them.
  std::string kernel;
  core::KernelFamily family = core::KernelFamily::Other;
  int kernels = 0;
  /// Of one kernel.
  std::string flops, macs, bytes;
  /// Of all of them, at the request.
  core::Flops flopsAtRequest;
};

struct SymbolicReport {
  bool hasSeq = false;
  /// Lengths must be multiples of it.
  int64_t seqMultiple = 1;
  bool holdsForBatchOne = true;
  /// Points that the polynomials went through, and further ones at which they
  /// were compared.
  int fitted = 0, verified = 0;
  std::string flops, macs, bytes;
  core::Bytes weights;
  /// Held beside the weights at the kernel that holds most, at the request.
  std::string live;
  std::string liveKernel;
  /// In the order of the model.
  std::vector<SymbolicGroup> groups;
};

/// From where on FLOPs at the pipe's peak take longer than bytes at the HBM's
/// bandwidth.
struct Crossover {
  enum class Kind { Never, Always, From } kind = Kind::Never;
  /// For `From`: the smallest size that is bound by compute.
  int64_t from = 0;
};

/// Of one group on one device, each along one axis with the other as requested.
struct GroupCrossovers {
  Crossover batch;
  std::optional<Crossover> seq;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_SYMBOLICREPORT_H
