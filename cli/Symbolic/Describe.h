//===- Describe.h - From polynomials to what is reported ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_SYMBOLIC_DESCRIBE_H
#define PERFOPT_CLI_SYMBOLIC_DESCRIBE_H

#include "analysis/Symbolic/SymbolicWorkload.h"
#include "cli/Report/SymbolicReport.h"
#include "core/Schema/Device.h"

namespace perfopt::cli {

/// Where a request stands.
analysis::SymbolPoint symbolPoint(const core::Request &request);

SymbolicReport describe(const analysis::SymbolicWorkload &symbolic,
                        const analysis::SymbolPoint &request);

/// One entry for each group of `describe`'s report. Sizes up to 2^20 are
/// looked at.
core::Result<std::vector<GroupCrossovers>>
findCrossovers(const analysis::SymbolicWorkload &symbolic,
               const analysis::SymbolPoint &request,
               const core::Device &device);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_SYMBOLIC_DESCRIBE_H
