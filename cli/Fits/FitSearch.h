//===- FitSearch.h - Searching the largest batch that fits ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Analyses the model at three extents (of the batch or the sequence), takes
// every size as a polynomial through them (predictors/Memory/WorkloadCurve.h)
// and bisects on simulated runs, which take milliseconds. Then the model is
// analysed at the largest and the smallest answer: where the polynomials do not
// say exactly the same there, or the structure differs (a table that is folded
// while it is small), they are laid through points near the answer, and if that
// does not do either, every point is analysed.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_FITS_FITSEARCH_H
#define PERFOPT_CLI_FITS_FITSEARCH_H

#include "cli/Report/FitsReport.h"
#include "predictors/Memory/LargestFit.h"
#include "predictors/Memory/WorkloadCurve.h"

#include <array>
#include <functional>
#include <map>
#include <optional>

namespace perfopt::cli {

class FitSearch {
public:
  /// The model at an extent; fails where the model does not allow it.
  using Analyze = std::function<core::Result<core::Workload>(int64_t extent)>;

  /// `nodes` are the extents at which the curve is fixed; `most` is the
  /// largest extent that is tried.
  FitSearch(Analyze analyze, std::array<int64_t, 3> nodes, int64_t most)
      : analyze(std::move(analyze)), nodes(nodes), most(most) {}

  /// One answer for each place. Fails where the model cannot be analysed at
  /// one of the nodes.
  core::Result<std::vector<FitAnswer>>
  search(const std::vector<predictors::FitPlace> &places);

private:
  core::Result<core::Bytes> memoryAt(int64_t extent,
                                     const core::Device &device);
  core::Result<const core::Workload *> analyzed(int64_t extent);
  core::Result<std::vector<FitAnswer>>
  searchAll(const std::vector<predictors::FitPlace> &places);
  core::Status fixCurve();
  void limitToModel(int64_t failing);
  bool holdsAt(int64_t extent);

  Analyze analyze;
  std::array<int64_t, 3> nodes;
  int64_t most;
  bool limitedByModel = false;
  std::optional<predictors::WorkloadCurve> curve;
  std::map<int64_t, core::Workload> workloads;
  /// What the allocator reserves, by extent and size of cuBLAS' workspace, in
  /// which devices differ.
  std::map<std::pair<int64_t, double>, core::Bytes> reserved;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_FITS_FITSEARCH_H
