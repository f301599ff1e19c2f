//===- Sequence.td - Lists of tensors -------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_SEQUENCE_TD
#define PERFOPT_DIALECTS_NN_SEQUENCE_TD

include "dialects/NN/Base.td"

// Inference replaces every sequence by an nn.sequence_construct of its elements,
// and what reads it by the elements; a sequence whose length the graph does not
// fix becomes nn.opaque. Moving a list moves no data.

def NN_SequenceConstructOp : NN_InferredOp<"sequence_construct"> {
  let summary = "The sequence of these tensors";
  let arguments = (ins Variadic<AnyType>:$elements, OptionalAttr<TypeAttr>:$dtype);
  let results = (outs AnyType:$sequence);
}

def NN_SequenceInsertOp : NN_InferredOp<"sequence_insert"> {
  let arguments = (ins AnyType:$sequence, AnyType:$element, Optional<NN_Value>:$position);
  let results = (outs AnyType:$result);
}

def NN_SequenceEraseOp : NN_InferredOp<"sequence_erase"> {
  let arguments = (ins AnyType:$sequence, Optional<NN_Value>:$position);
  let results = (outs AnyType:$result);
}

def NN_SequenceAtOp : NN_InferredOp<"sequence_at"> {
  let arguments = (ins AnyType:$sequence, NN_Value:$position);
  let results = (outs AnyType:$element);
}

def NN_SequenceLengthOp : NN_InferredOp<"sequence_length"> {
  let arguments = (ins AnyType:$sequence);
  let results = (outs NN_Value:$length);
}

def NN_SplitToSequenceOp : NN_InferredOp<"split_to_sequence"> {
  let arguments = (ins NN_Value:$x, Optional<NN_Value>:$split, NN_Int<"0">:$axis,
                       NN_Int<"1">:$keepdims);
  let results = (outs AnyType:$sequence);
}

def NN_ConcatFromSequenceOp : NN_InferredOp<"concat_from_sequence"> {
  let arguments = (ins AnyType:$sequence, I64Attr:$axis, NN_Int<"0">:$new_axis);
  let results = (outs NN_Value:$y);
}

#endif // PERFOPT_DIALECTS_NN_SEQUENCE_TD
