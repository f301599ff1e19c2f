//===- Loss.td - Losses of training --------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_LOSS_TD
#define PERFOPT_DIALECTS_NN_LOSS_TD

include "dialects/NN/Base.td"

class NN_Loss<string mnemonic> : NN_InferredOp<mnemonic> {
  dag reduced = (ins OptionalAttr<I64Attr>:$ignore_index, NN_Str<"mean">:$reduction);
}

def NN_NegativeLogLikelihoodLossOp : NN_Loss<"negative_log_likelihood_loss"> {
  let summary = "-x[target] of log-probabilities x [N, C, d...] and target [N, d...]";
  let arguments = !con((ins NN_Value:$x, NN_Value:$target, Optional<NN_Value>:$weight),
                       reduced);
  let results = (outs NN_Value:$loss);
}

def NN_SoftmaxCrossEntropyLossOp : NN_Loss<"softmax_cross_entropy_loss"> {
  let summary = "The same of scores, whose log-softmax is taken first";
  let arguments = !con((ins NN_Value:$scores, NN_Value:$labels, Optional<NN_Value>:$weights),
                       reduced);
  let results = (outs NN_Value:$loss, NN_Value:$log_prob);
}

#endif // PERFOPT_DIALECTS_NN_LOSS_TD
