//===- Selection.td - Elements that the data choose or order -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_SELECTION_TD
#define PERFOPT_DIALECTS_NN_SELECTION_TD

include "dialects/NN/Base.td"

def NN_CompressOp : NN_InferredOp<"compress"> {
  let summary = "The slices along `axis` whose condition holds; without it of all elements";
  let arguments = (ins NN_Value:$x, NN_Value:$condition, OptionalAttr<I64Attr>:$axis);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_UniqueOp : NN_InferredOp<"unique"> {
  let summary = "As many elements as the data decide: an extent that stays unknown";
  let arguments = (ins NN_Value:$x, OptionalAttr<I64Attr>:$axis, NN_Int<"1">:$sorted);
  let results = (outs NN_Value:$y, NN_Value:$indices, NN_Value:$inverse_indices,
                      NN_Value:$counts);
}

def NN_ReverseSequenceOp : NN_InferredOp<"reverse_sequence"> {
  let summary = "Reverses the first elements of each sequence";
  let arguments = (ins NN_Value:$x, NN_Value:$sequence_lens, NN_Int<"1">:$batch_axis,
                       NN_Int<"0">:$time_axis);
  let results = (outs NN_Value:$y);
}

def NN_CenterCropPadOp : NN_InferredOp<"center_crop_pad"> {
  let summary = "Cuts or pads the extents `axes` to `shape`, at both sides alike";
  let arguments = (ins NN_Value:$x, NN_Value:$shape, NN_Ints:$axes);
  let results = (outs NN_Value:$y);
}

def NN_TfIdfVectorizerOp : NN_InferredOp<"tf_idf_vectorizer"> {
  let summary = "Counts of the n-grams of a pool in sequences of tokens";
  let arguments = (ins NN_Value:$x, I64Attr:$max_gram_length, I64Attr:$max_skip_count,
                       I64Attr:$min_gram_length, StrAttr:$mode,
                       DenseI64ArrayAttr:$ngram_counts, DenseI64ArrayAttr:$ngram_indexes,
                       NN_Ints:$pool_int64s, OptionalAttr<F32ArrayAttr>:$weights);
  let results = (outs NN_Value:$y);
}

#endif // PERFOPT_DIALECTS_NN_SELECTION_TD
