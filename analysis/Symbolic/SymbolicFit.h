//===- SymbolicFit.h - Samples, interpolates, compares --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_SYMBOLIC_SYMBOLICFIT_H
#define PERFOPT_ANALYSIS_SYMBOLIC_SYMBOLICFIT_H

#include "analysis/Symbolic/SymbolicWorkload.h"

#include <set>

namespace perfopt::analysis {

/// One derivation of a SymbolicWorkload.
class SymbolicFit {
public:
  SymbolicFit(const WorkloadAt &countAt, const SymbolPoint &request,
              bool hasSeq)
      : countAt(countAt), request(request) {
    result.sequence = hasSeq;
  }

  core::Result<SymbolicWorkload> run();

private:
  using Samples = std::vector<core::Workload>;

  core::Error changes(const std::string &what, const SymbolPoint &from,
                      const SymbolPoint &to) const;
  core::Result<Samples> sample(const Grid &grid);
  void findTables(Samples &samples);
  void mergeTables(core::Workload &workload) const;
  core::Status fitCounts(int64_t seqStep);
  core::Status interpolate(const Grid &grid, const Samples &samples);
  core::Status compare(const SymbolPoint &point) const;
  core::Status checkBatchOne();
  void sumLiveBytes(const std::vector<Polynomial> &buffers);
  void sortPolynomials();

  const WorkloadAt &countAt;
  SymbolPoint request;
  SymbolicWorkload result;
  /// Weights that are the same at every size.
  std::set<std::pair<std::string, double>> fixedWeights;
  bool hasTables = false;
};

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_SYMBOLIC_SYMBOLICFIT_H
