//===- PipelineRun.h - The way of one model, stage by stage ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The calls that `perf-opt analyze` makes (cli/Model/LoadModel.cpp,
// analysis/Workload/Pipeline.cpp), taken apart so that each can be timed.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_BENCHMARKS_PIPELINERUN_H
#define PERFOPT_BENCHMARKS_PIPELINERUN_H

#include "analysis/Workload/Pipeline.h"
#include "core/Schema/Prediction.h"
#include "frontends/Onnx/Reader/LoadedModel.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"

#include <optional>
#include <string>

namespace perfopt::benchmarks {

enum class Stage {
  Read,
  Import,
  Shapes,
  Recompose,
  Kernels,
  Workload,
  Predict
};

struct Input {
  std::string path;
  analysis::PipelineOptions options;
  core::Device device;
};

class PipelineRun {
public:
  /// Starts as a process does: with a context that knows no type yet.
  explicit PipelineRun(const Input &input);

  /// The stages that come before `stage`, in order.
  core::Status runUntil(Stage stage);
  /// One stage; those before it have run. Read, Workload and Predict leave what
  /// they start from as it is and can run again.
  core::Status run(Stage stage);

  /// The nodes as the reader gives them.
  const onnx::Graph &graph() const { return loaded->model.graph; }

private:
  core::Status import();
  core::Status lowerToTyped();

  const Input &input;
  mlir::MLIRContext context;
  std::optional<onnx::LoadedModel> loaded;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  core::Request request;
  core::Workload workload;
  core::Prediction prediction;
};

} // namespace perfopt::benchmarks

#endif // PERFOPT_BENCHMARKS_PIPELINERUN_H
