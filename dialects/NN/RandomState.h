//===- RandomState.h - The state of the random generator -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators that draw numbers read it: their results are not known before the
// model runs, even without operands, and differ from each other.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_RANDOMSTATE_H
#define PERFOPT_DIALECTS_NN_RANDOMSTATE_H

#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace perfopt::nn {

struct RandomState : mlir::SideEffects::Resource::Base<RandomState> {
  llvm::StringRef getName() final { return "RandomState"; }
};

} // namespace perfopt::nn

#endif // PERFOPT_DIALECTS_NN_RANDOMSTATE_H
