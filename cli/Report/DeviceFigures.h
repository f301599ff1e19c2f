//===- DeviceFigures.h - Every number of an entry -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_DEVICEFIGURES_H
#define PERFOPT_CLI_REPORT_DEVICEFIGURES_H

#include "cli/Report/Figures.h"

#include <vector>

namespace perfopt::cli {

/// What deviceFigures() leaves out because no prediction reads it: what the
/// vendor prints, other measurements by family, one multiprocessor, power while
/// busy, links. Names are the keys of the entry ("nominal.peaks.fp32",
/// "measurements.mamf.peaks.bf16_tensor").
std::vector<DeviceFigure> furtherFigures(const core::Device &device);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_DEVICEFIGURES_H
