//===- TextSections.h - The parts of the text report ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_TEXTSECTIONS_H
#define PERFOPT_CLI_REPORT_TEXTSECTIONS_H

#include "cli/Report/Summary.h"
#include "cli/Report/TextWriter.h"

namespace perfopt::cli {

/// What was read and what was asked: identity, request, totals, what was not
/// counted, warnings of the reading side.
void writeModel(TextWriter &out, const AnalyzeReport &report);

/// FLOPs of forward, backward and optimizer; nothing where there is one of
/// them.
void writePhases(TextWriter &out, const core::Workload &workload);
/// What recomposition found, by function; nothing where it found nothing.
void writeRecomposed(TextWriter &out, const core::Workload &workload);

/// One row per device; with the price of the cheapest current offer.
void writeComparison(TextWriter &out, const AnalyzeReport &report);

/// Latency, throughput, memory, energy, carbon, warnings, MIG and cost.
void writeDevice(TextWriter &out, const core::Workload &workload,
                 const DeviceReport &report,
                 const std::vector<KernelRow> &rows);
/// Of a whole training, where a number of steps was given.
void writeRun(TextWriter &out, const DeviceReport &report);
void writeMig(TextWriter &out, const DeviceReport &report);
void writeCost(TextWriter &out, const DeviceReport &report);

/// Polynomials of the whole model, and per device from which sizes on its
/// kernels are bound by compute.
void writeSymbolic(TextWriter &out, const SymbolicReport &symbolic);
void writeCrossovers(TextWriter &out, const SymbolicReport &symbolic,
                     const std::vector<GroupCrossovers> &crossovers, int top);

/// Time by family, bound and phase, and the `top` slowest kernels.
void writeTime(TextWriter &out, const std::vector<KernelRow> &rows,
               const DeviceReport &report, int top);

/// The predictor and the figures of the device's entry that it used.
void writeFigures(TextWriter &out, const DeviceReport &report);

/// The error that an entry states, in one sentence.
std::string accuracyText(TextWriter &out, const core::Accuracy &accuracy);

/// What was assumed, and the sources cited anywhere above.
void writeSources(TextWriter &out, const AnalyzeReport &report);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_TEXTSECTIONS_H
