//===- Matmul.td - Matrix products and attention -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_MATMUL_TD
#define PERFOPT_DIALECTS_NN_MATMUL_TD

include "dialects/NN/Base.td"

def NN_MatMulOp : NN_InferredOp<"matmul"> {
  let summary = "numpy.matmul: batched, broadcast, with vectors promoted";
  let arguments = (ins NN_Value:$a, NN_Value:$b);
  let results = (outs NN_Value:$y);
}

def NN_MatMulIntegerOp : NN_InferredOp<"matmul_integer", [AttrSizedOperandSegments]> {
  let summary = "Product of 8-bit integers into 32 bits, less their zero points";
  let arguments = (ins NN_Value:$a, NN_Value:$b, Optional<NN_Value>:$a_zero_point,
                       Optional<NN_Value>:$b_zero_point);
  let results = (outs NN_Value:$y);
}

def NN_DetOp : NN_InferredOp<"det"> {
  let summary = "Determinants of the matrices [..., n, n]";
  let arguments = (ins NN_Value:$x);
  let results = (outs NN_Value:$y);
}

def NN_GemmOp : NN_InferredOp<"gemm"> {
  let summary = "alpha * A' * B' + beta * C";
  let arguments = (ins NN_Value:$a, NN_Value:$b, Optional<NN_Value>:$c,
                       NN_Float<"1.0f">:$alpha, NN_Float<"1.0f">:$beta,
                       NN_Int<"0">:$transA, NN_Int<"0">:$transB);
  let results = (outs NN_Value:$y);
}

def NN_EinsumOp : NN_InferredOp<"einsum"> {
  let arguments = (ins Variadic<NN_Value>:$inputs, StrAttr:$equation);
  let results = (outs NN_Value:$y);
}

def NN_AttentionOp : NN_InferredOp<"attention", [AttrSizedOperandSegments]> {
  let summary = "softmax(scale * Q K' + mask) V, heads in a dimension or packed";
  let description = [{
    Q is [batch, heads, seq, head_dim] or [batch, seq, heads * head_dim], then
    `q_num_heads` and `kv_num_heads` say how to split it; K and V the same.
    Keys and values of the past come in front of K and V.
  }];
  let arguments = (ins NN_Value:$q, NN_Value:$k, NN_Value:$v,
                       Optional<NN_Value>:$attn_mask, Optional<NN_Value>:$past_key,
                       Optional<NN_Value>:$past_value,
                       Optional<NN_Value>:$nonpad_kv_seqlen,
                       NN_Int<"0">:$is_causal, NN_Int<"0">:$q_num_heads,
                       NN_Int<"0">:$kv_num_heads, OptionalAttr<F32Attr>:$scale,
                       NN_Float<"0.0f">:$softcap, NN_Int<"0">:$qk_matmul_output_mode,
                       OptionalAttr<I64Attr>:$softmax_precision,
                       NN_Int<"-1">:$left_window_size, NN_Int<"-1">:$right_window_size);
  let results = (outs NN_Value:$y, NN_Value:$present_key,
                      NN_Value:$present_value, NN_Value:$qk_matmul_output);
}

def NN_RotaryEmbeddingOp : NN_FamilyOp<"rotary_embedding", "inferSameAsFirst"> {
  let arguments = (ins NN_Value:$x, NN_Value:$cos_cache, NN_Value:$sin_cache,
                       Optional<NN_Value>:$position_ids, NN_Int<"0">:$interleaved,
                       NN_Int<"0">:$num_heads, NN_Int<"0">:$rotary_embedding_dim);
  let results = (outs NN_Value:$y);
}

#endif // PERFOPT_DIALECTS_NN_MATMUL_TD
