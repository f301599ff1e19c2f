//===- Signal.td - Fourier transforms and windows of signals -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_SIGNAL_TD
#define PERFOPT_DIALECTS_NN_SIGNAL_TD

include "dialects/NN/Base.td"

def NN_DftOp : NN_InferredOp<"dft", [AttrSizedOperandSegments]> {
  let summary = "Discrete Fourier transform along `axis`; the last extent is 1 (real) or 2 (complex)";
  let arguments = (ins NN_Value:$x, Optional<NN_Value>:$dft_length,
                       Optional<NN_Value>:$axis, NN_Int<"0">:$inverse,
                       NN_Int<"0">:$onesided);
  let results = (outs NN_Value:$y);
}

def NN_StftOp : NN_InferredOp<"stft", [AttrSizedOperandSegments]> {
  let summary = "Transforms of the frames of a signal [batch, length, 1 or 2]";
  let arguments = (ins NN_Value:$signal, NN_Value:$frame_step,
                       Optional<NN_Value>:$window, Optional<NN_Value>:$frame_length,
                       NN_Int<"1">:$onesided);
  let results = (outs NN_Value:$y);
}

class NN_WindowFunction<string mnemonic> : NN_InferredOp<mnemonic> {
  let arguments = (ins NN_Value:$size, OptionalAttr<TypeAttr>:$output_datatype,
                       NN_Int<"1">:$periodic);
  let results = (outs NN_Value:$y);
}
def NN_HannWindowOp : NN_WindowFunction<"hann_window">;
def NN_HammingWindowOp : NN_WindowFunction<"hamming_window">;
def NN_BlackmanWindowOp : NN_WindowFunction<"blackman_window">;

def NN_MelWeightMatrixOp : NN_InferredOp<"mel_weight_matrix"> {
  let summary = "Triangles [dft_length / 2 + 1, num_mel_bins] from a spectrum to mel bands";
  let arguments = (ins NN_Value:$num_mel_bins, NN_Value:$dft_length,
                       NN_Value:$sample_rate, NN_Value:$lower_edge_hertz,
                       NN_Value:$upper_edge_hertz,
                       OptionalAttr<TypeAttr>:$output_datatype);
  let results = (outs NN_Value:$y);
}

#endif // PERFOPT_DIALECTS_NN_SIGNAL_TD
