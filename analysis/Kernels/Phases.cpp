//===- Phases.cpp - Which part of a training step a kernel is of ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/Phases.h"

#include "dialects/NN/NNDialect.h"
#include "dialects/Perf/PerfDialect.h"

using namespace mlir;

namespace perfopt::analysis {

void markPhases(ModuleOp module) {
  module.walk([](perf::KernelOp kernel) {
    Operation &first = kernel.getBody().front().front();
    if (auto phase = first.getAttrOfType<StringAttr>(nn::kPhase))
      kernel.setPhase(phase.getValue());
  });
}

} // namespace perfopt::analysis
