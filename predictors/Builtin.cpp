//===- Builtin.cpp - The predictors that come with perf-opt ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Builtin.h"
#include "predictors/Analytic/RooflinePredictor.h"

#include <cassert>

using namespace perfopt;
using namespace perfopt::predictors;

Registry predictors::makeBuiltinRegistry() {
  Registry registry;
  [[maybe_unused]] core::Status added =
      registry.add(std::make_unique<RooflinePredictor>());
  assert(added && "built-in names differ");
  return registry;
}
