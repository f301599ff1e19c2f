//===- Recurrent.td - Recurrent layers over a whole sequence -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_RECURRENT_TD
#define PERFOPT_DIALECTS_NN_RECURRENT_TD

include "dialects/NN/Base.td"

class NN_Recurrent<string mnemonic> : NN_InferredOp<mnemonic, [AttrSizedOperandSegments]> {
  dag cell = (ins OptionalAttr<F32ArrayAttr>:$activation_alpha,
                  OptionalAttr<F32ArrayAttr>:$activation_beta,
                  OptionalAttr<StrArrayAttr>:$activations, OptionalAttr<F32Attr>:$clip,
                  NN_Str<"forward">:$direction, OptionalAttr<I64Attr>:$hidden_size,
                  NN_Int<"0">:$layout);
}

def NN_LstmOp : NN_Recurrent<"lstm"> {
  let summary = "X [steps, batch, input], W [directions, 4 hidden, input], R [directions, 4 hidden, hidden]";
  let arguments = !con((ins NN_Value:$x, NN_Value:$w, NN_Value:$r, Optional<NN_Value>:$b,
                            Optional<NN_Value>:$sequence_lens, Optional<NN_Value>:$initial_h,
                            Optional<NN_Value>:$initial_c, Optional<NN_Value>:$p,
                            NN_Int<"0">:$input_forget), cell);
  let results = (outs NN_Value:$y, NN_Value:$y_h, NN_Value:$y_c);
}

def NN_GruOp : NN_Recurrent<"gru"> {
  let arguments = !con((ins NN_Value:$x, NN_Value:$w, NN_Value:$r, Optional<NN_Value>:$b,
                            Optional<NN_Value>:$sequence_lens, Optional<NN_Value>:$initial_h,
                            NN_Int<"0">:$linear_before_reset), cell);
  let results = (outs NN_Value:$y, NN_Value:$y_h);
}

def NN_RnnOp : NN_Recurrent<"rnn"> {
  let arguments = !con((ins NN_Value:$x, NN_Value:$w, NN_Value:$r, Optional<NN_Value>:$b,
                            Optional<NN_Value>:$sequence_lens, Optional<NN_Value>:$initial_h),
                       cell);
  let results = (outs NN_Value:$y, NN_Value:$y_h);
}

#endif // PERFOPT_DIALECTS_NN_RECURRENT_TD
