//===- Normalization.td - Normalisations ---------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_NORMALIZATION_TD
#define PERFOPT_DIALECTS_NN_NORMALIZATION_TD

include "dialects/NN/Base.td"

def NN_BatchNormalizationOp : NN_InferredOp<"batch_normalization"> {
  let summary = "With stored statistics, or in training mode with those of the batch";
  let description = [{
    In training mode the running mean and variance are the second and third
    result; otherwise there is one result.
  }];
  let arguments = (ins NN_Value:$x, NN_Value:$scale, NN_Value:$b,
                       NN_Value:$mean, NN_Value:$var, NN_Float<"1e-05f">:$epsilon,
                       NN_Float<"0.9f">:$momentum, NN_Int<"0">:$training_mode);
  let results = (outs NN_Value:$y, Variadic<NN_Value>:$running);
}

def NN_LayerNormalizationOp : NN_InferredOp<"layer_normalization"> {
  let summary = "Over the extents from `axis` to the last";
  let description = [{
    `with_statistics` says that mean and 1 / standard deviation are results,
    too.
  }];
  let arguments = (ins NN_Value:$x, NN_Value:$scale, Optional<NN_Value>:$b,
                       NN_Int<"-1">:$axis, NN_Float<"1e-05f">:$epsilon,
                       NN_Int<"1">:$stash_type, UnitAttr:$with_statistics);
  let results = (outs NN_Value:$y, Variadic<NN_Value>:$statistics);
}

def NN_RmsNormalizationOp : NN_InferredOp<"rms_normalization"> {
  let arguments = (ins NN_Value:$x, NN_Value:$scale, NN_Int<"-1">:$axis,
                       NN_Float<"1e-05f">:$epsilon, NN_Int<"1">:$stash_type);
  let results = (outs NN_Value:$y);
}

def NN_InstanceNormalizationOp : NN_InferredOp<"instance_normalization"> {
  let arguments = (ins NN_Value:$x, NN_Value:$scale, NN_Value:$b,
                       NN_Float<"1e-05f">:$epsilon);
  let results = (outs NN_Value:$y);
}

def NN_GroupNormalizationOp : NN_InferredOp<"group_normalization"> {
  let arguments = (ins NN_Value:$x, NN_Value:$scale, NN_Value:$b,
                       I64Attr:$num_groups, NN_Float<"1e-05f">:$epsilon,
                       NN_Int<"1">:$stash_type);
  let results = (outs NN_Value:$y);
}

def NN_LpNormalizationOp : NN_InferredOp<"lp_normalization"> {
  let arguments = (ins NN_Value:$x, NN_Int<"-1">:$axis, NN_Int<"2">:$p);
  let results = (outs NN_Value:$y);
}

def NN_MeanVarianceNormalizationOp
    : NN_FamilyOp<"mean_variance_normalization", "inferSameAsFirst"> {
  let arguments = (ins NN_Value:$x, NN_Ints:$axes);
  let results = (outs NN_Value:$y);
}

def NN_LrnOp : NN_InferredOp<"lrn"> {
  let summary = "Local response normalisation over `size` channels";
  let arguments = (ins NN_Value:$x, NN_Float<"0.0001f">:$alpha,
                       NN_Float<"0.75f">:$beta, NN_Float<"1.0f">:$bias, I64Attr:$size);
  let results = (outs NN_Value:$y);
}

#endif // PERFOPT_DIALECTS_NN_NORMALIZATION_TD
