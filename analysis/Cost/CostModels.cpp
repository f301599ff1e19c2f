//===- CostModels.cpp - The counting rules of all dialects ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/CostModels.h"

#include "analysis/Cost/Rules/LinalgCostModels.h"
#include "analysis/Cost/Rules/RuleSupport.h"
#include "analysis/Cost/Rules/TensorCostModels.h"
#include "analysis/Cost/Rules/TosaCostModels.h"

using namespace mlir;

namespace perfopt::analysis {

void registerNNCostModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, nn::NNDialect *) {
    attachContribAttentionRules(*context);
    attachContribExpertsRules(*context);
    attachContribFusedRules(*context);
    attachContribMiscRules(*context);
    attachContribNormalizationRules(*context);
    attachContribQuantizedRules(*context);
    attachContribQuantizedElementsRules(*context);
    attachConvolutionRules(*context);
    attachDetectionRules(*context);
    attachElementwiseRules(*context);
    attachLossRules(*context);
    attachMatmulRules(*context);
    attachMovementRules(*context);
    attachNormalizationRules(*context);
    attachPoolingRules(*context);
    attachRandomRules(*context);
    attachQuantizedRules(*context);
    attachRecurrentRules(*context);
    attachReductionRules(*context);
    attachSelectionRules(*context);
    attachSignalRules(*context);
    attachStreamingRules(*context);
    attachTrainingRules(*context);
    attachViewRules(*context);
  });
}

void registerUpstreamCostModels(DialectRegistry &registry) {
  registerLinalgCostModels(registry);
  registerTensorCostModels(registry);
  registerTosaCostModels(registry);
}

} // namespace perfopt::analysis
