//===- PipelineRun.cpp - The way of one model, stage by stage -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "benchmarks/PipelineRun.h"

#include "analysis/Cost/CostModels.h"
#include "analysis/Kernels/FormKernels.h"
#include "analysis/Recompose/Recompose.h"
#include "analysis/Workload/WorkloadBuilder.h"
#include "frontends/Onnx/Importer/Importer.h"
#include "predictors/Analytic/RooflinePredictor.h"

#include "mlir/IR/Diagnostics.h"

using namespace mlir;

namespace perfopt::benchmarks {

PipelineRun::PipelineRun(const Input &input)
    : input(input), context(MLIRContext::Threading::DISABLED) {
  DialectRegistry registry;
  analysis::registerNNCostModels(registry);
  context.appendDialectRegistry(registry);
  // Warnings about a model are not what is looked at here.
  context.getDiagEngine().registerHandler([](Diagnostic &diagnostic) {
    return success(diagnostic.getSeverity() != DiagnosticSeverity::Error);
  });
}

core::Status PipelineRun::runUntil(Stage stage) {
  for (int earlier = 0; earlier < static_cast<int>(stage); ++earlier)
    if (core::Status done = run(static_cast<Stage>(earlier)); !done)
      return done;
  return core::success();
}

core::Status PipelineRun::import() {
  module = onnx::importModel(*loaded, "model", &context);
  if (!module)
    return core::Error{"the model cannot be imported", input.path};
  return core::success();
}

core::Status PipelineRun::lowerToTyped() {
  FailureOr<analysis::DimensionBinding> binding =
      analysis::lowerToTyped(*module, input.options);
  if (failed(binding))
    return core::Error{"the model's types cannot be inferred", input.path};
  request.batch = binding->batch.value_or(1);
  request.seq = binding->seq;
  request.dims = binding->dims;
  return core::success();
}

core::Status PipelineRun::run(Stage stage) {
  switch (stage) {
  case Stage::Read: {
    core::Result<onnx::LoadedModel> read = onnx::loadModel(input.path);
    if (!read)
      return read.error();
    loaded.emplace(std::move(*read));
    break;
  }
  case Stage::Import:
    return import();
  case Stage::Shapes:
    return lowerToTyped();
  case Stage::Recompose:
    analysis::recompose(*module,
                        analysis::recomposeOptions(input.options.runtime,
                                                   analysis::opsetOf(*module)));
    break;
  case Stage::Kernels:
    analysis::formKernels(*module, input.options.runtime);
    break;
  case Stage::Workload:
    workload = analysis::buildWorkload(*module, request);
    break;
  case Stage::Predict: {
    core::Result<core::Prediction> predicted =
        predictors::RooflinePredictor().predict(workload, input.device);
    if (!predicted)
      return predicted.error();
    prediction = std::move(*predicted);
    break;
  }
  }
  return core::success();
}

} // namespace perfopt::benchmarks
