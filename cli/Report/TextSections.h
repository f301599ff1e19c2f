//===- TextSections.h - The parts of a report that is read ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_TEXTSECTIONS_H
#define PERFOPT_CLI_REPORT_TEXTSECTIONS_H

#include "cli/Report/ReportWriter.h"
#include "cli/Report/Summary.h"

namespace perfopt::cli {

/// What was read and what was asked: identity, request, totals, what was not
/// counted, warnings of the reading side.
void writeModel(ReportWriter &out, const AnalyzeReport &report);

/// FLOPs of forward, backward and optimizer; nothing where there is one of
/// them.
void writePhases(ReportWriter &out, const core::Workload &workload);
/// What recomposition found, by function; nothing where it found nothing.
void writeRecomposed(ReportWriter &out, const core::Workload &workload);

/// One row per device; with the price of the cheapest current offer.
void writeComparison(ReportWriter &out, const AnalyzeReport &report);

/// "NVIDIA A100-SXM4-40GB (a100-sxm4-40gb)".
std::string deviceTitle(const core::Device &device);
/// "1.7 % of 42.9 GB: fits".
std::string fitPhrase(const core::MemoryPrediction &memory);
/// Latency, throughput, memory, energy, carbon, warnings.
void writeAnswers(ReportWriter &out, const core::Workload &workload,
                  const DeviceReport &report,
                  const std::vector<KernelRow> &rows);
/// Of a whole training, where a number of steps was given.
void writeRun(ReportWriter &out, const DeviceReport &report);
/// Both rest on the time: nothing without one.
void writeMig(ReportWriter &out, const DeviceReport &report);
void writeCost(ReportWriter &out, const DeviceReport &report);

/// Polynomials of the whole model, and per device from which sizes on its
/// kernels are bound by compute.
void writeSymbolic(ReportWriter &out, const SymbolicReport &symbolic);
void writeCrossovers(ReportWriter &out, const SymbolicReport &symbolic,
                     const std::vector<GroupCrossovers> &crossovers, int top);

/// Kernels and time of each family, with a bar.
void writeFamilies(ReportWriter &out, const std::vector<KernelRow> &rows);
/// What holds the kernels back, the critical path, phases.
void writeTimeFacts(ReportWriter &out, const std::vector<KernelRow> &rows,
                    const DeviceReport &report);
/// Why there is no time to speak of; empty where there is.
std::string missingTime(const std::vector<KernelRow> &rows);
/// The `top` rows that take longest, longest first, equals in execution order.
std::vector<KernelRow> slowest(std::vector<KernelRow> rows, size_t top);
void writeKernels(ReportWriter &out, const std::vector<KernelRow> &rows);

/// The predictor and the figures of the device's entry that it used.
void writeFigures(ReportWriter &out, const DeviceReport &report);

/// The error that an entry states, in one sentence.
std::string accuracyText(ReportWriter &out, const core::Accuracy &accuracy);

/// What was assumed, once for all devices.
void writeAssumptions(ReportWriter &out, const AnalyzeReport &report);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_TEXTSECTIONS_H
