//===- ContribFused.td - ONNX Runtime's fusions of a product or an elementwise function ===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The operators of the domain com.microsoft that nn does not have otherwise are
// called ms_ and their name there; the importer puts operands into the order
// that they have here: those that may be omitted last.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_CONTRIBFUSED_TD
#define PERFOPT_DIALECTS_NN_CONTRIBFUSED_TD

include "dialects/NN/Base.td"

def NN_MsFusedConvOp : NN_InferredOp<"ms_fused_conv", [AttrSizedOperandSegments]> {
  let summary = "activation(conv(X, W) + b + Z) in one kernel";
  let description = [{
    With `channels_last` X, Y and Z are [N, d..., C]; with `filters_last` W is
    [M, k..., C / group], too. `activation` has ONNX Runtime's spelling, "" for
    none.
  }];
  let arguments = (ins NN_Value:$x, NN_Value:$w, Optional<NN_Value>:$b,
                       Optional<NN_Value>:$z, NN_Str<"">:$activation,
                       OptionalAttr<F32ArrayAttr>:$activation_params,
                       NN_Int<"1">:$group, NN_Int<"0">:$channels_last,
                       NN_Int<"0">:$filters_last, NN_Str<"NOTSET">:$auto_pad,
                       NN_Ints:$dilations, NN_Ints:$kernel_shape, NN_Ints:$pads,
                       NN_Ints:$strides);
  let results = (outs NN_Value:$y);
}

def NN_MsFusedGemmOp : NN_InferredOp<"ms_fused_gemm"> {
  let summary = "activation(alpha * A' * B' + beta * C)";
  let arguments = (ins NN_Value:$a, NN_Value:$b, Optional<NN_Value>:$c,
                       NN_Float<"1.0f">:$alpha, NN_Float<"1.0f">:$beta,
                       NN_Int<"0">:$transA, NN_Int<"0">:$transB,
                       NN_Str<"">:$activation);
  let results = (outs NN_Value:$y);
}

def NN_MsMatMulActivationOp : NN_InferredOp<"ms_matmul_activation"> {
  let summary = "activation(numpy.matmul(A, B) + bias)";
  let arguments = (ins NN_Value:$a, NN_Value:$b, Optional<NN_Value>:$bias,
                       NN_Str<"">:$activation);
  let results = (outs NN_Value:$y);
}

def NN_MsBiasGeluOp : NN_InferredOp<"ms_bias_gelu"> {
  let summary = "gelu(x + bias)";
  let arguments = (ins NN_Value:$x, NN_Value:$bias, NN_Str<"none">:$approximate);
  let results = (outs NN_Value:$y);
}

def NN_MsBiasAddOp : NN_InferredOp<"ms_bias_add"> {
  let summary = "x + bias + skip";
  let arguments = (ins NN_Value:$x, NN_Value:$bias, NN_Value:$skip);
  let results = (outs NN_Value:$y);
}

def NN_MsBiasSplitGeluOp : NN_InferredOp<"ms_bias_split_gelu"> {
  let summary = "The first half of x + bias times the gelu of the second";
  let arguments = (ins NN_Value:$x, NN_Value:$bias);
  let results = (outs NN_Value:$y);
}

def NN_MsBiasSoftmaxOp : NN_FamilyOp<"ms_bias_softmax", "inferSameAsFirst"> {
  let summary = "softmax(x + bias) over the extents from `axis` on";
  let arguments = (ins NN_Value:$x, NN_Value:$bias, NN_Int<"1">:$axis,
                       NN_Int<"1">:$is_inner_broadcast);
  let results = (outs NN_Value:$y);
}

def NN_MsBiasDropoutOp : NN_InferredOp<"ms_bias_dropout", [AttrSizedOperandSegments]> {
  let summary = "x + bias + residual: dropout does nothing at inference";
  let arguments = (ins NN_Value:$x, NN_Value:$bias, Optional<NN_Value>:$residual,
                       Optional<NN_Value>:$ratio, Optional<NN_Value>:$training_mode);
  let results = (outs NN_Value:$y, NN_Value:$mask);
}

// Numbers of two reals in the last extent.
class NN_ComplexProduct<string mnemonic> : NN_FamilyOp<mnemonic, "inferBroadcast"> {
  let arguments = (ins NN_Value:$a, NN_Value:$b);
  let results = (outs NN_Value:$y);
}
def NN_MsComplexMulOp : NN_ComplexProduct<"ms_complex_mul">;
def NN_MsComplexMulConjOp : NN_ComplexProduct<"ms_complex_mul_conj">;

#endif // PERFOPT_DIALECTS_NN_CONTRIBFUSED_TD
