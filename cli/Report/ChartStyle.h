//===- ChartStyle.h - The colours of all charts ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A style sheet with one class for each thing that charts draw, on light and on
// dark ground; paper is always light. Colours were chosen so that those that
// share a chart stay apart with each of the three colour blindnesses (CIEDE2000
// after the simulation of Machado et al., 2009), and none is the only sign of
// anything: levels differ in shape, bars and marks say their name.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_CHARTSTYLE_H
#define PERFOPT_CLI_REPORT_CHARTSTYLE_H

#include "core/Schema/Workload.h"

#include <string>

namespace perfopt::cli {

/// Text of the style sheet. Every rule is of elements inside class `chart`.
std::string chartStyle();

/// The class that fills and strokes in the family's colour. Families that only
/// move data share one.
std::string_view familyClass(core::KernelFamily family);
/// The class that fills in the colour of a use of memory.
std::string_view memoryClass(core::MemoryUse use);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_CHARTSTYLE_H
