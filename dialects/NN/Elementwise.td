//===- Elementwise.td - One result element from one element of each operand 
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_ELEMENTWISE_TD
#define PERFOPT_DIALECTS_NN_ELEMENTWISE_TD

include "dialects/NN/Base.td"

class NN_Unary<string mnemonic> : NN_FamilyOp<mnemonic, "inferSameAsFirst"> {
  let arguments = (ins NN_Value:$x);
  let results = (outs NN_Value:$y);
}
class NN_Test<string mnemonic> : NN_FamilyOp<mnemonic, "inferTest"> {
  let arguments = (ins NN_Value:$x);
  let results = (outs NN_Value:$y);
}
class NN_Binary<string mnemonic> : NN_FamilyOp<mnemonic, "inferBroadcast"> {
  let arguments = (ins NN_Value:$a, NN_Value:$b);
  let results = (outs NN_Value:$y);
}
class NN_Comparison<string mnemonic>
    : NN_FamilyOp<mnemonic, "inferComparison"> {
  let arguments = (ins NN_Value:$a, NN_Value:$b);
  let results = (outs NN_Value:$y);
}
class NN_Nary<string mnemonic> : NN_FamilyOp<mnemonic, "inferBroadcast"> {
  let arguments = (ins Variadic<NN_Value>:$inputs);
  let results = (outs NN_Value:$y);
}

def NN_AbsOp : NN_Unary<"abs"> {
  let hasFolder = 1;
}
def NN_NegOp : NN_Unary<"neg"> {
  let hasFolder = 1;
}
def NN_CeilOp : NN_Unary<"ceil"> {
  let hasFolder = 1;
}
def NN_FloorOp : NN_Unary<"floor"> {
  let hasFolder = 1;
}
def NN_RoundOp : NN_Unary<"round"> {
  let hasFolder = 1;
}
def NN_SqrtOp : NN_Unary<"sqrt"> {
  let hasFolder = 1;
}
def NN_ReciprocalOp : NN_Unary<"reciprocal">;
def NN_ExpOp : NN_Unary<"exp">;
def NN_LogOp : NN_Unary<"log">;
def NN_SinOp : NN_Unary<"sin">;
def NN_CosOp : NN_Unary<"cos">;
def NN_TanOp : NN_Unary<"tan">;
def NN_AsinOp : NN_Unary<"asin">;
def NN_AcosOp : NN_Unary<"acos">;
def NN_AtanOp : NN_Unary<"atan">;
def NN_SinhOp : NN_Unary<"sinh">;
def NN_CoshOp : NN_Unary<"cosh">;
def NN_AsinhOp : NN_Unary<"asinh">;
def NN_AcoshOp : NN_Unary<"acosh">;
def NN_AtanhOp : NN_Unary<"atanh">;
def NN_ErfOp : NN_Unary<"erf">;
def NN_SignOp : NN_Unary<"sign">;
def NN_NotOp : NN_Unary<"not"> {
  let hasFolder = 1;
}
def NN_BitwiseNotOp : NN_Unary<"bitwise_not">;

def NN_IsNanOp : NN_Test<"is_nan">;
def NN_IsInfOp : NN_Test<"is_inf">;

def NN_AddOp : NN_Binary<"add"> {
  let hasFolder = 1;
}
def NN_SubOp : NN_Binary<"sub"> {
  let hasFolder = 1;
}
def NN_MulOp : NN_Binary<"mul"> {
  let hasFolder = 1;
}
def NN_DivOp : NN_Binary<"div"> {
  let hasFolder = 1;
}
def NN_PowOp : NN_Binary<"pow"> {
  let hasFolder = 1;
}
def NN_ModOp : NN_Binary<"mod"> {
  let hasFolder = 1;
}
def NN_AndOp : NN_Binary<"and"> {
  let hasFolder = 1;
}
def NN_OrOp : NN_Binary<"or"> {
  let hasFolder = 1;
}
def NN_XorOp : NN_Binary<"xor"> {
  let hasFolder = 1;
}
def NN_BitwiseAndOp : NN_Binary<"bitwise_and">;
def NN_BitwiseOrOp : NN_Binary<"bitwise_or">;
def NN_BitwiseXorOp : NN_Binary<"bitwise_xor">;
def NN_BitShiftOp : NN_Binary<"bit_shift">;

def NN_EqualOp : NN_Comparison<"equal"> {
  let hasFolder = 1;
}
def NN_LessOp : NN_Comparison<"less"> {
  let hasFolder = 1;
}
def NN_LessOrEqualOp : NN_Comparison<"less_or_equal"> {
  let hasFolder = 1;
}
def NN_GreaterOp : NN_Comparison<"greater"> {
  let hasFolder = 1;
}
def NN_GreaterOrEqualOp : NN_Comparison<"greater_or_equal"> {
  let hasFolder = 1;
}

def NN_MaxOp : NN_Nary<"max"> {
  let hasFolder = 1;
}
def NN_MinOp : NN_Nary<"min"> {
  let hasFolder = 1;
}
def NN_SumOp : NN_Nary<"sum"> {
  let hasFolder = 1;
}
def NN_MeanOp : NN_Nary<"mean">;

def NN_WhereOp : NN_InferredOp<"where"> {
  let arguments = (ins NN_Value:$condition, NN_Value:$x, NN_Value:$y);
  let results = (outs NN_Value:$result);
  let hasFolder = 1;
}

def NN_ClipOp : NN_FamilyOp<"clip", "inferSameAsFirst", [AttrSizedOperandSegments]> {
  let arguments = (ins NN_Value:$x, Optional<NN_Value>:$min, Optional<NN_Value>:$max);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_CastOp : NN_InferredOp<"cast"> {
  let arguments = (ins NN_Value:$x, TypeAttr:$to, NN_Int<"1">:$saturate);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_CastLikeOp : NN_InferredOp<"cast_like"> {
  let arguments = (ins NN_Value:$x, NN_Value:$like, NN_Int<"1">:$saturate);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_BitCastOp : NN_InferredOp<"bit_cast"> {
  let summary = "The same bits as elements of another type of the same width";
  let arguments = (ins NN_Value:$x, TypeAttr:$to);
  let results = (outs NN_Value:$y);
}

def NN_QuantizeLinearOp : NN_InferredOp<"quantize_linear"> {
  let arguments = (ins NN_Value:$x, NN_Value:$scale, Optional<NN_Value>:$zero_point,
                       NN_Int<"1">:$axis, NN_Int<"0">:$block_size, NN_Int<"1">:$saturate,
                       OptionalAttr<TypeAttr>:$output_dtype);
  let results = (outs NN_Value:$y);
}

def NN_DequantizeLinearOp : NN_InferredOp<"dequantize_linear"> {
  let arguments = (ins NN_Value:$x, NN_Value:$scale, Optional<NN_Value>:$zero_point,
                       NN_Int<"1">:$axis, NN_Int<"0">:$block_size,
                       OptionalAttr<TypeAttr>:$output_dtype);
  let results = (outs NN_Value:$y);
}

#endif // PERFOPT_DIALECTS_NN_ELEMENTWISE_TD
