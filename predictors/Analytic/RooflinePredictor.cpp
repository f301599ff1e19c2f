//===- RooflinePredictor.cpp - Latency, memory, energy from ceilings ------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Analytic/RooflinePredictor.h"
#include "predictors/Analytic/Basis.h"
#include "predictors/Analytic/PowerModel.h"
#include "predictors/Memory/MemoryModel.h"
#include "roofline/Roofline.h"

#include <fmt/format.h>

#include <algorithm>

using namespace perfopt;
using namespace perfopt::predictors;
using core::Seconds;
using roofline::kPipeCount;

/// Share of its modelled rate that a kernel attains at the pessimistic end. An
/// assumption: nobody measured it, so the upper end is no statistic.
static constexpr double kPessimisticShare = 0.5;

namespace {

/// Adds up a workload kernel by kernel.
class Sum {
public:
  Sum(const core::Device &device, const roofline::Ceilings &ceilings,
      const PowerModel &power, core::Prediction &out)
      : device(device), ceilings(ceilings), power(power), out(out) {}

  void add(int index, const core::Kernel &kernel,
           const roofline::KernelTime &onDevice);
  /// Averages, and one diagnostic for each substituted pipe.
  void finish();

private:
  const core::Device &device;
  const roofline::Ceilings &ceilings;
  const PowerModel &power;
  core::Prediction &out;
  Seconds busy;
  std::array<std::array<int, kPipeCount>, kPipeCount> substitutes{};
};

} // namespace

void Sum::add(int index, const core::Kernel &kernel,
              const roofline::KernelTime &onDevice) {
  roofline::KernelTime time =
      roofline::withLaunches(onDevice, kernel, ceilings);
  core::KernelPrediction &row = out.kernels.emplace_back();
  row.kernel = index;
  row.time = time.time;
  row.bound = time.bound;
  row.pipe = time.pipe.used;
  row.ceiling = ceilings.text(time.bound, time.pipe.used);
  row.fractionOfPeak = time.fractionOfPeak;
  row.fractionOfCeiling = time.fractionOfCeiling;
  row.bytesL1 = time.bytesL1;
  row.bytesL2 = time.bytesL2;
  row.bytesHbm = time.bytesHbm;

  out.latency.value += time.time;
  out.latency.low += time.ideal;
  out.latency.high += onDevice.time / kPessimisticShare +
                      ceilings.launchInterval * kernel.launches;
  busy += time.time * time.fractionOfCeiling;
  out.energy.value +=
      power.at(std::max(time.fractionOfPeak, time.fractionOfHbm)) * time.time;

  auto wanted = static_cast<size_t>(time.pipe.wanted);
  auto used = static_cast<size_t>(time.pipe.used);
  if (time.pipe.isSubstitute())
    ++substitutes[wanted][used];
}

void Sum::finish() {
  if (out.latency.value.value() > 0) {
    out.utilization = busy / out.latency.value;
    out.power = out.energy.value / out.latency.value;
  }
  out.energy.low = power.idle * out.latency.low;
  out.energy.high = power.limit * out.latency.high;

  for (size_t wanted = 0; wanted < kPipeCount; ++wanted)
    for (size_t used = 0; used < kPipeCount; ++used)
      if (int count = substitutes[wanted][used])
        out.diagnostics.push_back(fmt::format(
            "device '{}' has no {} pipe: {} kernel{} on {} instead", device.id,
            core::name(static_cast<core::Pipe>(wanted)), count,
            count == 1 ? "" : "s", core::name(static_cast<core::Pipe>(used))));
}

core::Result<core::Prediction>
RooflinePredictor::predict(const core::Workload &workload,
                           const core::Device &device) const {
  auto ceilings = roofline::Ceilings::of(device, options);
  if (!ceilings)
    return ceilings.error();
  PowerModel power = PowerModel::of(device);

  core::Prediction out;
  out.device = device.id;
  out.kernels.reserve(workload.kernels.size());
  Sum sum(device, *ceilings, power, out);
  for (size_t i = 0; i < workload.kernels.size(); ++i) {
    const core::Kernel &kernel = workload.kernels[i];
    auto time = roofline::time(kernel, *ceilings, options);
    if (!time)
      return time.error();
    sum.add(static_cast<int>(i), kernel, *time);
  }
  sum.finish();
  if (!power.warning.empty())
    out.diagnostics.push_back(power.warning);
  out.memory = predictMemory(workload, device, out.diagnostics);

  out.provenance.predictor = name();
  out.provenance.version = version();
  out.provenance.basis = describeBasis(*ceilings);
  return out;
}
