//===- Structure.td - Constants, weights, and what is not understood -----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_STRUCTURE_TD
#define PERFOPT_DIALECTS_NN_STRUCTURE_TD

include "dialects/NN/Base.td"

def NN_ConstantOp : NN_Op<"constant", [ConstantLike]> {
  let summary = "A small tensor whose values shapes may depend on";
  let arguments = (ins ElementsAttr:$value);
  let results = (outs NN_Value:$result);
  let assemblyFormat = "attr-dict $value `:` type($result)";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def NN_WeightOp : NN_Op<"weight"> {
  let summary = "A tensor that the model brings along: type and name, no payload";
  let description = [{
    `kind` is `parameter` for what training changes, `buffer` for other state
    such as running statistics and masks, `state` for what an optimizer keeps of
    a parameter. `value` is given for a few numbers
    that shapes may depend on, such as the scales of nn.resize.
  }];
  let arguments = (ins StrAttr:$sym, DefaultValuedStrAttr<StrAttr, "parameter">:$kind,
                       OptionalAttr<ElementsAttr>:$value);
  let results = (outs NN_Value:$result);
  let assemblyFormat = "$sym attr-dict `:` type($result)";
  let hasVerifier = 1;
}

def NN_OpaqueOp : NN_Op<"opaque"> {
  let summary = "An operator that this vocabulary does not have, or cannot type";
  let description = [{
    Kept with its name and its types as far as the file declares them, so that
    reports can say what was not counted. `reason` says why it is opaque.
  }];
  let arguments = (ins Variadic<AnyType>:$inputs, StrAttr:$op_type,
                       DefaultValuedStrAttr<StrAttr, "">:$domain, StrAttr:$reason);
  let results = (outs Variadic<AnyType>:$outputs);
}

#endif // PERFOPT_DIALECTS_NN_STRUCTURE_TD
