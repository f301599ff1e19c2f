//===- ContribExperts.td - Mixtures of experts, taken apart ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// com.microsoft's MoE and QMoE are several of these: a product for each expert
// with the tokens that chose it, and the weighted sum of what comes out.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_CONTRIBEXPERTS_TD
#define PERFOPT_DIALECTS_NN_CONTRIBEXPERTS_TD

include "dialects/NN/Base.td"

def NN_MsExpertMatMulOp
    : NN_InferredOp<"ms_expert_matmul", [AttrSizedOperandSegments]> {
  let summary = "Every token times the matrices of the experts that it chose";
  let description = [{
    X has tokens rows ([..., in]) or one row for each token and choice
    ([tokens, k, in]); `choices` is [tokens, k], W [experts, out, in]. The result
    is [tokens, k, out]. W of fewer than 8 `bits` in bytes has 8 / bits values a
    byte in its last extent.
  }];
  let arguments = (ins NN_Value:$x, NN_Value:$w, NN_Value:$choices,
                       Optional<NN_Value>:$bias, Optional<NN_Value>:$scales,
                       Optional<NN_Value>:$zero_points, NN_Int<"0">:$bits);
  let results = (outs NN_Value:$y);
}

def NN_MsGluOp : NN_InferredOp<"ms_glu"> {
  let summary = "One half of each row times the activated other half";
  let arguments = (ins NN_Value:$x, NN_Str<"silu">:$activation);
  let results = (outs NN_Value:$y);
}

def NN_MsExpertCombineOp : NN_InferredOp<"ms_expert_combine"> {
  let summary = "[tokens, k, hidden] summed over k with the weights [tokens, k]";
  let arguments = (ins NN_Value:$x, NN_Value:$weights);
  let results = (outs NN_Value:$y);
}

#endif // PERFOPT_DIALECTS_NN_CONTRIBEXPERTS_TD
