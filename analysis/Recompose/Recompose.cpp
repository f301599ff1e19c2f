//===- Recompose.cpp - Putting together what exporters took apart ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Recompose.h"

#include "analysis/Recompose/Patterns.h"
#include "analysis/Shapes/InferShapes.h"
#include "dialects/NN/NNDialect.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

using namespace mlir;

namespace perfopt::analysis {

int64_t opsetOf(ModuleOp module) {
  constexpr int64_t kNewest = 28; // ONNX 1.23
  auto model = module->getAttrOfType<DictionaryAttr>(nn::kModel);
  auto opsets = model ? model.getAs<DictionaryAttr>("opset") : DictionaryAttr();
  auto opset = opsets ? opsets.getAs<IntegerAttr>("ai.onnx") : IntegerAttr();
  return opset ? opset.getInt() : kNewest;
}

void recompose(ModuleOp module, const RecomposeOptions &options) {
  RewritePatternSet patterns(module.getContext());
  populateZeroBiasPatterns(patterns);
  if (options.swish)
    populateSwishPatterns(patterns);
  if (options.gelu)
    populateGeluPatterns(patterns);
  if (options.layerNormalization)
    populateLayerNormalizationPatterns(patterns);
  if (options.attention)
    populateAttentionPatterns(patterns);
  walkAndApplyPatterns(module, std::move(patterns));
  eraseDeadOperators(module);
}

} // namespace perfopt::analysis
