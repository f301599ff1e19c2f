//===- SymbolicWorkload.cpp - A workload with open batch and sequence -----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Symbolic/SymbolicWorkload.h"

#include "analysis/Memory/ProfileSums.h"
#include "analysis/Symbolic/SymbolicFit.h"
#include "analysis/Symbolic/WorkloadNumbers.h"

namespace perfopt::analysis {

core::Result<SymbolicWorkload>
SymbolicWorkload::derive(const WorkloadAt &countAt, const SymbolPoint &request,
                         bool hasSeq) {
  return SymbolicFit(countAt, request, hasSeq).run();
}

int SymbolicWorkload::peakKernel(const SymbolPoint &point) const {
  int peak = -1;
  double most = -1;
  for (size_t i = 0; i < live.size(); ++i)
    if (double bytes = live[i].at(point); bytes > most) {
      most = bytes;
      peak = static_cast<int>(i);
    }
  return peak;
}

bool SymbolicWorkload::covers(const SymbolPoint &point) const {
  if (point.batch == 1 && !batchOne)
    return false;
  return point.seq % multiple == 0;
}

core::Workload SymbolicWorkload::at(const SymbolPoint &point) const {
  core::Workload workload = counted;
  evaluate(point, workload);
  return workload;
}

void SymbolicWorkload::evaluate(const SymbolPoint &point,
                                core::Workload &workload) const {
  size_t position = 0;
  auto next = varying.begin();
  visitCounts(workload, [&](auto &field) {
    if (next != varying.end() && next->first == position) {
      setNumber(field, next->second.at(point));
      ++next;
    }
    ++position;
  });
  workload.request.batch = point.batch;
  if (sequence)
    workload.request.seq = point.seq;

  sumUp(workload.memory, static_cast<int>(workload.kernels.size()));
}

} // namespace perfopt::analysis
