//===- UpstreamHarness.h - One operator of an upstream dialect, counted ---===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_UNIT_ANALYSIS_UPSTREAMHARNESS_H
#define PERFOPT_TESTS_UNIT_ANALYSIS_UPSTREAMHARNESS_H

#include "analysis/Cost/CostModels.h"
#include "dialects/Interfaces/CostOpInterface.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/StringExtras.h"

#include <memory>
#include <string>

namespace perfopt::samples {

/// A context with the upstream dialects and their rules.
inline std::unique_ptr<mlir::MLIRContext> upstreamContext() {
  mlir::DialectRegistry registry;
  registry.insert<mlir::arith::ArithDialect, mlir::func::FuncDialect,
                  mlir::linalg::LinalgDialect, mlir::math::MathDialect,
                  mlir::tensor::TensorDialect, mlir::tosa::TosaDialect>();
  analysis::registerUpstreamCostModels(registry);
  auto context = std::make_unique<mlir::MLIRContext>(
      registry, mlir::MLIRContext::Threading::DISABLED);
  context->loadAllAvailableDialects();
  return context;
}

/// "4x8xf32" is a tensor, "i32" a scalar.
inline std::string typeText(llvm::StringRef token) {
  if (token.starts_with("!") || !token.contains('x'))
    return token.str();
  return ("tensor<" + token + ">").str();
}

/// A function around `body`, whose arguments %0, %1, ... have the types of
/// `tokens`.
inline mlir::OwningOpRef<mlir::ModuleOp>
parseAround(mlir::MLIRContext &context, llvm::ArrayRef<llvm::StringRef> tokens,
            const std::string &body) {
  std::string text = "func.func @main(";
  for (auto [i, token] : llvm::enumerate(tokens))
    text += (i ? ", %" : "%") + std::to_string(i) + ": " + typeText(token);
  text += ") {\n" + body + "\n return\n}\n";
  return mlir::parseSourceString<mlir::ModuleOp>(text, &context);
}

/// The first operator called `name`.
inline dialects::CostOpInterface find(mlir::ModuleOp module,
                                      llvm::StringRef name) {
  dialects::CostOpInterface found;
  module.walk([&](mlir::Operation *op) {
    if (op->getName().getStringRef() == name && !found)
      found = llvm::dyn_cast<dialects::CostOpInterface>(op);
  });
  return found;
}

} // namespace perfopt::samples

#endif // PERFOPT_TESTS_UNIT_ANALYSIS_UPSTREAMHARNESS_H
