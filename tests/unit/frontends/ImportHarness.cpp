//===- ImportHarness.cpp - From records to a workload in tests ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/unit/frontends/ImportHarness.h"

#include "analysis/Cost/CostModels.h"
#include "frontends/Onnx/Importer/Importer.h"
#include "frontends/Onnx/Reader/ModelReader.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/DialectRegistry.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace perfopt::onnx::test {

static std::string joined(const std::vector<std::string> &lines) {
  std::string text;
  for (const std::string &line : lines)
    text += (text.empty() ? "" : "\n") + line;
  return text;
}

std::string Outcome::error() const {
  return errors.empty() ? "no error" : joined(errors);
}

std::string Outcome::warning() const { return joined(warnings); }

ImportHarness::ImportHarness()
    : context(mlir::MLIRContext::Threading::DISABLED) {
  mlir::DialectRegistry registry;
  analysis::registerNNCostModels(registry);
  context.appendDialectRegistry(registry);
}

Outcome ImportHarness::run(const Model &model,
                           const analysis::PipelineOptions &options) {
  Outcome outcome;
  mlir::ScopedDiagnosticHandler handler(
      &context, [&](mlir::Diagnostic &diagnostic) {
        auto named = diagnostic.getLocation()->findInstanceOf<mlir::NameLoc>();
        std::string text = named ? named.getName().str() + ": " : "";
        text += diagnostic.str();
        if (diagnostic.getSeverity() == mlir::DiagnosticSeverity::Error)
          outcome.errors.push_back(text);
        else
          outcome.warnings.push_back(text);
        return mlir::success();
      });
  auto module = importModel(model, "m", "", &context);
  if (!module)
    return outcome;
  auto workload = analysis::analyzeModule(*module, options);
  if (mlir::succeeded(workload))
    outcome.workload = std::move(*workload);
  return outcome;
}

Outcome ImportHarness::run(std::string_view bytes,
                           const analysis::PipelineOptions &options) {
  auto copy = std::make_unique<char[]>(bytes.size());
  std::copy(bytes.begin(), bytes.end(), copy.get());
  core::Result<Model> model =
      readModel(std::string_view(copy.get(), bytes.size()), "m.onnx");
  if (model)
    return run(*model, options);
  Outcome outcome;
  outcome.errors.push_back(model.error().str());
  return outcome;
}

unsigned fuzzSeed(unsigned seed) {
  return seed + testing::UnitTest::GetInstance()->random_seed();
}

void expectSound(const Outcome &outcome) {
  if (!outcome.workload) {
    EXPECT_FALSE(outcome.errors.empty()) << "it failed without a reason";
    return;
  }
  EXPECT_TRUE(outcome.errors.empty()) << outcome.error();
  auto isCount = [](double value) {
    return std::isfinite(value) && value >= 0;
  };
  const core::Workload &workload = *outcome.workload;
  EXPECT_TRUE(isCount(workload.totals.flops.value()));
  EXPECT_TRUE(isCount(workload.totals.macs.value()));
  EXPECT_TRUE(isCount(workload.totals.bytes.value()));
  EXPECT_TRUE(isCount(workload.totals.unmodelledBytesPct));
  EXPECT_LE(workload.totals.unmodelledBytesPct, 100);
  EXPECT_GE(workload.totals.launches, 0);
  EXPECT_GE(workload.model.parameters, 0);
  EXPECT_TRUE(isCount(workload.memory.weights.value()));
  EXPECT_TRUE(isCount(workload.memory.peakActivations.value()));
  for (const core::Kernel &kernel : workload.kernels)
    EXPECT_TRUE(isCount(kernel.flops.value()) &&
                isCount(kernel.bytesRead.value()) &&
                isCount(kernel.bytesWritten.value()) && kernel.launches > 0)
        << kernel.name;
}

} // namespace perfopt::onnx::test
