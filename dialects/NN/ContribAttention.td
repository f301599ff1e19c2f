//===- ContribAttention.td - ONNX Runtime's attentions --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Their products with the projection matrices are operators of their own
// (nn.matmul), which is also how they launch.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_CONTRIBATTENTION_TD
#define PERFOPT_DIALECTS_NN_CONTRIBATTENTION_TD

include "dialects/NN/Base.td"

def NN_MsQkvAttentionOp
    : NN_InferredOp<"ms_qkv_attention", [AttrSizedOperandSegments]> {
  let summary = "Attention of queries, keys and values side by side";
  let description = [{
    What com.microsoft's Attention does behind its projection: `qkv` is [batch,
    seq, 2 * Hq + Hv], or [tokens, 2 * Hq + Hv] with `token_offset` [batch, seq].
    `past` and the second result are [2, batch, heads, length, head_dim]; with
    `past_present_share_buffer` both are the whole buffer, and so many keys are
    counted.
  }];
  let arguments = (ins NN_Value:$qkv, Optional<NN_Value>:$mask_index,
                       Optional<NN_Value>:$past, Optional<NN_Value>:$attention_bias,
                       Optional<NN_Value>:$past_sequence_length,
                       Optional<NN_Value>:$token_offset, I64Attr:$num_heads,
                       NN_Ints:$qkv_hidden_sizes, NN_Int<"0">:$unidirectional,
                       NN_Int<"0">:$do_rotary, NN_Int<"0">:$past_present_share_buffer,
                       OptionalAttr<F32Attr>:$scale);
  let results = (outs NN_Value:$y, NN_Value:$present);
}

def NN_MsMultiHeadAttentionOp
    : NN_InferredOp<"ms_multi_head_attention", [AttrSizedOperandSegments]> {
  let summary = "Attention of [batch, seq, heads * head_dim], with biases and a cache";
  let description = [{
    `query` is [batch, seq, hidden], or [batch, seq, heads, 3, head_dim] for all
    three; `key` is [batch, length, hidden], [batch, length, heads, 2, head_dim]
    for both, or [batch, heads, length, head_dim] as `value` is then, too.
  }];
  let arguments = (ins NN_Value:$query, Optional<NN_Value>:$key,
                       Optional<NN_Value>:$value, Optional<NN_Value>:$bias,
                       Optional<NN_Value>:$key_padding_mask,
                       Optional<NN_Value>:$attention_bias, Optional<NN_Value>:$past_key,
                       Optional<NN_Value>:$past_value,
                       Optional<NN_Value>:$past_sequence_length,
                       Optional<NN_Value>:$cache_indirection, I64Attr:$num_heads,
                       NN_Int<"0">:$unidirectional,
                       NN_Int<"0">:$past_present_share_buffer,
                       OptionalAttr<F32Attr>:$scale);
  let results = (outs NN_Value:$y, NN_Value:$present_key, NN_Value:$present_value,
                      NN_Value:$qk);
}

def NN_MsPackedMultiHeadAttentionOp
    : NN_InferredOp<"ms_packed_multi_head_attention", [AttrSizedOperandSegments]> {
  let summary = "Attention of tokens without padding";
  let description = [{
    `query` is [tokens, hidden], or [tokens, heads, 3, head_dim] for all three;
    `token_offset` is [batch, seq]. Each sequence counts with seq tokens: how
    many there are depends on the data.
  }];
  let arguments = (ins NN_Value:$query, NN_Value:$token_offset,
                       NN_Value:$cumulative_sequence_length, Optional<NN_Value>:$key,
                       Optional<NN_Value>:$value, Optional<NN_Value>:$bias,
                       Optional<NN_Value>:$attention_bias, I64Attr:$num_heads,
                       OptionalAttr<F32Attr>:$scale);
  let results = (outs NN_Value:$y);
}

def NN_MsGroupQueryAttentionOp
    : NN_InferredOp<"ms_group_query_attention", [AttrSizedOperandSegments]> {
  let summary = "Causal attention with fewer key heads, rotation and a cache inside";
  let description = [{
    `query` is [batch, seq, heads * head_dim], or with the keys and values
    behind it [batch, seq, (heads + 2 * kv_heads) * head_dim]. There are
    `total_sequence_length` keys where that is a known constant, else those of
    the past and the present.
  }];
  let arguments = (ins NN_Value:$query, NN_Value:$seqlens_k,
                       NN_Value:$total_sequence_length, Optional<NN_Value>:$key,
                       Optional<NN_Value>:$value, Optional<NN_Value>:$past_key,
                       Optional<NN_Value>:$past_value, Optional<NN_Value>:$cos_cache,
                       Optional<NN_Value>:$sin_cache, Optional<NN_Value>:$position_ids,
                       Optional<NN_Value>:$attention_bias, Optional<NN_Value>:$head_sink,
                       Optional<NN_Value>:$k_scale, Optional<NN_Value>:$v_scale,
                       Optional<NN_Value>:$q_norm_weight,
                       Optional<NN_Value>:$k_norm_weight, I64Attr:$num_heads,
                       I64Attr:$kv_num_heads, NN_Int<"0">:$do_rotary,
                       NN_Int<"1">:$causal, NN_Int<"-1">:$local_window_size,
                       OptionalAttr<F32Attr>:$scale, NN_Float<"0.0f">:$softcap);
  let results = (outs NN_Value:$y, NN_Value:$present_key, NN_Value:$present_value,
                      NN_Value:$output_qk);
}

def NN_MsRelativePositionBiasOp : NN_InferredOp<"ms_relative_position_bias"> {
  let summary = "A table of buckets spread over [1, heads, query, key]";
  let arguments = (ins NN_Value:$x, NN_Value:$query_length, NN_Value:$key_length,
                       I64Attr:$max_distance, NN_Int<"0">:$is_bidirectional);
  let results = (outs NN_Value:$y);
}

def NN_MsGatedRelativePositionBiasOp : NN_InferredOp<"ms_gated_relative_position_bias"> {
  let summary = "A position bias weighted by a gate for each query";
  let arguments = (ins NN_Value:$query_layer, NN_Value:$query_bias, NN_Value:$rel_pos,
                       NN_Value:$weight, NN_Value:$bias, NN_Value:$eco_a,
                       Optional<NN_Value>:$token_offset, I64Attr:$num_heads);
  let results = (outs NN_Value:$y);
}

def NN_MsRemovePaddingOp : NN_InferredOp<"ms_remove_padding"> {
  let summary = "The tokens of [batch, seq, hidden] that are no padding, in a row";
  let description = [{
    How many there are depends on the data; the types say batch * seq, as many
    as a request of that batch and sequence length has without padding.
  }];
  let arguments = (ins NN_Value:$x, NN_Value:$sequence_token_count);
  let results = (outs NN_Value:$y, NN_Value:$token_offset,
                      NN_Value:$cumulated_seq_len, NN_Value:$max_seq_len);
}

def NN_MsRestorePaddingOp : NN_InferredOp<"ms_restore_padding"> {
  let summary = "[tokens, hidden] as [batch, seq, hidden]";
  let arguments = (ins NN_Value:$x, NN_Value:$token_offset);
  let results = (outs NN_Value:$y);
}

#endif // PERFOPT_DIALECTS_NN_CONTRIBATTENTION_TD
