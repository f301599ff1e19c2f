//===- ContribNormalization.td - ONNX Runtime's normalisations with more around them ===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_CONTRIBNORMALIZATION_TD
#define PERFOPT_DIALECTS_NN_CONTRIBNORMALIZATION_TD

include "dialects/NN/Base.td"

def NN_MsSkipLayerNormalizationOp
    : NN_InferredOp<"ms_skip_layer_normalization", [AttrSizedOperandSegments]> {
  let summary = "layer_normalization(x + skip + bias); the sum is a result, too";
  let arguments = (ins NN_Value:$x, NN_Value:$skip, NN_Value:$gamma,
                       Optional<NN_Value>:$beta, Optional<NN_Value>:$bias,
                       NN_Float<"1e-12f">:$epsilon);
  let results = (outs NN_Value:$y, NN_Value:$mean, NN_Value:$inv_std_var,
                      NN_Value:$input_skip_bias_sum);
}

def NN_MsSkipSimplifiedLayerNormalizationOp
    : NN_InferredOp<"ms_skip_simplified_layer_normalization"> {
  let summary = "rms_normalization(x + skip + bias); the sum is a result, too";
  let arguments = (ins NN_Value:$x, NN_Value:$skip, NN_Value:$gamma,
                       Optional<NN_Value>:$bias, NN_Float<"1e-12f">:$epsilon);
  let results = (outs NN_Value:$y, NN_Value:$mean, NN_Value:$inv_std_var,
                      NN_Value:$input_skip_bias_sum);
}

def NN_MsEmbedLayerNormalizationOp
    : NN_InferredOp<"ms_embed_layer_normalization", [AttrSizedOperandSegments]> {
  let summary = "layer_normalization of the sum of two or three embeddings of [batch, seq] ids";
  let description = [{
    Tables of 8-bit integers (QEmbedLayerNormalization) have a `scale`, whose
    type is that of the result.
  }];
  let arguments = (ins NN_Value:$input_ids, NN_Value:$word_embedding,
                       NN_Value:$position_embedding, NN_Value:$gamma, NN_Value:$beta,
                       Optional<NN_Value>:$segment_ids,
                       Optional<NN_Value>:$segment_embedding, Optional<NN_Value>:$mask,
                       Optional<NN_Value>:$position_ids, Optional<NN_Value>:$scale,
                       NN_Float<"1e-12f">:$epsilon,
                       NN_Int<"0">:$mask_index_type);
  let results = (outs NN_Value:$y, NN_Value:$mask_index, NN_Value:$embedding_sum);
}

// Channels are the last extent unless `channels_last` is 0; `activation` 1 is
// x * sigmoid(x).
def NN_MsGroupNormOp : NN_InferredOp<"ms_group_norm"> {
  let summary = "Group normalisation and an activation";
  let arguments = (ins NN_Value:$x, NN_Value:$gamma, NN_Value:$beta, I64Attr:$groups,
                       NN_Int<"0">:$activation, NN_Int<"1">:$channels_last,
                       NN_Float<"1e-05f">:$epsilon);
  let results = (outs NN_Value:$y);
}

def NN_MsSkipGroupNormOp : NN_InferredOp<"ms_skip_group_norm"> {
  let summary = "ms_group_norm(x + skip + bias); the sum is a result, too";
  let arguments = (ins NN_Value:$x, NN_Value:$gamma, NN_Value:$beta, NN_Value:$skip,
                       Optional<NN_Value>:$bias, I64Attr:$groups,
                       NN_Int<"0">:$activation, NN_Int<"1">:$channels_last,
                       NN_Float<"1e-05f">:$epsilon);
  let results = (outs NN_Value:$y, NN_Value:$sum);
}

#endif // PERFOPT_DIALECTS_NN_CONTRIBNORMALIZATION_TD
