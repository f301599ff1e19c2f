//===- Pipeline.cpp - From an imported module to a workload ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Workload/Pipeline.h"

#include "analysis/Cost/KnownBytes.h"
#include "analysis/Kernels/FormKernels.h"
#include "analysis/Kernels/Phases.h"
#include "analysis/Shapes/InferShapes.h"
#include "analysis/Shapes/UpstreamShapes.h"
#include "analysis/Training/Training.h"
#include "analysis/Workload/WorkloadBuilder.h"
#include "dialects/NN/NNDialect.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;

namespace perfopt::analysis {

/// Sums over tensors stay in 64-bit integers below it.
static LogicalResult checkTotalSize(ModuleOp module) {
  constexpr double kMaxBytes = 0x1p60;
  double total = 0;
  auto add = [&](Type type) {
    total += knownBytes(type).value();
  };
  module.walk([&](func::FuncOp function) {
    llvm::for_each(function.getArgumentTypes(), add);
  });
  module.walk(
      [&](Operation *op) { llvm::for_each(op->getResultTypes(), add); });
  if (total <= kMaxBytes)
    return success();
  return module.emitError("the model's tensors add up to ")
         << total << " bytes; expected at most 2^60";
}

/// Whether operators repeat extents of the inputs as numbers.
static bool holdsSizes(ModuleOp module) {
  auto model = module->getAttrOfType<DictionaryAttr>(nn::kModel);
  auto format = model ? model.getAs<StringAttr>("format") : StringAttr();
  return format && format.getValue().contains("stablehlo");
}

FailureOr<DimensionBinding> lowerToTyped(ModuleOp module,
                                         const PipelineOptions &options) {
  auto function = module.lookupSymbol<func::FuncOp>("main");
  SmallVector<Type> declared;
  if (function && !function.isExternal())
    llvm::append_range(declared, function.getBody().getArgumentTypes());
  FailureOr<DimensionBinding> binding =
      bindDimensions(module, options.dimensions);
  if (failed(binding) || failed(settleUpstreamShapes(module, declared)))
    return failure();
  if (binding->overridesFixed && holdsSizes(module))
    return module.emitError(
        "StableHLO holds the sizes of its slices and loops as numbers, so "
        "counts at another size would be wrong; export the model at that size, "
        "or with that extent open");
  if (options.dtype) {
    Type element = mlirTypeOf(*options.dtype, module.getContext());
    if (!element)
      return module.emitError("a model cannot be cast to ")
             << StringRef(core::name(*options.dtype));
    castFloats(module, element);
  }
  InferShapesOptions inference;
  inference.trustExistingTypes = !binding->overridesFixed;
  inference.tripCount = options.tripCount;
  if (failed(inferShapes(module, inference))) {
    if (binding->overridesFixed)
      module.emitError(
          "the file fixes an extent that was given, and an operator "
          "holds for the file's extent only; export the model with "
          "that extent open, or leave it as it is");
    return failure();
  }
  if (failed(checkTotalSize(module)))
    return failure();
  return binding;
}

RecomposeOptions recomposeOptions(Runtime runtime, int64_t opset) {
  RecomposeOptions options = RecomposeOptions::eager(opset);
  switch (runtime) {
  case Runtime::Eager:
    break;
  case Runtime::Inductor:
    // Its pattern matcher knows attention; the rest is pointwise and fuses.
    options.attention = Recompose::Always;
    break;
  case Runtime::OnnxRuntime:
  case Runtime::TensorRt:
    options = RecomposeOptions::fusing();
    // Their tables of kernels fold batch norms, and know no rotary embedding.
    options.foldBatchNormalization = Recompose::Never;
    options.rotaryEmbedding = Recompose::Never;
    // onnxruntime_float_qdq
    if (runtime == Runtime::OnnxRuntime)
      options.quantizedProducts = Recompose::Never;
    break;
  }
  return options;
}

/// Operators of training, or what inference keeps for it.
static LogicalResult addTraining(ModuleOp module,
                                 const PipelineOptions &options) {
  if (options.training)
    return deriveTraining(module, *options.training);
  if (options.keepActivations)
    keepForBackward(module);
  return success();
}

FailureOr<core::Request> lowerToKernels(ModuleOp module,
                                        const PipelineOptions &options) {
  FailureOr<DimensionBinding> binding = lowerToTyped(module, options);
  if (failed(binding))
    return failure();
  if (options.recompose)
    recompose(module, recomposeOptions(options.runtime, opsetOf(module)));
  if (failed(addTraining(module, options)))
    return failure();
  formKernels(module, options.runtime);
  markPhases(module);

  core::Request request;
  request.batch = binding->batch.value_or(1);
  request.seq = binding->seq;
  request.dtype = options.dtype;
  request.runtime = name(options.runtime);
  request.keepActivations = options.keepActivations;
  request.training = options.training;
  if (options.training)
    request.mode = "training";
  request.dims = binding->dims;
  return request;
}

FailureOr<core::Workload> analyzeModule(ModuleOp module,
                                        const PipelineOptions &options) {
  FailureOr<core::Request> request = lowerToKernels(module, options);
  if (failed(request))
    return failure();
  return buildWorkload(module, *request);
}

} // namespace perfopt::analysis
