//===- Recompose.cpp - Putting together what exporters took apart ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Recompose.h"

#include "analysis/Recompose/Patterns.h"
#include "analysis/Recompose/Session.h"
#include "analysis/Shapes/InferShapes.h"
#include "dialects/NN/NNOps.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;

namespace perfopt::analysis {

int64_t opsetOf(ModuleOp module) {
  auto model = module->getAttrOfType<DictionaryAttr>(nn::kModel);
  auto opsets = model ? model.getAs<DictionaryAttr>("opset") : DictionaryAttr();
  auto opset = opsets ? opsets.getAs<IntegerAttr>("ai.onnx") : IntegerAttr();
  return opset ? opset.getInt() : RecomposeOptions::kNewestOpset;
}

static bool isZero(DenseElementsAttr splat) {
  Type element = splat.getElementType();
  return isa<FloatType>(element) ? splat.getSplatValue<APFloat>().isZero()
                                 : isa<IntegerType>(element) &&
                                       splat.getSplatValue<APInt>().isZero();
}

static void dropZeroBias(nn::ConvOp op) {
  auto constant =
      op.getB() ? op.getB().getDefiningOp<nn::ConstantOp>() : nn::ConstantOp();
  auto values = constant ? dyn_cast<DenseElementsAttr>(constant.getValue())
                         : DenseElementsAttr();
  if (values && values.isSplat() && isZero(values))
    op.getBMutable().clear();
}

void recompose(ModuleOp module, const RecomposeOptions &options) {
  module->removeAttr(kRecomposed);
  module.walk(dropZeroBias);
  Session session(module, options);
  addAttentionPatterns(session);
  addNormalizationPatterns(session);
  addGeluPatterns(session);
  addGatePatterns(session);
  addRotaryEmbeddingPatterns(session);
  addRecurrentCellPatterns(session);
  addBatchNormalizationPatterns(session);
  addQuantizedProductPatterns(session);
  session.run();
  eraseDeadOperators(module);
}

} // namespace perfopt::analysis
