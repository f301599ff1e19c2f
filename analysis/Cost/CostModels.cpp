//===- CostModels.cpp - The counting rules of all dialects ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/CostModels.h"

#include "analysis/Cost/Rules/RuleSupport.h"

using namespace mlir;

namespace perfopt::analysis {

void registerNNCostModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, nn::NNDialect *) {
    attachConvolutionRules(*context);
    attachDetectionRules(*context);
    attachElementwiseRules(*context);
    attachLossRules(*context);
    attachMatmulRules(*context);
    attachMovementRules(*context);
    attachNormalizationRules(*context);
    attachPoolingRules(*context);
    attachRandomRules(*context);
    attachRecurrentRules(*context);
    attachReductionRules(*context);
    attachSelectionRules(*context);
    attachSignalRules(*context);
    attachStreamingRules(*context);
    attachViewRules(*context);
  });
}

} // namespace perfopt::analysis
