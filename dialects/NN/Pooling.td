//===- Pooling.td - Pooling over windows and whole images -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_POOLING_TD
#define PERFOPT_DIALECTS_NN_POOLING_TD

include "dialects/NN/Window.td"

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

def NN_GlobalLpPoolOp : NN_FamilyOp<"global_lp_pool", "inferGlobalPool"> {
  let arguments = (ins NN_Value:$x, NN_Int<"2">:$p);
  let results = (outs NN_Value:$y);
}

def NN_MaxUnpoolOp : NN_InferredOp<"max_unpool"> {
  let summary = "Puts what nn.max_pool kept back to its place among zeros";
  let arguments = (ins NN_Value:$x, NN_Value:$indices, Optional<NN_Value>:$output_shape,
                       DenseI64ArrayAttr:$kernel_shape, NN_Ints:$pads, NN_Ints:$strides);
  let results = (outs NN_Value:$y);
}

#endif // PERFOPT_DIALECTS_NN_POOLING_TD
