//===- Streaming.td - Layers that carry a state from call to call --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_STREAMING_TD
#define PERFOPT_DIALECTS_NN_STREAMING_TD

include "dialects/NN/Base.td"

def NN_TensorScatterOp : NN_InferredOp<"tensor_scatter"> {
  let summary = "Writes `update` into a cache, as attention does with keys and values";
  let arguments = (ins NN_Value:$past_cache, NN_Value:$update,
                       Optional<NN_Value>:$write_indices, NN_Int<"-2">:$axis,
                       NN_Str<"linear">:$mode);
  let results = (outs NN_Value:$present_cache);
}

def NN_CausalConvWithStateOp
    : NN_InferredOp<"causal_conv_with_state", [AttrSizedOperandSegments]> {
  let summary = "Depthwise convolution of [N, C, length] with [C, 1, k] over the past";
  let arguments = (ins NN_Value:$x, NN_Value:$w, Optional<NN_Value>:$b,
                       Optional<NN_Value>:$past_state, NN_Str<"none">:$activation);
  let results = (outs NN_Value:$y, NN_Value:$present_state);
}

def NN_LinearAttentionOp
    : NN_InferredOp<"linear_attention", [AttrSizedOperandSegments]> {
  let summary = "Attention by a state [N, kv heads, key dim, value dim] instead of a context";
  let description = [{
    Q, K and V are [batch, seq, heads * dim]. For each step the state S becomes
    decay * S + k (beta * (v - decay * S' k))', where `update_rule` says which
    of decay (gated) and correction (delta) there is; the output is S' q.
  }];
  let arguments = (ins NN_Value:$q, NN_Value:$k, NN_Value:$v,
                       Optional<NN_Value>:$past_state, Optional<NN_Value>:$decay,
                       Optional<NN_Value>:$beta, NN_Int<"64">:$chunk_size,
                       I64Attr:$kv_num_heads, I64Attr:$q_num_heads,
                       NN_Float<"0.0f">:$scale, NN_Str<"gated_delta">:$update_rule);
  let results = (outs NN_Value:$y, NN_Value:$present_state);
}

#endif // PERFOPT_DIALECTS_NN_STREAMING_TD
