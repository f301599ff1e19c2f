//===- Quantized.td - Products of quantised tensors, and their quantisers -===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_QUANTIZED_TD
#define PERFOPT_DIALECTS_NN_QUANTIZED_TD

include "dialects/NN/Window.td"

def NN_DynamicQuantizeLinearOp : NN_InferredOp<"dynamic_quantize_linear"> {
  let summary = "x as uint8, with the scale and zero point that its values ask for";
  let arguments = (ins NN_Value:$x);
  let results = (outs NN_Value:$y, NN_Value:$y_scale, NN_Value:$y_zero_point);
}

def NN_QLinearConvOp : NN_Window<"qlinear_conv"> {
  let summary = "Convolution of 8-bit integers, scaled and rounded to 8 bits again";
  let description = [{
    With `channels_last` (ONNX Runtime's form) X and Y are [N, d..., C]; W stays
    [M, C / group, k...].
  }];
  let arguments = !con((ins NN_Value:$x, NN_Value:$x_scale, NN_Value:$x_zero_point,
                            NN_Value:$w, NN_Value:$w_scale, NN_Value:$w_zero_point,
                            NN_Value:$y_scale, NN_Value:$y_zero_point,
                            Optional<NN_Value>:$b, NN_Int<"1">:$group,
                            NN_Int<"0">:$channels_last), window);
  let results = (outs NN_Value:$y);
}

def NN_QLinearMatMulOp : NN_InferredOp<"qlinear_matmul"> {
  let summary = "Product of 8-bit integers, scaled and rounded to 8 bits again";
  let arguments = (ins NN_Value:$a, NN_Value:$a_scale, NN_Value:$a_zero_point,
                       NN_Value:$b, NN_Value:$b_scale, NN_Value:$b_zero_point,
                       NN_Value:$y_scale, NN_Value:$y_zero_point);
  let results = (outs NN_Value:$y);
}

#endif // PERFOPT_DIALECTS_NN_QUANTIZED_TD
