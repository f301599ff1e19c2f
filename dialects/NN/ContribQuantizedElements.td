//===- ContribQuantizedElements.td - ONNX Runtime's 8-bit functions -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each dequantises its operands, applies a function and quantises the result.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_CONTRIBQUANTIZEDELEMENTS_TD
#define PERFOPT_DIALECTS_NN_CONTRIBQUANTIZEDELEMENTS_TD

include "dialects/NN/Base.td"

class NN_QuantizedBinary<string mnemonic>
    : NN_InferredOp<mnemonic, [AttrSizedOperandSegments]> {
  let arguments = (ins NN_Value:$a, NN_Value:$a_scale, NN_Value:$b, NN_Value:$b_scale,
                       NN_Value:$y_scale, Optional<NN_Value>:$a_zero_point,
                       Optional<NN_Value>:$b_zero_point,
                       Optional<NN_Value>:$y_zero_point);
  let results = (outs NN_Value:$y);
}
def NN_MsQLinearAddOp : NN_QuantizedBinary<"ms_qlinear_add">;
def NN_MsQLinearMulOp : NN_QuantizedBinary<"ms_qlinear_mul">;

class NN_QuantizedUnary<string mnemonic>
    : NN_FamilyOp<mnemonic, "inferSameAsFirst", [AttrSizedOperandSegments]> {
  dag quantized = (ins NN_Value:$x, NN_Value:$x_scale, NN_Value:$y_scale,
                      Optional<NN_Value>:$x_zero_point,
                      Optional<NN_Value>:$y_zero_point);
  let results = (outs NN_Value:$y);
}
def NN_MsQLinearLeakyReluOp : NN_QuantizedUnary<"ms_qlinear_leaky_relu"> {
  let arguments = !con(quantized, (ins NN_Float<"0.01f">:$alpha));
}
def NN_MsQLinearSigmoidOp : NN_QuantizedUnary<"ms_qlinear_sigmoid"> {
  let arguments = quantized;
}
def NN_MsQLinearSoftmaxOp : NN_QuantizedUnary<"ms_qlinear_softmax"> {
  let arguments = !con(quantized, (ins NN_Int<"-1">:$axis, NN_Int<"13">:$opset));
}

class NN_QuantizedReduction<string mnemonic>
    : NN_InferredOp<mnemonic, [AttrSizedOperandSegments]> {
  dag quantized = (ins NN_Value:$x, NN_Value:$x_scale, NN_Value:$y_scale,
                      Optional<NN_Value>:$x_zero_point,
                      Optional<NN_Value>:$y_zero_point);
  let results = (outs NN_Value:$y);
}
def NN_MsQLinearAveragePoolOp : NN_QuantizedReduction<"ms_qlinear_average_pool"> {
  let arguments = !con(quantized, (ins NN_Int<"0">:$ceil_mode, NN_Int<"0">:$count_include_pad,
                       NN_Int<"0">:$channels_last, NN_Str<"NOTSET">:$auto_pad,
                       NN_Ints:$dilations, NN_Ints:$kernel_shape, NN_Ints:$pads,
                       NN_Ints:$strides));
}
def NN_MsQLinearGlobalAveragePoolOp
    : NN_QuantizedReduction<"ms_qlinear_global_average_pool"> {
  let arguments = !con(quantized, (ins NN_Int<"0">:$channels_last));
}
def NN_MsQLinearReduceMeanOp : NN_QuantizedReduction<"ms_qlinear_reduce_mean"> {
  let arguments = !con(quantized, (ins NN_Ints:$axes, NN_Int<"1">:$keepdims));
}

def NN_MsQLinearConcatOp : NN_InferredOp<"ms_qlinear_concat"> {
  let summary = "y_scale and y_zero_point, then a tensor, its scale and its zero point at a time";
  let arguments = (ins Variadic<NN_Value>:$inputs, I64Attr:$axis);
  let results = (outs NN_Value:$y);
}

def NN_MsQLinearWhereOp : NN_InferredOp<"ms_qlinear_where"> {
  let arguments = (ins NN_Value:$condition, NN_Value:$x, NN_Value:$x_scale,
                       NN_Value:$x_zero_point, NN_Value:$y, NN_Value:$y_scale,
                       NN_Value:$y_zero_point, NN_Value:$z_scale,
                       NN_Value:$z_zero_point);
  let results = (outs NN_Value:$z);
}

// Layouts of cuBLASLt, as ONNX Runtime numbers them: the bytes stay as many.

def NN_MsQOrderedGeluOp : NN_FamilyOp<"ms_qordered_gelu", "inferSameAsFirst"> {
  let arguments = (ins NN_Value:$x, NN_Value:$x_scale, NN_Value:$y_scale);
  let results = (outs NN_Value:$y);
}
def NN_MsQOrderedLayerNormalizationOp
    : NN_FamilyOp<"ms_qordered_layer_normalization", "inferSameAsFirst"> {
  let arguments = (ins NN_Value:$x, NN_Value:$x_scale, NN_Value:$gamma,
                       NN_Value:$y_scale, Optional<NN_Value>:$beta, NN_Int<"-1">:$axis,
                       NN_Float<"1e-05f">:$epsilon);
  let results = (outs NN_Value:$y);
}
def NN_MsQuantizeWithOrderOp : NN_InferredOp<"ms_quantize_with_order"> {
  let arguments = (ins NN_Value:$x, NN_Value:$scale);
  let results = (outs NN_Value:$y);
}
def NN_MsDequantizeWithOrderOp : NN_InferredOp<"ms_dequantize_with_order"> {
  let arguments = (ins NN_Value:$x, NN_Value:$scale);
  let results = (outs NN_Value:$y);
}

#endif // PERFOPT_DIALECTS_NN_CONTRIBQUANTIZEDELEMENTS_TD
