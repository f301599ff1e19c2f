//===- Training.td - Backward, accumulation, optimizer -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What training adds to a model. No file has these operators: they are derived
// (analysis/Training), and what each costs is written on it, because it follows
// from the operator that it was derived from.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_TRAINING_TD
#define PERFOPT_DIALECTS_NN_TRAINING_TD

include "dialects/NN/Base.td"

// `of` names what it was derived from ("nn.conv"), `part` what it does for it
// ("input_gradient"). Without `rule` nothing is known of its cost. Without
// `family` it launches nothing and shows its first operand differently. `read`
// and `written` replace compulsory traffic, in bytes.
class NN_Derived<string mnemonic, list<Trait> traits>
    : Op<NN_Dialect, mnemonic, traits> {
  let arguments = (ins Variadic<NN_Value>:$inputs, StrAttr:$of,
                       NN_Str<"">:$part, OptionalAttr<StrAttr>:$rule,
                       NN_Int<"0">:$flops, NN_Int<"0">:$macs,
                       OptionalAttr<I64Attr>:$read, OptionalAttr<I64Attr>:$written,
                       OptionalAttr<StrAttr>:$family,
                       OptionalAttr<DictionaryAttr>:$problem,
                       NN_Int<"1">:$launches, UnitAttr:$allow_tf32);
  let results = (outs Variadic<NN_Value>:$outputs);
  let assemblyFormat =
      "$of operands attr-dict `:` functional-type(operands, results)";
}

def NN_GradientOp : NN_Derived<"gradient", [Pure]> {
  let summary = "One launch of the backward of a forward operator";
  let description = [{
    Operands are what the backward reads: saved operands and results of the
    forward operator, and incoming gradients. They are kept until then, which is
    all that there is to the memory of training. Results are gradients.

    ```mlir
    %dx = nn.gradient "nn.conv" %dy, %w {part = "input_gradient",
        rule = "conv_dgrad_c1", flops = ...} : (...) -> tensor<8x3x224x224xf32>
    ```
  }];
}

def NN_TrainingForwardOp : NN_Derived<"training_forward", [Pure]> {
  let summary = "A forward operator that works differently when training";
  let description = [{
    In place of the operator `of`, with the same operands and first results,
    and then what it writes for its backward: statistics, masks.
  }];
}

def NN_OptimizerOp : NN_Derived<"optimizer", [MemoryEffects<[MemWrite]>]> {
  let summary = "One step of an optimizer over all parameters, in place";
  let description = [{
    Operands are parameters, gradients and state (weights of kind `state`) that
    it reads or writes; results are temporaries for the next steps.
  }];
}

def NN_AccumulateOp : NN_Op<"accumulate"> {
  let summary = "A gradient that is added to another, in the other's storage";
  let arguments = (ins NN_Value:$sum, NN_Value:$addend);
  let results = (outs NN_Value:$y);
}

#endif // PERFOPT_DIALECTS_NN_TRAINING_TD
