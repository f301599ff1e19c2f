//===- SampleReport.h - Hand-made reports for the tests -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Devices, prices and predictions are invented; only the network's layer sizes
// are those of ResNet-50.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_UNIT_CLI_SAMPLEREPORT_H
#define PERFOPT_TESTS_UNIT_CLI_SAMPLEREPORT_H

#include "cli/Report/FitsReport.h"
#include "cli/Report/Report.h"
#include "cli/Report/SweepReport.h"

namespace perfopt::cli::test {

/// The convolutions of ResNet-50 with their activations on two devices: one
/// with MIG, prices and carbon, one without any of them.
AnalyzeReport sampleReport();

/// What fits on a board and on a slice that is too small.
FitsReport sampleFits();

/// The same of a training step whose batch is given, so that only the sequence
/// is searched.
FitsReport heldFits();

/// Two sizes on one board, of which the larger does not fit, and one on a bare
/// entry.
SweepReport sampleSweep();

/// A model without operators on one device whose entry states next to nothing.
AnalyzeReport emptyReport();

/// With symbolic costs: a training step with an operator that no rule counts,
/// hostile names, and numbers that are not finite.
AnalyzeReport awkwardReport();

} // namespace perfopt::cli::test

#endif // PERFOPT_TESTS_UNIT_CLI_SAMPLEREPORT_H
