//===- Acceptance.h - An entry's own error --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_ACCEPTANCE_H
#define PERFOPT_ROOFLINE_MEASURE_ACCEPTANCE_H

#include "core/Schema/Device.h"
#include "core/Schema/Workload.h"
#include "core/Support/Result.h"
#include "roofline/measure/MeasureOptions.h"

#include <functional>
#include <vector>

namespace perfopt::measure {

/// Times one kernel on the device.
using TimeKernel =
    std::function<core::Result<core::Seconds>(const core::Kernel &kernel)>;

/// The roofline's own error with this entry: each kernel is measured by `time`
/// and predicted from `device`. `how` says what ran: libraries, conditions.
core::Result<core::Accuracy>
checkEntry(const core::Device &device, const std::vector<core::Kernel> &kernels,
           const TimeKernel &time, const MeasureOptions &options,
           std::string how);

/// Mean of |predicted - measured| / measured, in percent.
double mapePct(const std::vector<core::HeldBackKernel> &kernels);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_ACCEPTANCE_H
