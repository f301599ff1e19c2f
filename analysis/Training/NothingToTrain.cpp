//===- NothingToTrain.cpp - Why a model cannot be trained -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Training/NothingToTrain.h"

#include "dialects/NN/NNOps.h"
#include "dialects/NN/TypeInference.h"

using namespace mlir;

namespace perfopt::analysis {

static bool isFloat(Value value) {
  return isa_and_nonnull<FloatType>(nn::elementType(value));
}

int quantisedWeights(func::FuncOp function) {
  int count = 0;
  function.walk([&](nn::WeightOp weight) {
    auto integer =
        dyn_cast_or_null<IntegerType>(nn::elementType(weight.getResult()));
    bool isTensor =
        nn::elementCount(weight.getResult().getType()).value_or(2) > 1;
    // One bit is a mask.
    count += weight.getKind() == "parameter" && isTensor && integer &&
             integer.getWidth() > 1 && integer.getWidth() <= 8;
  });
  return count;
}

std::string whyNothingToTrain(func::FuncOp function) {
  int weights = 0, learnable = 0;
  function.walk([&](nn::WeightOp weight) {
    ++weights;
    learnable += weight.getKind() == "parameter" && isFloat(weight.getResult());
  });
  auto end = cast<func::ReturnOp>(function.getBody().front().getTerminator());
  if (weights == 0)
    return "the model has no weights, so there is nothing to train; where the "
           "file passes them as inputs, name these with --weights";
  if (learnable > 0 && llvm::none_of(end.getOperands(), isFloat))
    return "every output of the model is of integers, which have no gradients; "
           "export it with the floating values that they are chosen by as "
           "outputs (logits, not classes)";
  if (int quantised = quantisedWeights(function))
    return "the model is quantised: " + std::to_string(quantised) + " of its " +
           std::to_string(weights) +
           " weights are integers of at most 8 bits, which have no gradients; "
           "train the floating model that it was made from";
  if (learnable == 0)
    return "none of the model's " + std::to_string(weights) +
           " weights is a floating parameter, so there is nothing to train; "
           "export the model with its parameters";
  return "no floating output of the model depends on one of its parameters, so "
         "there is nothing to train";
}

} // namespace perfopt::analysis
