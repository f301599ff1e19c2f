//===- Views.td - Other looks at the same elements -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_VIEWS_TD
#define PERFOPT_DIALECTS_NN_VIEWS_TD

include "dialects/NN/Base.td"

def NN_ShapeOp : NN_InferredOp<"shape"> {
  let arguments = (ins NN_Value:$x, NN_Int<"0">:$start, OptionalAttr<I64Attr>:$end);
  let results = (outs NN_Value:$shape);
  let hasFolder = 1;
}

def NN_SizeOp : NN_InferredOp<"size"> {
  let arguments = (ins NN_Value:$x);
  let results = (outs NN_Value:$size);
  let hasFolder = 1;
}

def NN_IdentityOp : NN_FamilyOp<"identity", "inferSameAsFirst"> {
  let arguments = (ins NN_Value:$x);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_ReshapeOp : NN_InferredOp<"reshape"> {
  let arguments = (ins NN_Value:$x, NN_Value:$shape, NN_Int<"0">:$allowzero);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_FlattenOp : NN_InferredOp<"flatten"> {
  let arguments = (ins NN_Value:$x, NN_Int<"1">:$axis);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_SqueezeOp : NN_InferredOp<"squeeze"> {
  let arguments = (ins NN_Value:$x, Optional<NN_Value>:$axes);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_UnsqueezeOp : NN_InferredOp<"unsqueeze"> {
  let arguments = (ins NN_Value:$x, NN_Value:$axes);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_TransposeOp : NN_InferredOp<"transpose"> {
  let arguments = (ins NN_Value:$x, NN_Ints:$perm);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_ExpandOp : NN_InferredOp<"expand"> {
  let arguments = (ins NN_Value:$x, NN_Value:$shape);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_SliceOp : NN_InferredOp<"slice", [AttrSizedOperandSegments]> {
  let arguments = (ins NN_Value:$x, NN_Value:$starts, NN_Value:$ends,
                       Optional<NN_Value>:$axes, Optional<NN_Value>:$steps);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_SplitOp : NN_InferredOp<"split"> {
  let arguments = (ins NN_Value:$x, Optional<NN_Value>:$split, NN_Int<"0">:$axis,
                       OptionalAttr<I64Attr>:$num_outputs);
  let results = (outs Variadic<NN_Value>:$outputs);
  let hasFolder = 1;
}

#endif // PERFOPT_DIALECTS_NN_VIEWS_TD
