//===- Reduction.td - Reductions, scans and selections along axes --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_REDUCTION_TD
#define PERFOPT_DIALECTS_NN_REDUCTION_TD

include "dialects/NN/Base.td"

class NN_Reduce<string mnemonic> : NN_InferredOp<mnemonic> {
  let arguments = (ins NN_Value:$x, Optional<NN_Value>:$axes, NN_Int<"1">:$keepdims,
                       NN_Int<"0">:$noop_with_empty_axes);
  let results = (outs NN_Value:$y);
}
def NN_ReduceSumOp : NN_Reduce<"reduce_sum"> {
  let hasFolder = 1;
}
def NN_ReduceMeanOp : NN_Reduce<"reduce_mean">;
def NN_ReduceMaxOp : NN_Reduce<"reduce_max"> {
  let hasFolder = 1;
}
def NN_ReduceMinOp : NN_Reduce<"reduce_min"> {
  let hasFolder = 1;
}
def NN_ReduceProdOp : NN_Reduce<"reduce_prod"> {
  let hasFolder = 1;
}
def NN_ReduceL1Op : NN_Reduce<"reduce_l1">;
def NN_ReduceL2Op : NN_Reduce<"reduce_l2">;
def NN_ReduceLogSumOp : NN_Reduce<"reduce_log_sum">;
def NN_ReduceLogSumExpOp : NN_Reduce<"reduce_log_sum_exp">;
def NN_ReduceSumSquareOp : NN_Reduce<"reduce_sum_square">;

class NN_ArgReduce<string mnemonic> : NN_InferredOp<mnemonic> {
  let arguments = (ins NN_Value:$x, NN_Int<"0">:$axis, NN_Int<"1">:$keepdims,
                       NN_Int<"0">:$select_last_index);
  let results = (outs NN_Value:$y);
}
def NN_ArgMaxOp : NN_ArgReduce<"arg_max">;
def NN_ArgMinOp : NN_ArgReduce<"arg_min">;

class NN_Scan<string mnemonic> : NN_InferredOp<mnemonic> {
  let arguments = (ins NN_Value:$x, NN_Value:$axis, NN_Int<"0">:$exclusive,
                       NN_Int<"0">:$reverse);
  let results = (outs NN_Value:$y);
}
def NN_CumSumOp : NN_Scan<"cum_sum">;
def NN_CumProdOp : NN_Scan<"cum_prod">;

def NN_TopKOp : NN_InferredOp<"top_k"> {
  let arguments = (ins NN_Value:$x, NN_Value:$k, NN_Int<"-1">:$axis,
                       NN_Int<"1">:$largest, NN_Int<"1">:$sorted);
  let results = (outs NN_Value:$values, NN_Value:$indices);
}

#endif // PERFOPT_DIALECTS_NN_REDUCTION_TD
