//===- Summary.cpp - Figures that every format derives the same way -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Summary.h"

#include "cli/Report/Units.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <utility>

namespace perfopt::cli {

using namespace core;

namespace {

using OperatorsById = std::unordered_map<int, const Operator *>;

std::string mainOperator(const Kernel &kernel, const OperatorsById &byId) {
  const Operator *best = nullptr;
  for (int id : kernel.operators) {
    auto found = byId.find(id);
    if (found == byId.end())
      continue;
    const Operator *candidate = found->second;
    if (!best ||
        candidate->flops.value_or(Flops()) > best->flops.value_or(Flops()))
      best = candidate;
  }
  return best ? best->op : "";
}

template <typename NameOf>
std::vector<TimeShare> timeBy(const std::vector<KernelRow> &rows,
                              NameOf nameOf) {
  std::map<std::string, TimeShare> byName;
  for (const KernelRow &row : rows) {
    TimeShare &share = byName[std::string(nameOf(row))];
    share.time += row.time();
    share.share += row.timeShare;
    ++share.kernels;
  }
  std::vector<TimeShare> shares;
  for (auto &[name, share] : byName) {
    share.name = name;
    shares.push_back(share);
  }
  std::stable_sort(
      shares.begin(), shares.end(),
      [](const TimeShare &a, const TimeShare &b) { return a.time > b.time; });
  return shares;
}

} // namespace

std::vector<KernelRow> kernelRows(const Workload &workload,
                                  const Prediction &prediction) {
  OperatorsById byId;
  for (const Operator &op : workload.operators)
    byId.emplace(op.id, &op);
  std::vector<KernelRow> rows;
  rows.reserve(workload.kernels.size());
  for (const Kernel &kernel : workload.kernels) {
    KernelRow row;
    row.index = static_cast<int>(rows.size());
    row.kernel = &kernel;
    row.op = mainOperator(kernel, byId);
    rows.push_back(std::move(row));
  }
  for (const KernelPrediction &predicted : prediction.kernels)
    if (predicted.kernel >= 0 &&
        static_cast<size_t>(predicted.kernel) < rows.size())
      rows[predicted.kernel].prediction = &predicted;
  Seconds total = kernelTime(rows);
  if (total > Seconds())
    for (KernelRow &row : rows)
      row.timeShare = row.time() / total;
  return rows;
}

Seconds kernelTime(const std::vector<KernelRow> &rows) {
  Seconds total;
  for (const KernelRow &row : rows)
    total += row.time();
  return total;
}

std::vector<TimeShare> timeByFamily(const std::vector<KernelRow> &rows) {
  return timeBy(rows,
                [](const KernelRow &row) { return name(row.kernel->family); });
}

std::vector<TimeShare> timeByBound(const std::vector<KernelRow> &rows) {
  return timeBy(rows, [](const KernelRow &row) {
    return name(row.prediction ? row.prediction->bound : Bound::Unknown);
  });
}

std::vector<TimeShare> timeByPhase(const std::vector<KernelRow> &rows) {
  return timeBy(rows,
                [](const KernelRow &row) { return name(row.kernel->phase); });
}

LaunchShare launchShare(const std::vector<KernelRow> &rows) {
  LaunchShare launches;
  for (const KernelRow &row : rows) {
    if (!row.prediction || row.prediction->bound != Bound::Launch)
      continue;
    ++launches.kernels;
    launches.bound += row.timeShare;
    double atWork = row.prediction->fractionOfCeiling;
    double idle = std::isfinite(atWork) ? std::clamp(1 - atWork, 0.0, 1.0) : 1;
    launches.overhead += row.time() * idle;
    launches.overheadShare += row.timeShare * idle;
  }
  return launches;
}

bool knowsLatency(const Prediction &prediction) {
  return std::isfinite(prediction.latency.value.value()) &&
         prediction.latency.value > Seconds();
}

std::string unknownLatencyReason(const Workload &workload) {
  if (workload.operators.empty() && workload.kernels.empty())
    return "the model has no operators";
  if (!workload.kernels.empty())
    return "the predictor gives no time";
  return workload.totals.unmodelled.empty()
             ? "the model launches no kernel"
             : "nothing of the model has a counting rule";
}

bool countsEverything(const Totals &totals) {
  return totals.unmodelled.empty() && totals.unmodelledFlopsPct == 0 &&
         totals.unmodelledBytesPct == 0;
}

std::string uncountedShare(const Workload &workload) {
  const Totals &totals = workload.totals;
  // 100 beside counted kernels says that an operator's tensors are unknown.
  if (totals.unmodelledFlopsPct >= 100 && !workload.kernels.empty())
    return "share unknown";
  return formatShare(totals.unmodelledBytesPct / 100) + " of the tensor bytes";
}

std::optional<double> throughput(const Workload &workload,
                                 const Prediction &prediction) {
  if (!knowsLatency(prediction))
    return std::nullopt;
  double perSecond = static_cast<double>(workload.request.samples()) /
                     prediction.latency.value.value();
  if (!std::isfinite(perSecond))
    return std::nullopt;
  return perSecond;
}

bool knowsEnergy(const Prediction &prediction) {
  return knowsLatency(prediction) &&
         std::isfinite(prediction.energy.value.value()) &&
         std::isfinite(prediction.power.value()) && prediction.power > Watts();
}

Fit fit(const MemoryPrediction &memory) {
  if (!memory.capacity || !std::isfinite(memory.total.value.value()))
    return Fit::Unknown;
  if (memory.total.value > *memory.capacity)
    return Fit::No;
  return memory.total.high > *memory.capacity ? Fit::Tight : Fit::Yes;
}

} // namespace perfopt::cli
