//===- WorkloadNumbers.h - Every number of a workload, in one order -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two workloads of one model, at different batches, are the same records with
// other numbers in them. This walks over the numbers that may differ, so that
// they can be compared, fitted and set one by one.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_SYMBOLIC_WORKLOADNUMBERS_H
#define PERFOPT_ANALYSIS_SYMBOLIC_WORKLOADNUMBERS_H

#include "core/Schema/Workload.h"

#include <cmath>
#include <type_traits>

namespace perfopt::analysis {

template <typename T>
double numberOf(const T &field) {
  if constexpr (std::is_arithmetic_v<T>)
    return double(field);
  else
    return field.value();
}

template <typename T>
void setNumber(T &field, double number) {
  if constexpr (std::is_integral_v<T>)
    field = static_cast<T>(std::llround(number));
  else
    field = T(number);
}

/// Calls `visit(field)` on each extent, count and size of `workload`, always in
/// the same order for the same structure. What follows from others (live bytes)
/// is left out.
template <typename Workload, typename Visit>
void visitCounts(Workload &workload, Visit visit) {
  auto optional = [&](auto &field) {
    if (field)
      visit(*field);
  };
  for (auto &op : workload.operators) {
    for (auto *tensors : {&op.operands, &op.results})
      for (auto &tensor : *tensors)
        for (auto &extent : tensor.dims)
          visit(extent);
    for (auto &[key, value] : op.attributes)
      visit(value);
    optional(op.flops);
    optional(op.macs);
    optional(op.bytesRead);
    optional(op.bytesWritten);
  }
  for (auto &edge : workload.edges)
    visit(edge.bytes);
  for (auto &kernel : workload.kernels) {
    for (auto &[key, size] : kernel.problem)
      visit(size);
    visit(kernel.flops);
    visit(kernel.macs);
    visit(kernel.bytesRead);
    visit(kernel.bytesWritten);
    visit(kernel.launches);
  }
  for (auto &buffer : workload.memory.buffers)
    visit(buffer.bytes);
  visit(workload.totals.flops);
  visit(workload.totals.macs);
  visit(workload.totals.bytes);
  visit(workload.totals.launches);
}

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_SYMBOLIC_WORKLOADNUMBERS_H
