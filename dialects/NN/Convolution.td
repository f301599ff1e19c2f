//===- Convolution.td - Convolutions and pooling -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_CONVOLUTION_TD
#define PERFOPT_DIALECTS_NN_CONVOLUTION_TD

include "dialects/NN/Base.td"

class NN_Window<string mnemonic> : NN_InferredOp<mnemonic> {
  dag window = (ins NN_Str<"NOTSET">:$auto_pad, NN_Ints:$dilations,
                    NN_Ints:$kernel_shape, NN_Ints:$pads, NN_Ints:$strides);
}

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

def NN_MaxPoolOp : NN_Window<"max_pool"> {
  let arguments = !con((ins NN_Value:$x, NN_Int<"0">:$ceil_mode,
                            NN_Int<"0">:$storage_order), window);
  let results = (outs NN_Value:$y, NN_Value:$indices);
}

def NN_AveragePoolOp : NN_Window<"average_pool"> {
  let arguments = !con((ins NN_Value:$x, NN_Int<"0">:$ceil_mode,
                            NN_Int<"0">:$count_include_pad), window);
  let results = (outs NN_Value:$y);
}

def NN_LpPoolOp : NN_Window<"lp_pool"> {
  let arguments = !con((ins NN_Value:$x, NN_Int<"0">:$ceil_mode, NN_Int<"2">:$p),
                       window);
  let results = (outs NN_Value:$y);
}

class NN_GlobalPool<string mnemonic>
    : NN_FamilyOp<mnemonic, "inferGlobalPool"> {
  let arguments = (ins NN_Value:$x);
  let results = (outs NN_Value:$y);
}
def NN_GlobalAveragePoolOp : NN_GlobalPool<"global_average_pool">;
def NN_GlobalMaxPoolOp : NN_GlobalPool<"global_max_pool">;

#endif // PERFOPT_DIALECTS_NN_CONVOLUTION_TD
