//===- Passes.h - The passes of perf-opt opt -----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_PASSES_PASSES_H
#define PERFOPT_ANALYSIS_PASSES_PASSES_H

#include "mlir/Pass/Pass.h"

namespace perfopt::analysis {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "analysis/Passes/Passes.h.inc"

inline void registerPasses() { registerPerfOptPasses(); }

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_PASSES_PASSES_H
