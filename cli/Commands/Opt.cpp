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

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"

namespace perfopt::cli {

int runOpt(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registry.insert<mlir::func::FuncDialect, nn::NNDialect, perf::PerfDialect>();
  // Loaded when a file uses them.
  registry.insert<mlir::arith::ArithDialect, mlir::linalg::LinalgDialect,
                  mlir::math::MathDialect, mlir::tensor::TensorDialect,
                  mlir::tosa::TosaDialect>();
  analysis::registerNNCostModels(registry);
  analysis::registerUpstreamCostModels(registry);
  analysis::registerPasses();
  mlir::registerTransformsPasses();
  auto result = mlir::MlirOptMain(
      argc, argv, "perf-opt opt: passes over the nn and perf dialects\n",
      registry);
  return mlir::succeeded(result) ? kSuccess : kBadInput;
}

} // namespace perfopt::cli
