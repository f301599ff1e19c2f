//===- Passes.cpp - The passes of perf-opt opt ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Thin: each calls the function of its folder.
//
//===----------------------------------------------------------------------===//

#include "analysis/Passes/Passes.h"

#include "analysis/Cost/ElementBytes.h"
#include "analysis/Kernels/FormKernels.h"
#include "analysis/Kernels/Phases.h"
#include "analysis/Recompose/Recompose.h"
#include "analysis/Shapes/BindDimensions.h"
#include "analysis/Shapes/InferShapes.h"
#include "analysis/Training/Training.h"
#include "dialects/Perf/PerfDialect.h"

using namespace mlir;

namespace perfopt::analysis {

#define GEN_PASS_DEF_BINDDIMENSIONSPASS
#define GEN_PASS_DEF_INFERSHAPESPASS
#define GEN_PASS_DEF_CASTFLOATSPASS
#define GEN_PASS_DEF_RECOMPOSEPASS
#define GEN_PASS_DEF_DERIVETRAININGPASS
#define GEN_PASS_DEF_KEEPFORBACKWARDPASS
#define GEN_PASS_DEF_FORMKERNELSPASS
#include "analysis/Passes/Passes.h.inc"

namespace {

struct BindDimensionsRunner
    : impl::BindDimensionsPassBase<BindDimensionsRunner> {
  using BindDimensionsPassBase::BindDimensionsPassBase;
  void runOnOperation() override {
    DimensionRequest request;
    if (batch > 0)
      request.batch = batch;
    if (seq > 0)
      request.seq = seq;
    if (failed(bindDimensions(getOperation(), request)))
      signalPassFailure();
  }
};

struct InferShapesRunner : impl::InferShapesPassBase<InferShapesRunner> {
  using InferShapesPassBase::InferShapesPassBase;
  void runOnOperation() override {
    if (failed(inferShapes(getOperation())))
      signalPassFailure();
  }
};

struct CastFloatsRunner : impl::CastFloatsPassBase<CastFloatsRunner> {
  using CastFloatsPassBase::CastFloatsPassBase;
  void runOnOperation() override {
    auto named = core::parseElementType(type.getValue());
    Type element = named ? mlirTypeOf(*named, &getContext()) : Type();
    if (!element) {
      getOperation().emitError() << "unknown element type '" << type << "'";
      return signalPassFailure();
    }
    castFloats(getOperation(), element);
  }
};

struct RecomposeRunner : impl::RecomposePassBase<RecomposeRunner> {
  using RecomposePassBase::RecomposePassBase;
  void runOnOperation() override {
    recompose(getOperation(),
              always ? RecomposeOptions::fusing()
                     : RecomposeOptions::eager(opsetOf(getOperation())));
  }
};

struct DeriveTrainingRunner
    : impl::DeriveTrainingPassBase<DeriveTrainingRunner> {
  using DeriveTrainingPassBase::DeriveTrainingPassBase;
  void runOnOperation() override {
    core::TrainingRequest request;
    auto named = core::parseOptimizer(optimizer.getValue());
    if (!named || accumulate < 1) {
      getOperation().emitError()
          << "unknown optimizer '" << optimizer << "' or no batch";
      return signalPassFailure();
    }
    request.optimizer = *named;
    request.momentum = momentum;
    request.masterWeights = masterWeights;
    request.accumulate = accumulate;
    request.checkpointing = checkpointing;
    if (failed(deriveTraining(getOperation(), request)))
      signalPassFailure();
  }
};

struct KeepForBackwardRunner
    : impl::KeepForBackwardPassBase<KeepForBackwardRunner> {
  using KeepForBackwardPassBase::KeepForBackwardPassBase;
  void runOnOperation() override { keepForBackward(getOperation()); }
};

struct FormKernelsRunner : impl::FormKernelsPassBase<FormKernelsRunner> {
  using FormKernelsPassBase::FormKernelsPassBase;
  void runOnOperation() override {
    std::optional<Runtime> known = parseRuntime(runtime.getValue());
    if (!known) {
      getOperation().emitError()
          << "unknown runtime '" << runtime
          << "'; expected eager, inductor, onnxruntime or tensorrt";
      return signalPassFailure();
    }
    formKernels(getOperation(), *known);
    markPhases(getOperation());
  }
};

} // namespace

} // namespace perfopt::analysis
