//===- Window.td - Attributes of operators with windows -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_WINDOW_TD
#define PERFOPT_DIALECTS_NN_WINDOW_TD

include "dialects/NN/Base.td"

class NN_Window<string mnemonic, list<Trait> traits = []>
    : NN_InferredOp<mnemonic, traits> {
  dag window = (ins NN_Str<"NOTSET">:$auto_pad, NN_Ints:$dilations,
                    NN_Ints:$kernel_shape, NN_Ints:$pads, NN_Ints:$strides);
}

#endif // PERFOPT_DIALECTS_NN_WINDOW_TD
