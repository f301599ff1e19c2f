//===- Convolution.td - Convolutions --------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_CONVOLUTION_TD
#define PERFOPT_DIALECTS_NN_CONVOLUTION_TD

include "dialects/NN/Window.td"

def NN_ConvOp : NN_Window<"conv"> {
  let summary = "Convolution of X [N, C, d...] with W [M, C / group, k...]";
  let arguments = !con((ins NN_Value:$x, NN_Value:$w, Optional<NN_Value>:$b,
                            NN_Int<"1">:$group), window);
  let results = (outs NN_Value:$y);
}

def NN_ConvTransposeOp : NN_Window<"conv_transpose"> {
  let summary = "Transposed convolution of X [N, C, d...] with W [C, M / group, k...]";
  let arguments = !con((ins NN_Value:$x, NN_Value:$w, Optional<NN_Value>:$b,
                            NN_Int<"1">:$group, NN_Ints:$output_padding,
                            NN_Ints:$output_shape), window);
  let results = (outs NN_Value:$y);
}

def NN_ConvIntegerOp : NN_Window<"conv_integer", [AttrSizedOperandSegments]> {
  let summary = "Convolution of 8-bit integers into 32 bits, less their zero points";
  let arguments = !con((ins NN_Value:$x, NN_Value:$w, Optional<NN_Value>:$x_zero_point,
                            Optional<NN_Value>:$w_zero_point, NN_Int<"1">:$group),
                       window);
  let results = (outs NN_Value:$y);
}

def NN_DeformConvOp : NN_InferredOp<"deform_conv", [AttrSizedOperandSegments]> {
  let summary = "Convolution whose window samples at learned offsets";
  let description = [{
    Every window position reads X at `offset` from its place, interpolated
    linearly, times `mask` (Dai et al. 2017, Zhu et al. 2019).
  }];
  let arguments = (ins NN_Value:$x, NN_Value:$w, NN_Value:$offset,
                       Optional<NN_Value>:$b, Optional<NN_Value>:$mask,
                       NN_Ints:$dilations, NN_Int<"1">:$group, NN_Ints:$kernel_shape,
                       NN_Int<"1">:$offset_group, NN_Ints:$pads, NN_Ints:$strides);
  let results = (outs NN_Value:$y);
}

def NN_Col2ImOp : NN_InferredOp<"col2im"> {
  let summary = "Sums blocks [N, C * block, blocks] at their places of an image";
  let arguments = (ins NN_Value:$x, NN_Value:$image_shape, NN_Value:$block_shape,
                       NN_Ints:$dilations, NN_Ints:$pads, NN_Ints:$strides);
  let results = (outs NN_Value:$y);
}

#endif // PERFOPT_DIALECTS_NN_CONVOLUTION_TD
