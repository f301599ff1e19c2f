//===- Activation.td - Nonlinear functions and softmax -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_ACTIVATION_TD
#define PERFOPT_DIALECTS_NN_ACTIVATION_TD

include "dialects/NN/Base.td"

class NN_Activation<string mnemonic> : NN_FamilyOp<mnemonic, "inferSameAsFirst"> {
  let arguments = (ins NN_Value:$x);
  let results = (outs NN_Value:$y);
}
class NN_AlphaActivation<string mnemonic, string alpha>
    : NN_FamilyOp<mnemonic, "inferSameAsFirst"> {
  let arguments = (ins NN_Value:$x, NN_Float<alpha>:$alpha);
  let results = (outs NN_Value:$y);
}
// Along one axis; with `flattened`, over all extents from `axis` on, as ONNX
// before opset 13 has it.
class NN_AxisActivation<string mnemonic> : NN_InferredOp<mnemonic> {
  let arguments = (ins NN_Value:$x, NN_Int<"-1">:$axis, UnitAttr:$flattened);
  let results = (outs NN_Value:$y);
}

def NN_ReluOp : NN_Activation<"relu"> {
  let hasFolder = 1;
}
def NN_SigmoidOp : NN_Activation<"sigmoid">;
def NN_TanhOp : NN_Activation<"tanh">;
def NN_SoftplusOp : NN_Activation<"softplus">;
def NN_SoftsignOp : NN_Activation<"softsign">;
def NN_MishOp : NN_Activation<"mish">;
def NN_HardSwishOp : NN_Activation<"hard_swish">;

def NN_LeakyReluOp : NN_AlphaActivation<"leaky_relu", "0.01f">;
def NN_EluOp : NN_AlphaActivation<"elu", "1.0f">;
def NN_CeluOp : NN_AlphaActivation<"celu", "1.0f">;
def NN_ThresholdedReluOp : NN_AlphaActivation<"thresholded_relu", "1.0f">;
def NN_SwishOp : NN_AlphaActivation<"swish", "1.0f">;

def NN_SoftmaxOp : NN_AxisActivation<"softmax">;
def NN_LogSoftmaxOp : NN_AxisActivation<"log_softmax">;
def NN_HardmaxOp : NN_AxisActivation<"hardmax">;

def NN_SeluOp : NN_FamilyOp<"selu", "inferSameAsFirst"> {
  let arguments = (ins NN_Value:$x, NN_Float<"1.67326319f">:$alpha,
                       NN_Float<"1.05070102f">:$gamma);
  let results = (outs NN_Value:$y);
}

def NN_HardSigmoidOp : NN_FamilyOp<"hard_sigmoid", "inferSameAsFirst"> {
  let arguments = (ins NN_Value:$x, NN_Float<"0.2f">:$alpha, NN_Float<"0.5f">:$beta);
  let results = (outs NN_Value:$y);
}

def NN_GeluOp : NN_InferredOp<"gelu"> {
  let arguments = (ins NN_Value:$x, NN_Str<"none">:$approximate);
  let results = (outs NN_Value:$y);
}

def NN_PReluOp : NN_FamilyOp<"p_relu", "inferSameAsFirst"> {
  let arguments = (ins NN_Value:$x, NN_Value:$slope);
  let results = (outs NN_Value:$y);
}

def NN_ShrinkOp : NN_FamilyOp<"shrink", "inferSameAsFirst"> {
  let summary = "Moves what is beyond `lambd` towards 0 by `bias`, the rest to 0";
  let arguments = (ins NN_Value:$x, NN_Float<"0.5f">:$lambd, NN_Float<"0.0f">:$bias);
  let results = (outs NN_Value:$y);
}

def NN_SwiGluOp : NN_FamilyOp<"swi_glu", "inferSameShape"> {
  let summary = "swish(gate) * x";
  let arguments = (ins NN_Value:$gate, NN_Value:$x, NN_Float<"1.0f">:$alpha);
  let results = (outs NN_Value:$y);
}

def NN_DropoutOp : NN_InferredOp<"dropout", [AttrSizedOperandSegments]> {
  let summary = "The identity at inference";
  let arguments = (ins NN_Value:$x, Optional<NN_Value>:$ratio,
                       Optional<NN_Value>:$training_mode, OptionalAttr<I64Attr>:$seed);
  let results = (outs NN_Value:$y, NN_Value:$mask);
}

#endif // PERFOPT_DIALECTS_NN_ACTIVATION_TD
