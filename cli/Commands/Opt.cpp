//===- Opt.cpp - perf-opt opt --------------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/CostModels.h"
#include "analysis/Passes/Passes.h"
#include "cli/Commands/Commands.h"
#include "cli/ExitCode.h"
#include "dialects/NN/NNDialect.h"
#include "dialects/Perf/PerfDialect.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"

namespace perfopt::cli {

int runOpt(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registry.insert<mlir::func::FuncDialect, nn::NNDialect, perf::PerfDialect>();
  analysis::registerNNCostModels(registry);
  analysis::registerPasses();
  mlir::registerTransformsPasses();
  auto result = mlir::MlirOptMain(
      argc, argv, "perf-opt opt: passes over the nn and perf dialects\n",
      registry);
  return mlir::succeeded(result) ? kSuccess : kBadInput;
}

} // namespace perfopt::cli
