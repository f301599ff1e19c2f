//===- ContribMisc.td - ONNX Runtime's other operators --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_CONTRIBMISC_TD
#define PERFOPT_DIALECTS_NN_CONTRIBMISC_TD

include "dialects/NN/Base.td"

def NN_MsReduceSumIntegerOp : NN_InferredOp<"ms_reduce_sum_integer"> {
  let summary = "Sums of 8-bit integers in 32 bits";
  let arguments = (ins NN_Value:$x, NN_Ints:$axes, NN_Int<"1">:$keepdims);
  let results = (outs NN_Value:$y);
}

def NN_MsUniqueOp : NN_InferredOp<"ms_unique"> {
  let summary = "Distinct values of a vector, where each one is, how often: as many as the data decide";
  let arguments = (ins NN_Value:$x);
  let results = (outs NN_Value:$y, NN_Value:$idx, NN_Value:$counts);
}

def NN_MsCropAndResizeOp : NN_InferredOp<"ms_crop_and_resize"> {
  let summary = "A window of an image for each region, resized to crop_size";
  let arguments = (ins NN_Value:$x, NN_Value:$rois, NN_Value:$batch_indices,
                       NN_Value:$crop_size, NN_Str<"bilinear">:$mode,
                       NN_Float<"0.0f">:$extrapolation_value);
  let results = (outs NN_Value:$y);
}

def NN_MsInverseOp : NN_FamilyOp<"ms_inverse", "inferSameAsFirst"> {
  let summary = "The inverse of each matrix in the last two extents";
  let arguments = (ins NN_Value:$x);
  let results = (outs NN_Value:$y);
}

def NN_MsRfftOp : NN_InferredOp<"ms_rfft"> {
  let summary = "Fourier transform of real rows over the last `signal_ndim` extents";
  let description = [{
    [..., n] becomes [..., n / 2 + 1, 2]: with `onesided` only the half that is
    not a mirror image; pairs are the real and the imaginary part.
  }];
  let arguments = (ins NN_Value:$x, NN_Int<"0">:$normalized, NN_Int<"1">:$onesided,
                       NN_Int<"1">:$signal_ndim);
  let results = (outs NN_Value:$y);
}

def NN_MsIrfftOp : NN_InferredOp<"ms_irfft"> {
  let summary = "The inverse of ms_rfft: [..., n / 2 + 1, 2] becomes [..., n]";
  let arguments = (ins NN_Value:$x, NN_Int<"0">:$normalized, NN_Int<"1">:$onesided,
                       I64Attr:$signal_ndim);
  let results = (outs NN_Value:$y);
}

def NN_MsNGramRepeatBlockOp : NN_InferredOp<"ms_ngram_repeat_block"> {
  let summary = "Scores with those that would repeat an n-gram of the ids taken out";
  let arguments = (ins NN_Value:$x, NN_Value:$scores, I64Attr:$ngram_size);
  let results = (outs NN_Value:$y);
}

// Channels in blocks of 8 or 16, as the CPU likes them: the domain
// com.microsoft.nchwc. Extents stay [N, C, d...], C rounded up to a block.
def NN_MsReorderInputOp : NN_InferredOp<"ms_reorder_input"> {
  let arguments = (ins NN_Value:$x, NN_Int<"0">:$channels_last);
  let results = (outs NN_Value:$y);
}
def NN_MsReorderOutputOp : NN_InferredOp<"ms_reorder_output"> {
  let arguments = (ins NN_Value:$x, NN_Int<"0">:$channels_last, NN_Int<"0">:$channels);
  let results = (outs NN_Value:$y);
}

#endif // PERFOPT_DIALECTS_NN_CONTRIBMISC_TD
