//===- SampleCompare.h - A hand-made comparison for the tests -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Three kernels on an invented device beside invented measurements.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_UNIT_CLI_SAMPLECOMPARE_H
#define PERFOPT_TESTS_UNIT_CLI_SAMPLECOMPARE_H

#include "cli/Report/CompareReport.h"

namespace perfopt::cli::test {

/// A convolution with counters, a product that was not measured, a copy that
/// was not predicted, and a corrected bandwidth.
CompareReport sampleCompare();

} // namespace perfopt::cli::test

#endif // PERFOPT_TESTS_UNIT_CLI_SAMPLECOMPARE_H
