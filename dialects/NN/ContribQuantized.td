//===- ContribQuantized.td - ONNX Runtime's operators on quantised tensors ===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_CONTRIBQUANTIZED_TD
#define PERFOPT_DIALECTS_NN_CONTRIBQUANTIZED_TD

include "dialects/NN/Base.td"

// Products

def NN_MsQGemmOp : NN_InferredOp<"ms_qgemm", [AttrSizedOperandSegments]> {
  let summary = "alpha * A' * B' + C of 8-bit integers; float without y_zero_point";
  let arguments = (ins NN_Value:$a, NN_Value:$a_scale, NN_Value:$a_zero_point,
                       NN_Value:$b, NN_Value:$b_scale, NN_Value:$b_zero_point,
                       Optional<NN_Value>:$c, Optional<NN_Value>:$y_scale,
                       Optional<NN_Value>:$y_zero_point, NN_Float<"1.0f">:$alpha,
                       NN_Int<"0">:$transA, NN_Int<"0">:$transB);
  let results = (outs NN_Value:$y);
}

def NN_MsMatMulIntegerToFloatOp
    : NN_InferredOp<"ms_matmul_integer_to_float", [AttrSizedOperandSegments]> {
  let summary = "Product of 8-bit integers, scaled to float";
  let arguments = (ins NN_Value:$a, NN_Value:$b, NN_Value:$a_scale, NN_Value:$b_scale,
                       Optional<NN_Value>:$a_zero_point,
                       Optional<NN_Value>:$b_zero_point, Optional<NN_Value>:$bias);
  let results = (outs NN_Value:$y);
}

def NN_MsQOrderedMatMulOp
    : NN_InferredOp<"ms_qordered_matmul", [AttrSizedOperandSegments]> {
  let summary = "Product of int8 matrices in a layout of cuBLASLt, rounded to int8";
  let arguments = (ins NN_Value:$a, NN_Value:$scale_a, NN_Value:$b, NN_Value:$scale_b,
                       NN_Value:$scale_y, Optional<NN_Value>:$bias,
                       Optional<NN_Value>:$c, Optional<NN_Value>:$scale_c);
  let results = (outs NN_Value:$y);
}

def NN_MsMatMulNBitsOp : NN_InferredOp<"ms_matmul_nbits", [AttrSizedOperandSegments]> {
  let summary = "A [..., K] times weights of `bits` bits, in blocks of one scale each";
  let description = [{
    B is uint8 [N, blocks, block_size * bits / 8] as in files, or [N, blocks,
    block_size] of integers of `bits` bits; blocks = ceil(K / block_size).
  }];
  let arguments = (ins NN_Value:$a, NN_Value:$b, NN_Value:$scales,
                       Optional<NN_Value>:$zero_points, Optional<NN_Value>:$g_idx,
                       Optional<NN_Value>:$bias, I64Attr:$K, I64Attr:$N,
                       NN_Int<"4">:$bits, I64Attr:$block_size,
                       NN_Int<"0">:$accuracy_level);
  let results = (outs NN_Value:$y);
}

def NN_MsMatMulBnb4Op : NN_InferredOp<"ms_matmul_bnb4"> {
  let summary = "A [..., K] times weights of 4 bits (NF4, FP4) in blocks of one maximum each";
  let arguments = (ins NN_Value:$a, NN_Value:$b, NN_Value:$absmax, I64Attr:$K, I64Attr:$N,
                       I64Attr:$block_size, I64Attr:$quant_type, NN_Int<"1">:$transB);
  let results = (outs NN_Value:$y);
}

// Gathers and recurrence

def NN_MsGatherBlockQuantizedOp : NN_InferredOp<"ms_gather_block_quantized"> {
  let summary = "Rows of a table of `bits` bits, dequantised";
  let description = [{
    The table is uint8 with 8 / bits values a byte in its last extent, or of
    integers of `bits` bits.
  }];
  let arguments = (ins NN_Value:$x, NN_Value:$indices, NN_Value:$scales,
                       Optional<NN_Value>:$zero_points, NN_Int<"4">:$bits,
                       NN_Int<"128">:$block_size, NN_Int<"0">:$gather_axis,
                       NN_Int<"1">:$quantize_axis);
  let results = (outs NN_Value:$y);
}

def NN_MsDynamicQuantizeLstmOp
    : NN_InferredOp<"ms_dynamic_quantize_lstm", [AttrSizedOperandSegments]> {
  let summary = "nn.lstm with weights of 8 bits: W [directions, input, 4 hidden], R [directions, hidden, 4 hidden]";
  let arguments = (ins NN_Value:$x, NN_Value:$w, NN_Value:$r, NN_Value:$w_scale,
                       NN_Value:$w_zero_point, NN_Value:$r_scale, NN_Value:$r_zero_point,
                       Optional<NN_Value>:$b, Optional<NN_Value>:$sequence_lens,
                       Optional<NN_Value>:$initial_h, Optional<NN_Value>:$initial_c,
                       Optional<NN_Value>:$p, NN_Str<"forward">:$direction,
                       OptionalAttr<I64Attr>:$hidden_size);
  let results = (outs NN_Value:$y, NN_Value:$y_h, NN_Value:$y_c);
}

#endif // PERFOPT_DIALECTS_NN_CONTRIBQUANTIZED_TD
