//===- SymbolicWorkload.h - A workload with open batch and sequence -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every count of a workload as an exact polynomial in batch (b) and sequence
// length (s). Derived from outside: the model is counted at a few small points,
// every number is interpolated between them, and the result is compared with
// the model counted at further points. What then agrees everywhere is taken to
// hold everywhere; what does not is an error, never an approximation.
//
// Counts of kernels are of degree 2 in b and 3 in s at most (fits beyond it
// fail the comparison). Extents of 1 change strides, and with them copies, so
// batch 1 is compared but not fitted.
//
// Memory: every buffer that the runtime asks for is fitted as well, before any
// rounding; which of them are alive together does not depend on the size.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_SYMBOLIC_SYMBOLICWORKLOAD_H
#define PERFOPT_ANALYSIS_SYMBOLIC_SYMBOLICWORKLOAD_H

#include "analysis/Symbolic/Polynomial.h"
#include "core/Schema/Workload.h"
#include "core/Support/Result.h"

#include <functional>

namespace perfopt::analysis {

/// Counts the model at a point.
using WorkloadAt =
    std::function<core::Result<core::Workload>(const SymbolPoint &)>;

class SymbolicWorkload {
public:
  /// Fails where the model has no open batch, where its kernels change with the
  /// size, or where a count is no polynomial; the error names the first one.
  static core::Result<SymbolicWorkload>
  derive(const WorkloadAt &countAt, const SymbolPoint &request, bool hasSeq);

  struct KernelCost {
    Polynomial flops, macs, bytesRead, bytesWritten;
  };

  bool hasSeq() const { return sequence; }
  /// Lengths must be multiples of it; 1 where every length will do.
  int64_t seqMultiple() const { return multiple; }
  /// The counts hold for a batch of 1, too.
  bool holdsForBatchOne() const { return batchOne; }
  const std::vector<SymbolPoint> &fitted() const { return fittedAt; }
  const std::vector<SymbolPoint> &verified() const { return verifiedAt; }

  const Polynomial &flops() const { return totalFlops; }
  const Polynomial &macs() const { return totalMacs; }
  const Polynomial &bytes() const { return totalBytes; }
  /// One for each kernel of `base()`.
  const std::vector<KernelCost> &kernels() const { return kernelCosts; }
  /// Bytes held beside the weights while kernel i runs, before rounding.
  const std::vector<Polynomial> &liveBytes() const { return live; }
  /// The kernel with most live bytes at a point; -1 where that is unknown.
  int peakKernel(const SymbolPoint &point) const;

  /// The workload at the requested point, as it was counted there.
  const core::Workload &base() const { return counted; }
  /// Whether `at` answers for the point.
  bool covers(const SymbolPoint &point) const;
  /// The workload at another point.
  core::Workload at(const SymbolPoint &point) const;
  /// The same into a workload that came from `at`: without copying names.
  void evaluate(const SymbolPoint &point, core::Workload &workload) const;

private:
  friend class SymbolicFit;

  bool sequence = false;
  int64_t multiple = 1;
  bool batchOne = true;
  std::vector<SymbolPoint> fittedAt, verifiedAt;
  Polynomial totalFlops, totalMacs, totalBytes;
  std::vector<KernelCost> kernelCosts;
  std::vector<Polynomial> live;
  core::Workload counted;
  /// The counts that depend on the point, by their position in the order of
  /// WorkloadNumbers.h.
  std::vector<std::pair<size_t, Polynomial>> varying;
};

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_SYMBOLIC_SYMBOLICWORKLOAD_H
